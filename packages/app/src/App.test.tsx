import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('starts with every discovered plugin and offers to enter as guest', async () => {
    // How Backstage's own tooling hands config to an app under test: as an
    // array, which a real environment variable could not hold.
    Object.defineProperty(process, 'env', {
      value: {
        ...process.env,
        APP_CONFIG: [
          {
            context: 'test',
            data: {
              app: { title: 'Busline', baseUrl: 'http://localhost:3000' },
              backend: { baseUrl: 'http://localhost:7007' },
            },
          },
        ],
      },
    });
    render(App.createRoot());
    expect(await screen.findByText('Guest')).toBeInTheDocument();
  });
});

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { entitiesFixture } from '../dev/entities';
import { InMemoryEventbridgeApi } from '../dev/eventbridgeApi';
import plugin from './alpha';
import { eventbridgeApiRef } from './client/eventbridgeApiRef';
import { templateRouteRef } from './routes';

const entityNamed = (name: string) => {
  const entity = entitiesFixture.find(({ metadata }) => metadata.name === name);
  if (!entity) {
    throw new Error(`The fixture has no entity ${name}`);
  }
  return entity;
};

const MOUNTED = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
  '/create/templates/:namespace/:templateName': templateRouteRef,
};

function openEntityPage(name: string, api: InMemoryEventbridgeApi) {
  const entity = entityNamed(name);
  return renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity })],
    mountedRoutes: MOUNTED,
    apis: [
      [eventbridgeApiRef, api],
      catalogApiMock({ entities: entitiesFixture }),
    ],
  });
}

describe('Events tab', () => {
  it('shows what a service publishes and consumes, in one request', async () => {
    const api = new InMemoryEventbridgeApi();
    openEntityPage('delivery-service', api);

    const consumed = await screen.findByRole('table', {
      name: 'Events this component consumes',
    });
    expect(within(consumed).getByText('Broken')).toBeInTheDocument();
    expect(within(consumed).getByText('detail.region')).toBeInTheDocument();
    expect(
      screen.getByRole('table', { name: 'Events this component publishes' }),
    ).toBeInTheDocument();
    expect(screen.getByText('2 findings')).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: /seen 4\d s ago in 4 accounts · 1 not readable/,
      }),
    ).toBeInTheDocument();
    expect(api.requests).toEqual(['getTopology']);
  });

  it('opens a row by keyboard and shows the way, hop by hop', async () => {
    openEntityPage('delivery-service', new InMemoryEventbridgeApi());
    const opener = await screen.findByRole('button', {
      name: 'Access revoked',
      expanded: false,
    });

    opener.focus();
    await userEvent.keyboard('{Enter}');

    expect(opener).toHaveAttribute('aria-expanded', 'true');
    const way = screen.getByRole('list', { name: 'The way the event takes' });
    expect(way).toHaveTextContent('bus hub');
    expect(way).toHaveTextContent(
      'policy of queue delivery-service-access-events: not in place',
    );
  });
});

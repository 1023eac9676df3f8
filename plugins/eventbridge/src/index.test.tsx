import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { entitiesFixture } from '../dev/entities';
import { InMemoryEventbridgeApi } from '../dev/eventbridgeApi';
import {
  EntityEventsContent,
  EventbridgeExplorerPage,
  eventbridgeApiRef,
  EventTypeCard,
  isEventType,
} from './index';

const MOUNTED = { '/catalog/:namespace/:kind/:name': entityRouteRef };

const inOldApp = (element: JSX.Element) =>
  renderInTestApp(
    <TestApiProvider apis={[[eventbridgeApiRef, new InMemoryEventbridgeApi()]]}>
      <Routes>
        <Route path="/" element={element} />
      </Routes>
    </TestApiProvider>,
    { mountedRoutes: MOUNTED },
  );

const entityNamed = (name: string) =>
  entitiesFixture.filter(({ metadata }) => metadata.name === name)[0];

describe('the old frontend system', () => {
  it('has the explorer page', async () => {
    await inOldApp(<EventbridgeExplorerPage />);
    expect(
      await screen.findByRole('link', { name: 'Access granted' }),
    ).toBeInTheDocument();
  });

  it('has the content of the Events tab', async () => {
    await inOldApp(
      <EntityProvider entity={entityNamed('delivery-service')}>
        <EntityEventsContent />
      </EntityProvider>,
    );
    expect(await screen.findByText('Publishes')).toBeInTheDocument();
  });

  it('has the card of an event type', async () => {
    await inOldApp(
      <EntityProvider entity={entityNamed('access-granted')}>
        <EventTypeCard />
      </EntityProvider>,
    );
    expect(
      await screen.findByRole('table', { name: 'Consumers of Access granted' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['access-granted', true],
    ['delivery-service', false],
  ])('tells whether %s is an event type', (name, is) => {
    expect(isEventType(entityNamed(name))).toBe(is);
  });
});

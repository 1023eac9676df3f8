import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { Topology } from '@busline/backstage-plugin-eventbridge-common';
import { entitiesFixture } from '../dev/entities';
import { InMemoryEventbridgeApi } from '../dev/eventbridgeApi';
import { topologyFixture } from '../dev/topology';
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
        // The age grows while a slow machine draws the page.
        name: /seen \d+ (s|min) ago in 4 accounts · 1 not readable/,
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

describe('Events tab without content', () => {
  it('says what belongs there and offers the next step, filled in', async () => {
    openEntityPage('courier-service', new InMemoryEventbridgeApi());

    expect(
      await screen.findByText(/Events that this service sends appear here/),
    ).toBeInTheDocument();
    const next = screen.getByRole('link', { name: 'Subscribe to an event' });
    const target = new URL(next.getAttribute('href') ?? '', 'http://localhost');
    expect(target.pathname).toBe(
      '/create/templates/default/subscribe-to-event',
    );
    expect(JSON.parse(target.searchParams.get('formData') ?? '')).toEqual({
      component: 'component:default/courier-service',
    });
  });

  it('says what failed and tries again on demand', async () => {
    const api = new InMemoryEventbridgeApi({
      topology: new Error('The backend sleeps'),
    });
    openEntityPage('delivery-service', api);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend sleeps',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(api.requests).toEqual(['getTopology', 'getTopology']),
    );
  });

  it('has every account scanned on demand', async () => {
    const api = new InMemoryEventbridgeApi();
    openEntityPage('delivery-service', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh' }),
    );
    expect(
      await screen.findByRole('button', { name: /seen just now/ }),
    ).toBeInTheDocument();
    expect(api.requests).toEqual(['getTopology', 'refresh']);
  });

  it('tells which account could not be read, why, and the mend', async () => {
    openEntityPage('delivery-service', new InMemoryEventbridgeApi());
    await userEvent.click(
      await screen.findByRole('button', { name: /1 not readable/ }),
    );
    expect(
      screen.getByText(/Let account platform assume the role busline-reader/),
    ).toBeInTheDocument();
  });
});

describe('Event page', () => {
  it('shows contract, example, producers and consumers, in one request', async () => {
    const api = new InMemoryEventbridgeApi();
    openEntityPage('access-granted', api);

    const contract = await screen.findByRole('table', {
      name: 'Fields of Access granted',
    });
    expect(
      within(contract).getByRole('row', { name: /email.*Personal data/ }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('the example event')).toHaveTextContent(
      '"detail-type": "Access granted"',
    );
    expect(
      await screen.findByRole('table', { name: 'Consumers of Access granted' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Subscribe' }).getAttribute('href'),
    ).toContain('larkgate.access');
    expect(api.requests).toEqual(['getTopology']);
  });

  it('asks anew before it says that an event is gone', async () => {
    const topologies = [
      { ...topologyFixture, eventTypes: [] },
      topologyFixture,
    ];
    const api = new InMemoryEventbridgeApi();
    let answer = (_topology: Topology) => {};
    api.getTopology = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    openEntityPage('access-granted', api);
    await screen.findAllByText('Loading contract');
    answer(topologies[0]);
    await screen.findByRole('button', { name: /seen/ });
    expect(screen.getByText('Loading contract')).toBeInTheDocument();
    expect(screen.queryByText(/any more/)).not.toBeInTheDocument();

    answer(topologies[1]);
    expect(
      await screen.findByRole('table', { name: 'Fields of Access granted' }),
    ).toBeInTheDocument();
  });

  it('says that an event is gone', async () => {
    openEntityPage(
      'access-granted',
      new InMemoryEventbridgeApi({
        topology: { ...topologyFixture, eventTypes: [] },
      }),
    );
    expect(
      (await screen.findAllByText(/names this event any more/)).length,
    ).toBe(2);
  });

  it('leaves other APIs alone', async () => {
    const entity = entityNamed('access-granted');
    renderTestApp({
      features: [plugin],
      extensions: [
        createTestEntityPage({
          entity: {
            ...entity,
            metadata: { ...entity.metadata, annotations: {} },
          },
        }),
      ],
      mountedRoutes: MOUNTED,
      apis: [[eventbridgeApiRef, new InMemoryEventbridgeApi()]],
    });
    await waitFor(() => expect(document.body).not.toBeEmptyDOMElement());
    expect(screen.queryByText('Contract')).not.toBeInTheDocument();
  });
});

describe('Explorer', () => {
  it('finds events by every word of what people know', async () => {
    renderTestApp({
      features: [plugin],
      initialRouteEntries: ['/eventbridge'],
      mountedRoutes: MOUNTED,
      apis: [
        [eventbridgeApiRef, new InMemoryEventbridgeApi()],
        catalogApiMock({ entities: entitiesFixture }),
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'Delivery started' }),
    ).toHaveAttribute('href', '/catalog/default/api/delivery-started');
    expect(screen.getByText('2 findings')).toBeInTheDocument();

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search events' }),
      'audit granted',
    );
    await waitFor(() =>
      expect(screen.queryByText('Delivery started')).not.toBeInTheDocument(),
    );
    expect(
      screen.getByRole('link', { name: 'Access granted' }),
    ).toBeInTheDocument();
  });
});

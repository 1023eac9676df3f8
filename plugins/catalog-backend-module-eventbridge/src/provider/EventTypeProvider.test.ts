import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { AccountView } from '@busline/backstage-plugin-eventbridge-common';
import catalogModuleEventbridge from '../index';
import { createTopologyServer } from '../__testUtils__/topologyServer';
import {
  accessGranted,
  hubAccount,
  topologyOf,
  withUnseen,
} from '../__testUtils__/topologies';

/** The module with its provider connected to a catalog that writes down. */
async function startProvider() {
  const eventbridge = createTopologyServer(topologyOf([accessGranted]));
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  let provider: EntityProvider | undefined;
  const backend = await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (added: EntityProvider) => {
            provider = added;
          },
          addProcessor: () => {},
        },
      ],
    ],
    features: [
      catalogModuleEventbridge,
      eventbridge.plugin,
      eventsServiceFactory,
      logger.factory,
    ],
  });
  const mutations: EntityProviderMutation[] = [];
  await provider?.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  });
  // Waits for the turn that connecting began.
  await eventbridge.change(topologyOf([accessGranted]));
  return {
    stop: () => backend.stop(),
    name: provider?.getProviderName(),
    change: eventbridge.change,
    mutations,
    told: () =>
      [...logger.warn.mock.calls, ...logger.info.mock.calls]
        .map(([message]) => message)
        .filter(message => message.startsWith('The event types')),
  };
}

describe('EventTypeProvider', () => {
  let given: Awaited<ReturnType<typeof startProvider>>;
  beforeEach(async () => {
    given = await startProvider();
  });
  afterEach(() => given.stop());

  it('gives the event types under its own name and location key', () => {
    expect(given.name).toBe('eventbridge');
    expect(given.mutations).toEqual([
      {
        type: 'full',
        entities: [
          {
            locationKey: 'eventbridge-provider:event-types',
            entity: expect.objectContaining({
              kind: 'API',
              metadata: expect.objectContaining({
                name: 'com.larkgate.access.access-granted',
              }),
            }),
          },
        ],
      },
    ]);
  });

  it('gives nothing where nothing changed for the catalog', async () => {
    await given.change({
      ...topologyOf([accessGranted]),
      derivedAt: '2026-11-02T12:00:00.000Z',
    });

    expect(given.mutations).toHaveLength(1);
  });

  it('gives what changed', async () => {
    await given.change(topologyOf([]));

    expect(given.mutations[1]).toEqual({ type: 'full', entities: [] });
  });

  const unread: AccountView = {
    ...hubAccount,
    status: 'unreadable',
    seenAt: undefined,
  };
  it.each([
    ['no topology', undefined, /No account could be read/],
    [
      'a registry that could not be read',
      topologyOf([], [withUnseen(hubAccount, 'schemas:ListSchemas')]),
      /schemas:ListSchemas on registry busline in platform eu-west-1: .*Allow it/,
    ],
    [
      'a bus that could not be read',
      topologyOf([], [withUnseen(hubAccount, 'events:ListRules')]),
      /events:ListRules on registry busline/,
    ],
    [
      'a hub account that was never read',
      topologyOf([], [unread]),
      /Account platform \(111111111111, eu-west-1\) has not been read yet/,
    ],
    [
      'a hub account that could not be read',
      topologyOf(
        [],
        [{ ...unread, unseen: withUnseen(unread, 'sts:AssumeRole').unseen }],
      ),
      /sts:AssumeRole/,
    ],
    [
      'a hub account that nobody scans',
      topologyOf([], []),
      /event-bus\/hub is not among the scanned accounts/,
    ],
  ])(
    'keeps what there is for %s, and says so once',
    async (_, topology, reason) => {
      await given.change(topology);
      await given.change(topology);

      expect(given.mutations).toHaveLength(1);
      expect(given.told()).toEqual([expect.stringMatching(reason)]);
    },
  );

  it.each([
    ['a role of the hub', [withUnseen(hubAccount, 'iam:GetRole')]],
    [
      'another account',
      [
        hubAccount,
        withUnseen({ ...hubAccount, id: '222222222222' }, 'events:ListRules'),
      ],
    ],
  ])('goes on where only %s could not be read', async (_, accounts) => {
    await given.change(topologyOf([], accounts));

    expect(given.mutations).toHaveLength(2);
    expect(given.told()).toEqual([]);
  });

  it('sees the last of many changes at once', async () => {
    await Promise.all(
      ['One', 'Two', 'Three'].map(title =>
        given.change(topologyOf([{ ...accessGranted, title }])),
      ),
    );

    const last = given.mutations[given.mutations.length - 1];
    expect(last).toMatchObject({
      entities: [{ entity: { metadata: { title: 'Three' } } }],
    });
    expect(given.mutations.length).toBeLessThan(4);
  });
});

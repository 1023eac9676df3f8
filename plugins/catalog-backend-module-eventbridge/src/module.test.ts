import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { catalogPath } from '@busline/demo-organisation';
import request from 'supertest';
import catalogModuleEventbridge from './index';
import { createTopologyServer } from './__testUtils__/topologyServer';
import {
  accessGranted,
  hubAccount,
  topologyOf,
  withUnseen,
} from './__testUtils__/topologies';

jest.setTimeout(60_000);

const API = 'api/default/com.larkgate.access.access-granted';

/** A catalog with the demo's access and delivery services, and our module. */
async function startCatalog() {
  const eventbridge = createTopologyServer(topologyOf([accessGranted]));
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleEventbridge,
      // The one of the test backend keeps each plugin's events to itself.
      eventsServiceFactory,
      eventbridge.plugin,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            rules: [{ allow: ['Component', 'API', 'Group'] }],
            locations: ['access.yaml', 'delivery.yaml'].map(file => ({
              type: 'file',
              target: `${catalogPath}/${file}`,
            })),
            // What a test changes is told by event, never found by the clock.
            providers: {
              eventbridge: {
                schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
              },
            },
          },
        },
      }),
    ],
  });

  const read = async (path: string): Promise<Entity | undefined> => {
    const response = await request(backend.server).get(
      `/api/catalog/entities/by-name/${path}`,
    );
    return response.status === 200 ? response.body : undefined;
  };
  return {
    eventbridge,
    read,
    stop: () => backend.stop(),
    /** Waits until the catalog has worked so far that this holds. */
    async until(
      path: string,
      holds: (entity: Entity | undefined) => boolean,
    ): Promise<Entity | undefined> {
      const giveUpAt = Date.now() + 20_000;
      for (;;) {
        const entity = await read(path);
        if (holds(entity)) {
          return entity;
        }
        if (Date.now() > giveUpAt) {
          throw new Error(`${path} is still ${JSON.stringify(entity)}`);
        }
      }
    },
  };
}

function relations(entity: Entity | undefined): string[] {
  return (entity?.relations ?? []).map(
    ({ type, targetRef }) => `${type} ${targetRef}`,
  );
}

describe('catalogModuleEventbridge', () => {
  let catalog: Awaited<ReturnType<typeof startCatalog>>;
  beforeEach(async () => {
    catalog = await startCatalog();
  });
  afterEach(() => catalog.stop());

  it('shows an event type with its service on both sides of each relation', async () => {
    const api = await catalog.until(API, entity =>
      relations(entity).some(relation => relation.startsWith('apiConsumedBy')),
    );

    expect(api?.metadata.title).toBe('Access granted');
    expect(relations(api)).toEqual(
      expect.arrayContaining([
        'apiProvidedBy component:default/access-service',
        'apiConsumedBy component:default/delivery-service',
        'ownedBy group:default/access',
      ]),
    );
    await catalog.until('component/default/access-service', entity =>
      relations(entity).includes(
        'providesApi api:default/com.larkgate.access.access-granted',
      ),
    );
    await catalog.until('component/default/delivery-service', entity =>
      relations(entity).includes(
        'consumesApi api:default/com.larkgate.access.access-granted',
      ),
    );
  });

  it('follows a change at once, relations included', async () => {
    await catalog.until('component/default/delivery-service', entity =>
      relations(entity).some(relation => relation.startsWith('consumesApi')),
    );

    await catalog.eventbridge.change(
      topologyOf([
        { ...accessGranted, title: 'Access was granted', consumers: [] },
      ]),
    );

    await catalog.until(
      API,
      entity => entity?.metadata.title === 'Access was granted',
    );
    const service = await catalog.until(
      'component/default/delivery-service',
      entity =>
        !relations(entity).some(relation => relation.startsWith('consumesApi')),
    );
    expect(relations(service)).toContain('ownedBy group:default/delivery');
  });

  it('forgets an event type only where the hub account was read', async () => {
    await catalog.until(API, entity => entity !== undefined);

    await catalog.eventbridge.change(undefined);
    await catalog.eventbridge.change(
      topologyOf([], [withUnseen(hubAccount, 'schemas:ListSchemas')]),
    );
    expect(await catalog.read(API)).toBeDefined();

    await catalog.eventbridge.change(topologyOf([]));
    const gone = await catalog.until(API, entity => entity === undefined);
    expect(gone).toBeUndefined();
  });
});

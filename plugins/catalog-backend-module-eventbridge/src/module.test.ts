import { Entity } from '@backstage/catalog-model';
import { startCatalog } from './__testUtils__/startCatalog';
import {
  accessGranted,
  hubAccount,
  topologyOf,
  withUnseen,
} from './__testUtils__/topologies';
import { createTopologyServer } from './__testUtils__/topologyServer';

jest.setTimeout(60_000);

const API = 'api/default/com.larkgate.access.access-granted';

function relations(entity: Entity | undefined): string[] {
  return (entity?.relations ?? []).map(
    ({ type, targetRef }) => `${type} ${targetRef}`,
  );
}

describe('catalogModuleEventbridge', () => {
  let eventbridge: ReturnType<typeof createTopologyServer>;
  let catalog: Awaited<ReturnType<typeof startCatalog>>;
  beforeEach(async () => {
    eventbridge = createTopologyServer(topologyOf([accessGranted]));
    catalog = await startCatalog(eventbridge.plugin);
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

    await eventbridge.change(
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

    await eventbridge.change(undefined);
    await eventbridge.change(
      topologyOf([], [withUnseen(hubAccount, 'schemas:ListSchemas')]),
    );
    expect(await catalog.read(API)).toBeDefined();

    await eventbridge.change(topologyOf([]));
    const gone = await catalog.until(API, entity => entity === undefined);
    expect(gone).toBeUndefined();
  });
});

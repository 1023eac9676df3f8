import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ANNOTATION_AWS_ACCOUNT,
  Platform,
} from '@busline/backstage-plugin-eventbridge-common';
import { openDatabase } from '../store/migrate';
import { SnapshotStore } from '../store/SnapshotStore';
import { ComponentReader } from './ComponentReader';
import { TopologyService } from './TopologyService';

const HUB = '111111111111';
const DELIVERY = '222222222222';
const hubBusArn = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;
const platform: Platform = {
  hub: { accountId: HUB, region: 'eu-west-1', busName: 'hub' },
  registryName: 'busline',
  accounts: [
    { id: HUB, name: 'platform', regions: ['eu-west-1'] },
    { id: DELIVERY, name: 'delivery', regions: ['eu-west-1'] },
  ],
};

const deliveryService: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'delivery-service',
    annotations: { [ANNOTATION_AWS_ACCOUNT]: DELIVERY },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
};

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('TopologyService', () => {
  afterEach(() => jest.useRealTimers());

  it('matches a component that came to the catalog after the scan', async () => {
    jest.useFakeTimers({ now: Date.now(), advanceTimers: true });
    const knex = await databases.init('SQLITE_3');
    const store = new SnapshotStore(
      await openDatabase(mockServices.database({ knex })),
      platform,
      50,
    );
    const now = new Date().toISOString();
    await store.keep(
      {
        accountId: HUB,
        region: 'eu-west-1',
        takenAt: now,
        unseen: [],
        buses: [
          {
            name: 'hub',
            arn: hubBusArn,
            rules: [
              {
                name: 'to-delivery',
                arn: `arn:aws:events:eu-west-1:${HUB}:rule/hub/to-delivery`,
                state: 'ENABLED',
                eventPattern:
                  '{"source":["com.example"],"detail-type":["Order placed"]}',
                tags: {},
                targets: [
                  {
                    id: 'a',
                    arn: `arn:aws:sqs:eu-west-1:${DELIVERY}:orders`,
                  },
                ],
              },
            ],
          },
        ],
        registries: [],
        queues: [],
        roles: [],
      },
      now,
    );
    const entities: Entity[] = [];
    const service = new TopologyService(
      platform,
      store,
      new ComponentReader(
        catalogServiceMock.mock({
          queryEntities: async request =>
            catalogServiceMock({ entities }).queryEntities(request),
        }),
        mockServices.auth(),
      ),
    );
    const consumers = async () => {
      const { eventTypes } = await service.topology();
      return eventTypes.flatMap(type =>
        type.consumers.map(({ componentRef }) => componentRef),
      );
    };

    expect(await consumers()).toEqual([undefined]);
    entities.push(deliveryService);
    jest.setSystemTime(Date.now() + 5_001);

    expect(await consumers()).toEqual(['component:default/delivery-service']);
  });
});

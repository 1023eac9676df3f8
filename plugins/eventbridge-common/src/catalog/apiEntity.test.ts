import {
  apiEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import {
  emptyPlatform,
  NOW,
  onboard,
  PUBLICATION,
  workingPlatform,
} from '../__testUtils__/world';
import { deriveTopology } from '../topology/deriveTopology';
import { eventTypeEntities } from './apiEntity';

describe('eventTypeEntities', () => {
  const entities = eventTypeEntities(
    deriveTopology({ ...workingPlatform(), now: NOW }),
  );

  it('are what the catalog takes', async () => {
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    for (const entity of entities) {
      await expect(policy.enforce(entity)).resolves.toBe(entity);
      await expect(apiEntityV1alpha1Validator.check(entity)).resolves.toBe(
        true,
      );
    }
  });

  it('carry the contract, the owner and who uses it', () => {
    expect(entities).toMatchObject([
      {
        kind: 'API',
        metadata: {
          name: 'com.larkgate.access.access-granted',
          title: 'Access granted',
          annotations: {
            'backstage.io/managed-by-location': expect.stringMatching(
              /^eventbridge:arn:aws:schemas:/,
            ),
            'busline.dev/event-source': 'com.larkgate.access',
            'busline.dev/event-detail-type': 'Access granted',
          },
        },
        spec: {
          type: 'asyncapi',
          owner: 'group:default/access',
          system: 'system:default/access',
          busline: {
            producers: ['component:default/access-service'],
            consumers: ['component:default/delivery-service'],
          },
        },
      },
    ]);
    const definition = JSON.parse(entities[0].spec.definition);
    expect(definition).toMatchObject({
      asyncapi: '3.0.0',
      info: { version: '1' },
    });
    expect(JSON.stringify(definition)).toContain('COURIER');
  });

  it('do without an owner and a contract', () => {
    const observed = onboard(emptyPlatform(), PUBLICATION);
    const topology = deriveTopology({ ...observed, now: NOW });
    const [entity] = eventTypeEntities({
      ...topology,
      eventTypes: topology.eventTypes.map(
        ({ ownerRef, detailSchema, schemaArn, ...eventType }) => eventType,
      ),
    });
    expect(entity.spec.owner).toBe('group:default/unknown');
    expect(entity.metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': `eventbridge:${topology.hubBusArn}`,
    });
  });
});

import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_AWS_ACCOUNT,
  ANNOTATION_EVENT_DETAIL_TYPE,
  ANNOTATION_EVENT_SOURCE,
} from '@busline/backstage-plugin-eventbridge-common';
import { topologyFixture } from './topology';

const service = (
  name: string,
  title: string,
  owner: string,
  accountId?: string,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    title,
    annotations: accountId ? { [ANNOTATION_AWS_ACCOUNT]: accountId } : {},
  },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

const group = (name: string, title: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default', title },
  spec: { type: 'team', children: [], profile: { displayName: title } },
});

/** The catalog of the fixture platform. */
export const entitiesFixture: Entity[] = [
  service('access-service', 'Access service', 'access', '222222222222'),
  service('delivery-service', 'Delivery service', 'delivery', '333333333333'),
  service('courier-service', 'Courier service', 'delivery', '333333333333'),
  service('audit-service', 'Audit service', 'insights', '666666666666'),
  service('concierge-service', 'Concierge service', 'residents'),
  group('access', 'Access'),
  group('delivery', 'Delivery'),
  group('insights', 'Insights'),
  group('residents', 'Residents'),
  ...topologyFixture.eventTypes.map(
    (eventType): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'API',
      metadata: {
        name: eventType.entityRef.split('/')[1],
        namespace: 'default',
        title: eventType.title,
        description: eventType.description,
        annotations: {
          [ANNOTATION_EVENT_SOURCE]: eventType.source,
          [ANNOTATION_EVENT_DETAIL_TYPE]: eventType.detailType,
        },
      },
      spec: {
        type: 'asyncapi',
        lifecycle: 'production',
        owner: eventType.ownerRef ?? 'unknown',
        definition: JSON.stringify({
          asyncapi: '3.0.0',
          info: { title: eventType.title, version: eventType.version ?? '0' },
        }),
      },
      relations: eventType.ownerRef
        ? [{ type: 'ownedBy', targetRef: eventType.ownerRef }]
        : [],
    }),
  ),
];

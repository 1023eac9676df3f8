import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ApiEntity,
} from '@backstage/catalog-model';
import { toAsyncApi } from '@busline/event-schemas';
import { Arn, parseArn } from '../aws/arn';
import { EventType, Party, Topology } from '../topology/types';
import {
  ANNOTATION_EVENT_DETAIL_TYPE,
  ANNOTATION_EVENT_SCHEMA_ARN,
  ANNOTATION_EVENT_SOURCE,
} from './annotations';
import { apiEntityName } from './apiEntityName';

/** The owner of an API entity needs a name even where nobody is known. @public */
export const UNKNOWN_OWNER_REF = 'group:default/unknown';

/** An event type in the catalog. @public */
export type EventTypeApiEntity = ApiEntity & {
  spec: {
    /** For the processor that turns them into relations; full refs, sorted. */
    busline: { producers: string[]; consumers: string[] };
  };
};

/**
 * The API entities of all event types of a topology, in its order.
 *
 * @public
 */
export function eventTypeEntities(topology: Topology): EventTypeApiEntity[] {
  return topology.eventTypes.map(eventType =>
    toApiEntity(eventType, topology.hubBusArn),
  );
}

/**
 * The API entity of an event type. Equal event types give equal entities, so a
 * catalog that is told twice writes once. May compile code, for the examples in
 * the definition.
 *
 * @public
 */
export function toApiEntity(
  eventType: EventType,
  hubBusArn: Arn,
): EventTypeApiEntity {
  const { source, detailType, title, description, schemaArn } = eventType;
  const location = `eventbridge:${schemaArn ?? hubBusArn}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: apiEntityName(eventType),
      namespace: 'default',
      title,
      ...(description ? { description } : {}),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_EVENT_SOURCE]: source,
        [ANNOTATION_EVENT_DETAIL_TYPE]: detailType,
        ...(schemaArn ? { [ANNOTATION_EVENT_SCHEMA_ARN]: schemaArn } : {}),
      },
    },
    spec: {
      type: 'asyncapi',
      lifecycle: 'production',
      owner: eventType.ownerRef ?? UNKNOWN_OWNER_REF,
      ...(eventType.systemRef ? { system: eventType.systemRef } : {}),
      definition: definitionOf(eventType, hubBusArn),
      busline: {
        producers: refsOf(eventType.producers),
        consumers: refsOf(eventType.consumers),
      },
    },
  };
}

function definitionOf(eventType: EventType, hubBusArn: Arn): string {
  const bus = parseArn(hubBusArn);
  const document = toAsyncApi(
    [
      {
        source: eventType.source,
        detailType: eventType.detailType,
        title: eventType.title,
        description: eventType.description,
        version: eventType.version,
        // Without a contract all that is known is what EventBridge itself asks for.
        detailSchema: eventType.detailSchema ?? { type: 'object' },
      },
    ],
    [
      {
        name: bus?.resource.replace(/^event-bus\//, '') ?? hubBusArn,
        arn: hubBusArn,
        region: bus?.region ?? '',
      },
    ],
  );
  return JSON.stringify(document, undefined, 2);
}

function refsOf(parties: Party[]): string[] {
  const refs = parties.flatMap(({ componentRef }) => componentRef ?? []);
  return [...new Set(refs)].sort();
}

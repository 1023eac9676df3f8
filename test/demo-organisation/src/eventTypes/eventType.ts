import type { DemoAccountName } from '../accounts';

/**
 * A JSON Schema, Draft-04, as plain JSON.
 *
 * @public
 */
export type DetailSchema = { readonly [keyword: string]: unknown };

/**
 * One event type of the demo organisation with every version of its contract.
 *
 * @public
 */
export interface DemoEventType {
  /** The `source` of the event, such as `com.larkgate.access`. */
  source: string;
  /** The `detail-type` of the event, such as `Access granted`. */
  detailType: string;
  /** What the event tells, in a sentence or two. */
  description: string;
  /** Group ref of the team that owns the contract. */
  owner: string;
  /** Component ref of the service that sends the event. */
  producer: string;
  /** The account the producer runs in. */
  account: DemoAccountName;
  /** Schemas of `detail`, the oldest version first. */
  versions: readonly DetailSchema[];
}

/** What one producing service has in common over all of its event types. */
export interface Producer {
  source: string;
  domain: string;
  service: string;
  team: string;
  account: DemoAccountName;
}

/** An event type as its producer writes it: only the `data` part of each version. */
export interface EventTypeDraft {
  detailType: string;
  description: string;
  /** Schemas of `detail.data`, the oldest version first. */
  data: readonly DetailSchema[];
}

/** Completes a producer's drafts: puts each `data` schema into the envelope. */
export function eventTypesOf(
  producer: Producer,
  drafts: readonly EventTypeDraft[],
): DemoEventType[] {
  return drafts.map(draft => ({
    source: producer.source,
    detailType: draft.detailType,
    description: draft.description,
    owner: `group:default/${producer.team}`,
    producer: `component:default/${producer.service}`,
    account: producer.account,
    versions: draft.data.map((data, index) =>
      envelope(producer, data, `${index + 1}`),
    ),
  }));
}

/**
 * The envelope every event carries in `detail`. The id is the event's own:
 * EventBridge gives an event a new id each time it is forwarded to another bus,
 * so a consumer that must not handle an event twice looks at this one.
 */
function envelope(
  producer: Producer,
  data: DetailSchema,
  version: string,
): DetailSchema {
  return {
    type: 'object',
    required: ['metadata', 'data'],
    properties: {
      metadata: {
        type: 'object',
        description: 'Who sent the event, when, and by which contract version',
        required: ['id', 'version', 'timestamp', 'domain', 'service'],
        properties: {
          id: {
            type: 'string',
            format: 'uuid',
            example: '6f1c2a84-9d3e-4b57-8a10-2c5e7f90b1d3',
            description:
              'Stays the same however often the event is forwarded or redelivered: use it to recognise an event already handled',
          },
          version: {
            type: 'string',
            pattern: '^[1-9][0-9]*$',
            example: version,
            description: 'Version of the contract the event was written by',
          },
          timestamp: {
            type: 'string',
            format: 'date-time',
            example: '2026-11-23T14:32:07Z',
            description: 'When it happened, not when it was sent',
          },
          domain: {
            type: 'string',
            enum: [producer.domain],
            description: 'The system the event belongs to',
          },
          service: {
            type: 'string',
            enum: [producer.service],
            description: 'The service that sent the event',
          },
          correlationId: {
            type: 'string',
            format: 'uuid',
            example: '3a9e5c71-b8d2-4e06-8f4b-60c7d2a91e35',
            description: 'Joins all events that one request set off',
          },
        },
      },
      data,
    },
  };
}

import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import {
  JsonSchema,
  NoSampleError,
  InvalidContractError,
  sample,
} from '@busline/event-schemas';

const SEED = 7;

/**
 * An event as a consumer would receive it, made from the contract; the same one
 * every time ("AWS service event metadata" lists the fields around `detail`).
 * Absent where no example fits the contract.
 */
export function exampleEvent(
  eventType: EventType & { detailSchema: JsonSchema },
): Record<string, unknown> | undefined {
  const detail = sampleDetail(eventType.detailSchema);
  return (
    detail && {
      version: '0',
      id: '7bf73129-1428-4cd3-a780-95db273d1602',
      'detail-type': eventType.detailType,
      source: eventType.source,
      account: eventType.producers[0]?.accountId ?? '123456789012',
      time: '2026-01-15T09:30:00Z',
      region: 'eu-central-1',
      resources: [],
      detail: detail.value,
    }
  );
}

function sampleDetail(schema: JsonSchema): { value: unknown } | undefined {
  try {
    return { value: sample(schema, SEED) };
  } catch (error) {
    if (
      error instanceof NoSampleError ||
      error instanceof InvalidContractError
    ) {
      return undefined;
    }
    throw error;
  }
}

/** Whether the contract of an event type is known. */
export function hasContract(
  eventType: EventType,
): eventType is EventType & { detailSchema: JsonSchema } {
  return eventType.detailSchema !== undefined;
}

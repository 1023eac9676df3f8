import { EventTypeKey } from './types';

/**
 * `source@detail-type`, the form that EventBridge's own registry uses for
 * discovered schemas.
 *
 * @public
 */
export function eventTypeId(key: EventTypeKey): string {
  return `${key.source}@${key.detailType}`;
}

/**
 * Reads what {@link eventTypeId} wrote; nothing where the text names no event
 * type. A source cannot hold an `@` ("PutEventsRequestEntry", EventBridge API
 * reference), a detail type can, so the first one divides.
 *
 * @public
 */
export function parseEventTypeId(id: string): EventTypeKey | undefined {
  const at = id.indexOf('@');
  const source = id.slice(0, Math.max(at, 0)).trim();
  const detailType = id.slice(at + 1).trim();
  return source && detailType ? { source, detailType } : undefined;
}

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

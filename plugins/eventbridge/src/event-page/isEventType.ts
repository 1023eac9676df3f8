import { Entity } from '@backstage/catalog-model';
import { ANNOTATION_EVENT_SOURCE } from '@busline/backstage-plugin-eventbridge-common';

/**
 * Whether an entity stands for an event type; for `EntitySwitch.Case` in the
 * old frontend system.
 *
 * @public
 */
export function isEventType(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en') === 'api' &&
    entity.metadata.annotations?.[ANNOTATION_EVENT_SOURCE] !== undefined
  );
}

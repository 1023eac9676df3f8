import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EventType,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

/** Finds the event type that the entity of this page stands for. */
export function useEventType(): (topology: Topology) => EventType | undefined {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  return topology =>
    topology.eventTypes.find(
      ({ entityRef }) => entityRef.toLocaleLowerCase('en') === ref,
    );
}

/** Said where the topology does not know the entity's event type. */
export const UNKNOWN_EVENT_TYPE =
  'No registry, rule or component names this event any more. It may have been renamed; refresh to scan again.';

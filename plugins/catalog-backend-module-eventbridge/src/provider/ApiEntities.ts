import { setImmediate } from 'node:timers/promises';
import {
  EventType,
  EventTypeApiEntity,
  Party,
  toApiEntity,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

/**
 * Builds the API entities of a topology, each only when something in it is
 * new: an example may have to be compiled for, while most scans bring only a new
 * age of the same facts.
 */
export class ApiEntities {
  #known = new Map<string, { of: string; entity: EventTypeApiEntity }>();

  /** The entities, in the topology's order. Lets others work in between. */
  async build(topology: Topology): Promise<EventTypeApiEntity[]> {
    const known = new Map<string, { of: string; entity: EventTypeApiEntity }>();
    for (const eventType of topology.eventTypes) {
      const of = whatMatters(eventType, topology.hubBusArn);
      const before = this.#known.get(eventType.id);
      if (before?.of === of) {
        known.set(eventType.id, before);
      } else {
        const entity = toApiEntity(eventType, topology.hubBusArn);
        known.set(eventType.id, { of, entity });
        await setImmediate();
      }
    }
    this.#known = known;
    return [...known.values()].map(({ entity }) => entity);
  }
}

/** All of an event type but its parties' evidence, which ages at every scan. */
function whatMatters(eventType: EventType, hubBusArn: string): string {
  const refs = (parties: Party[]) =>
    parties.map(({ componentRef }) => componentRef);
  return JSON.stringify({
    ...eventType,
    producers: refs(eventType.producers),
    consumers: refs(eventType.consumers),
    hubBusArn,
  });
}

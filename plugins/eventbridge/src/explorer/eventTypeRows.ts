import {
  EventType,
  eventTypeFindings,
  Finding,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

/** One row of the explorer. */
export interface EventTypeRow {
  id: string;
  eventType: EventType;
  findings: Finding[];
  /** All that a search looks at, lower case. */
  searchText: string;
}

/** Event types with what a person may search them by. */
export function eventTypeRows(topology: Topology): EventTypeRow[] {
  return topology.eventTypes.map(eventType => {
    const parties = [...eventType.producers, ...eventType.consumers];
    return {
      id: eventType.id,
      eventType,
      findings: eventTypeFindings(topology, eventType.id),
      searchText: [
        eventType.title,
        eventType.id,
        eventType.description,
        eventType.ownerRef,
        eventType.systemRef,
        ...parties.map(({ name }) => name),
      ]
        .join(' ')
        .toLocaleLowerCase('en'),
    };
  });
}

/** Rows that hold every word of the query. */
export function searchRows(
  rows: EventTypeRow[],
  query: string,
): EventTypeRow[] {
  const words = query.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  return rows.filter(row => words.every(word => row.searchText.includes(word)));
}

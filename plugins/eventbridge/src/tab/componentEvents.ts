import {
  Consumer,
  EventType,
  Finding,
  Producer,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

export interface ComponentEvents {
  publishes: Array<{ eventType: EventType; producer: Producer }>;
  consumes: Array<{ eventType: EventType; consumer: Consumer }>;
  findings: Finding[];
}

export function componentEvents(
  topology: Topology,
  ref: string,
): ComponentEvents {
  return {
    publishes: topology.eventTypes.flatMap(eventType =>
      eventType.producers
        .filter(producer => producer.componentRef === ref)
        .map(producer => ({ eventType, producer })),
    ),
    consumes: topology.eventTypes.flatMap(eventType =>
      eventType.consumers
        .filter(consumer => consumer.componentRef === ref)
        .map(consumer => ({ eventType, consumer })),
    ),
    findings: topology.findings.filter(
      finding => finding.subject.entityRef === ref,
    ),
  };
}

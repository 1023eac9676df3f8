import { Finding } from '../findings/finding';
import { Consumer, EventType, Topology } from './types';

/** What one service sends and receives. @public */
export interface ComponentEvents {
  publishes: EventType[];
  consumes: Array<{ eventType: EventType; consumer: Consumer }>;
  /** Findings about the component, its event types' contracts and the ways to it. */
  findings: Finding[];
}

/**
 * The part of a topology that concerns one component.
 *
 * @param componentRef - full entity ref, in any case
 * @public
 */
export function componentEvents(
  topology: Topology,
  componentRef: string,
): ComponentEvents {
  const ref = componentRef.toLowerCase();
  const isIt = (party: { componentRef?: string }) =>
    party.componentRef?.toLowerCase() === ref;
  const publishes = topology.eventTypes.filter(({ producers }) =>
    producers.some(isIt),
  );
  const consumes = topology.eventTypes.flatMap(eventType =>
    eventType.consumers.filter(isIt).map(consumer => ({ eventType, consumer })),
  );
  const arns = new Set(consumes.flatMap(({ consumer }) => arnsOf(consumer)));
  const published = new Set(publishes.map(({ id }) => id));
  const findings = topology.findings.filter(({ subject }) => {
    if (subject.entityRef !== undefined) {
      return subject.entityRef.toLowerCase() === ref;
    }
    if (subject.arn !== undefined && arns.has(subject.arn)) {
      return true;
    }
    return (
      subject.eventTypeId !== undefined &&
      published.has(subject.eventTypeId) &&
      !isAboutAWay(topology, subject.arn)
    );
  });
  return { publishes, consumes, findings };
}

/**
 * Findings that concern one event type: its contract, its owner, and every way
 * it takes.
 *
 * @public
 */
export function eventTypeFindings(
  topology: Topology,
  eventTypeId: string,
): Finding[] {
  const eventType = topology.eventTypes.find(({ id }) => id === eventTypeId);
  const arns = new Set(eventType?.consumers.flatMap(arnsOf));
  return topology.findings.filter(
    ({ subject }) =>
      subject.eventTypeId === eventTypeId ||
      (subject.eventTypeId === undefined &&
        subject.arn !== undefined &&
        arns.has(subject.arn)),
  );
}

/** Whether an ARN lies on a way to some consumer, whose page then tells of it. */
function isAboutAWay(topology: Topology, arn: string | undefined): boolean {
  return (
    arn !== undefined &&
    topology.eventTypes.some(({ consumers }) =>
      consumers.some(consumer => arnsOf(consumer).includes(arn)),
    )
  );
}

function arnsOf(consumer: Consumer): string[] {
  return [
    ...(consumer.arrivesAt ? [consumer.arrivesAt.arn] : []),
    ...consumer.path.flatMap(({ via, needs }) => [
      via.arn,
      ...needs.flatMap(({ arn }) => arn ?? []),
    ]),
  ];
}

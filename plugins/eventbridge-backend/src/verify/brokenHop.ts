import {
  HopNeed,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';
import { sentences } from '../runs/sentences';

/** What people call each kind of need. */
const NEEDS: Record<HopNeed['kind'], string> = {
  enabled: 'state of the rule',
  role: 'role',
  policy: 'policy',
  'dead-letter queue': 'dead-letter queue',
};

/** What the topology says is missing on the way to a queue, as sentences. */
export function missingOnTheWay(
  topology: Topology,
  eventTypeId: string,
  queueArn: string,
): string[] {
  const consumers =
    topology.eventTypes
      .find(({ id }) => id === eventTypeId)
      ?.consumers.filter(({ arrivesAt }) => arrivesAt?.arn === queueArn) ?? [];
  if (consumers.length === 0) {
    return [
      `No rule leads ${eventTypeId} from the hub bus to this queue. Apply the subscription first.`,
    ];
  }
  return consumers
    .flatMap(({ path }) => path)
    .flatMap(({ from, to, needs }) =>
      needs
        .filter(({ status, kind }) => {
          // An event arrives without a dead-letter queue too.
          return status === 'missing' && kind !== 'dead-letter queue';
        })
        .map(({ kind, what, mend }) =>
          sentences(
            `From ${from.name} to ${to.name} the ${NEEDS[kind]} is not right: ${what}`,
            mend,
          ),
        ),
    );
}

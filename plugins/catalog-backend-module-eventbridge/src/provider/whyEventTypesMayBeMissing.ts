import {
  parseArn,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

/** Operations whose failure can make an event type vanish from the topology. */
const OPERATIONS_THAT_FIND_EVENT_TYPES = /^(schemas|events):/;

/** Why event types may be missing, with the mend. */
export interface Doubt {
  reason: string;
  /** `info` for what passes by itself, such as a start without a scan yet. */
  level: 'warn' | 'info';
}

/**
 * Why the event types of a topology may be fewer than there are; `undefined`
 * where they are all there. Event types come from the registry and the rules of
 * the hub account, so a part of another account that could not be read does not
 * matter here.
 */
export function whyEventTypesMayBeMissing(
  topology: Topology,
): Doubt | undefined {
  const hub = parseArn(topology.hubBusArn);
  const view = topology.accounts.find(
    ({ id, region }) => id === hub?.accountId && region === hub.region,
  );
  if (!view) {
    return {
      reason: `The account of the hub bus ${topology.hubBusArn} is not among the scanned accounts. Add it under eventbridge.accounts.`,
      level: 'warn',
    };
  }
  const parts = view.unseen.filter(
    ({ operation }) =>
      view.status === 'unreadable' ||
      OPERATIONS_THAT_FIND_EVENT_TYPES.test(operation),
  );
  if (parts.length > 0) {
    const [{ operation, subject, reason, mend }] = parts;
    return {
      reason: `${operation} on ${subject} in ${view.name} ${
        view.region
      }: ${sentence(reason)} ${sentence(mend)}`,
      level: 'warn',
    };
  }
  if (view.status === 'unreadable' || !view.seenAt) {
    return {
      reason: `Account ${view.name} (${view.id}, ${view.region}) has not been read yet.`,
      level: 'info',
    };
  }
  return undefined;
}

/** AWS ends some reasons with a full stop and some not. */
function sentence(text: string): string {
  return `${text.replace(/\.$/, '')}.`;
}

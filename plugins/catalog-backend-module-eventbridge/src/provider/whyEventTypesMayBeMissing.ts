import {
  parseArn,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

/** Operations whose failure can make an event type vanish from the topology. */
const OPERATIONS_THAT_FIND_EVENT_TYPES = /^(schemas|events):/;

/**
 * Why the event types of a topology may be fewer than there are, in one
 * sentence with the mend; `undefined` where they are all there. Event types
 * come from the registry and the rules of the hub account, so a part of
 * another account that could not be read does not matter here.
 */
export function whyEventTypesMayBeMissing(
  topology: Topology,
): string | undefined {
  const hub = parseArn(topology.hubBusArn);
  const view = topology.accounts.find(
    ({ id, region }) => id === hub?.accountId && region === hub.region,
  );
  if (!view) {
    return `The account of the hub bus ${topology.hubBusArn} is not among the scanned accounts. Add it under eventbridge.accounts.`;
  }
  const parts = view.unseen.filter(
    ({ operation }) =>
      view.status === 'unreadable' ||
      OPERATIONS_THAT_FIND_EVENT_TYPES.test(operation),
  );
  if (parts.length > 0) {
    const [{ operation, subject, reason, mend }] = parts;
    return `${operation} on ${subject} in ${view.name} ${
      view.region
    }: ${sentence(reason)} ${sentence(mend)}`;
  }
  if (view.status === 'unreadable' || !view.seenAt) {
    return `Account ${view.name} (${view.id}, ${view.region}) has not been read yet.`;
  }
  return undefined;
}

/** AWS ends some reasons with a full stop and some not. */
function sentence(text: string): string {
  return `${text.replace(/\.$/, '')}.`;
}

import { ruleArn, Place } from '../../accounts';
import { Platform } from '../../calls/platform';
import { busAt, EventBus, rulesOf } from '../events/state';
import { Discoverer } from './state';

/** The service that owns the rules of discoverers. */
export const MANAGED_BY = 'schemas.amazonaws.com';

/** What the id of a bus's discoverer begins with. */
const ID_PREFIX = 'events-event-bus-';

/** A bus has one discoverer, whose id says which. */
export const discovererId = (busName: string) => ID_PREFIX + busName;

export const discovererArn = ({ region, account }: Place, id: string) =>
  `arn:aws:schemas:${region}:${account}:discoverer/${id}`;

const ruleName = (id: string) => `Schemas-${id}`;

const busNameOf = (id: string) => id.slice(ID_PREFIX.length);

/**
 * Events of AWS services are not discovered: their schemas are known. Those of
 * partners are.
 */
function patternOf({ crossAccount }: Discoverer, account: string): string {
  return JSON.stringify({
    source: [
      { prefix: 'aws.partner/' },
      { 'anything-but': { prefix: 'aws.' } },
    ],
    ...(crossAccount ? {} : { account: [account] }),
  });
}

/** Has the bus of a discoverer send it events, or none while it is stopped. */
export function setRule(
  { accounts }: Platform,
  bus: EventBus,
  discoverer: Discoverer,
): void {
  const name = ruleName(discoverer.id);
  rulesOf(accounts, bus).set(name, {
    name,
    arn: ruleArn(bus, bus.name, name),
    eventPattern: patternOf(discoverer, bus.account),
    state: discoverer.state === 'STARTED' ? 'ENABLED' : 'DISABLED',
    hasWildcard: false,
    description: 'This rule is used to route Events to Schema Discoverer',
    createdBy: bus.account,
    managedBy: MANAGED_BY,
    // Where AWS sends the events to is its own affair.
    targets: new Map(),
    tags: new Map(),
  });
}

/** The bus of a discoverer, unless it is gone. */
export function busOf(
  { accounts }: Platform,
  place: Place,
  id: string,
): EventBus | undefined {
  return busAt(accounts, place, busNameOf(id));
}

/** Ends what {@link setRule} began. */
export function deleteRule(platform: Platform, place: Place, id: string): void {
  const bus = busOf(platform, place, id);
  if (bus) {
    rulesOf(platform.accounts, bus).delete(ruleName(id));
  }
}

import { busArn, parseArn, Place, ruleArn, Table } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { crossRegion, invalidParameter, notFound } from './errors';
import { busAt, BUSES, EventBus, Rule, rulesOf } from './state';

/** An event bus that a call names, whether or not it is there. */
export interface BusReference extends Place {
  name: string;
  arn: string;
  bus?: EventBus;
}

/**
 * The bus an EventBusName means: a name in the caller's account, or an ARN,
 * which may be another account's.
 */
export function referToBus(call: Call, nameOrArn = 'default'): BusReference {
  const { account, region } = call.caller;
  let place: Place = { account, region };
  let name = nameOrArn;
  if (nameOrArn.startsWith('arn:')) {
    const arn = parseArn(nameOrArn);
    if (
      arn?.service !== 'events' ||
      !/^\d{12}$/.test(arn.account) ||
      !arn.resource.startsWith('event-bus/')
    ) {
      throw invalidParameter(
        nameOrArn,
        'Provided Arn is not in correct format.',
      );
    }
    place = { account: arn.account, region: arn.region };
    name = arn.resource.slice('event-bus/'.length);
  }
  return {
    ...place,
    name,
    arn: busArn(place, name),
    bus: busAt(call.accounts, place, name),
  };
}

/** The same for what manages a bus, which goes in its own Region only. */
function referToManaged(call: Call, nameOrArn?: string): BusReference {
  const reference = referToBus(call, nameOrArn);
  if (reference.region !== call.caller.region) {
    throw crossRegion();
  }
  return reference;
}

/**
 * The bus an EventBusName means, to be managed.
 *
 * @throws `ResourceNotFoundException`, or `ValidationException` for one in
 * another Region
 */
export function findBus(call: Call, nameOrArn?: string): EventBus {
  const { bus, name } = referToManaged(call, nameOrArn);
  if (!bus) {
    throw notFound(`Event bus ${name} does not exist.`);
  }
  return bus;
}

/** Sets a changed bus in the place of what it was. */
export function changeBus(
  call: Call,
  bus: EventBus,
  change: Partial<EventBus>,
): EventBus {
  return call.accounts
    .table(BUSES, bus)
    .set(bus.name, { ...bus, ...change, modifiedAt: call.clock.date() });
}

/** A rule, its bus and that bus's rules. @throws `ResourceNotFoundException` */
export function findRule(
  call: Call,
  ruleName: string,
  nameOrArn?: string,
): { bus: EventBus; rule: Rule; rules: Table<Rule> } {
  const bus = findBus(call, nameOrArn);
  const rules = rulesOf(call.accounts, bus);
  const rule = rules.get(ruleName);
  if (!rule) {
    throw notFound(`Rule ${ruleName} does not exist on EventBus ${bus.name}.`);
  }
  return { bus, rule, rules };
}

/** Access to a bus. */
export function busAccess(
  call: Call,
  action: string,
  nameOrArn?: string,
): Access {
  const { arn, account, bus } = referToBus(call, nameOrArn);
  return {
    action: `events:${action}`,
    resourceArn: arn,
    resourceAccount: account,
    resourcePolicy: bus?.policy,
  };
}

/**
 * Access to a rule, which its bus's policy governs. The creator of a rule that
 * is already there is a condition key, so that accounts which share a bus can
 * be kept to their own rules.
 */
export function ruleAccess(
  call: Call,
  action: string,
  ruleName: string,
  nameOrArn?: string,
  context?: Access['context'],
): Access {
  const reference = referToManaged(call, nameOrArn);
  const { account, name, bus } = reference;
  return {
    action: `events:${action}`,
    resourceArn: ruleArn(reference, name, ruleName),
    resourceAccount: account,
    resourcePolicy: bus?.policy,
    context: {
      ...context,
      'events:creatorAccount':
        bus && rulesOf(call.accounts, bus).get(ruleName)?.createdBy,
    },
  };
}

/** EventBridge may only be given roles that the caller may pass to it. */
export function passRoleAccess(roleArn: string | undefined): Access[] {
  const account = roleArn && parseArn(roleArn)?.account;
  return roleArn && account
    ? [
        {
          action: 'iam:PassRole',
          resourceArn: roleArn,
          resourceAccount: account,
          context: { 'iam:PassedToService': 'events.amazonaws.com' },
        },
      ]
    : [];
}

import { EventPattern, intersects } from '@busline/event-patterns';
import { Arn } from '../aws/arn';
import { Platform } from '../platform';
import { ObservedAws } from '../snapshot/observedAws';
import { BusSnapshot, RuleSnapshot, TargetSnapshot } from '../snapshot/types';
import { eventTypeId } from './eventTypeId';
import { placeOf } from './place';
import { narrowTo, RulePattern, readRulePattern } from './rulePattern';
import { EventTypeKey, Place } from './types';

/** One rule and target on an event's way. */
export interface Step {
  from: Place;
  rule: RuleSnapshot;
  target: TargetSnapshot;
  to: Place;
  /** What the rule takes of the event type. */
  takes: EventPattern;
}

/** A way from the hub bus to where it ends. */
export interface Route {
  steps: Step[];
  /** `reaches` a delivery target, or stops at a bus for one of the reasons. */
  end: 'reaches' | 'no rule takes it' | 'bus not seen' | 'not forwarded on';
  /** `unknown` where two patterns on the way may exclude each other. */
  certainty: 'yes' | 'unknown';
}

/** Reads each rule's pattern once, however many event types are followed. */
export function createRouter(
  aws: ObservedAws,
  platform: Platform,
): {
  patternOf(rule: RuleSnapshot): RulePattern | undefined;
  routes(hubBus: BusSnapshot, key: EventTypeKey): Route[];
} {
  const read = new Map<Arn, RulePattern | undefined>();
  const patternOf = (rule: RuleSnapshot): RulePattern | undefined => {
    if (!read.has(rule.arn)) {
      // A managed rule belongs to an AWS service, for example an archive.
      const isFollowed = rule.eventPattern !== undefined && !rule.managedBy;
      read.set(
        rule.arn,
        isFollowed ? readRulePattern(rule.eventPattern ?? '') : undefined,
      );
    }
    return read.get(rule.arn);
  };

  const findSteps = (bus: BusSnapshot, key: EventTypeKey): Step[] => {
    const from = placeOf(bus.arn, platform);
    return bus.rules.flatMap(rule => {
      const reading = patternOf(rule);
      const takes = reading?.readable && narrowTo(reading.pattern, key);
      return takes
        ? rule.targets.map(target => ({
            from,
            rule,
            target,
            to: placeOf(target.arn, platform),
            takes,
          }))
        : [];
    });
  };

  // Many ways of one event type may lead over the same bus.
  const stepsOf = new Map<string, Step[]>();
  const stepsFrom = (bus: BusSnapshot, key: EventTypeKey): Step[] => {
    const cacheKey = `${bus.arn} ${eventTypeId(key)}`;
    const known = stepsOf.get(cacheKey) ?? findSteps(bus, key);
    stepsOf.set(cacheKey, known);
    return known;
  };

  function follow(
    bus: BusSnapshot,
    key: EventTypeKey,
    before: Step[],
    certainty: Route['certainty'],
  ): Route[] {
    return stepsFrom(bus, key).flatMap(step => {
      const outcomes = before.map(({ takes }) => meets(takes, step.takes));
      if (outcomes.includes('no')) {
        return [];
      }
      const sure = outcomes.includes('unknown') ? 'unknown' : certainty;
      return onward(step, key, before, sure);
    });
  }

  function onward(
    step: Step,
    key: EventTypeKey,
    before: Step[],
    certainty: Route['certainty'],
  ): Route[] {
    const steps = [...before, step];
    const ends = (end: Route['end']): Route[] => [{ steps, end, certainty }];
    if (step.to.kind !== 'event bus') {
      return ends('reaches');
    }
    if (steps.some(({ from }) => from.arn === step.to.arn)) {
      // Back where it came from: EventBridge ends such loops, so does the way.
      return [];
    }
    if (isForwardedToThirdAccount(steps)) {
      return ends('not forwarded on');
    }
    const next = aws.bus(step.to.arn);
    if (next.status !== 'seen') {
      return ends('bus not seen');
    }
    const further = follow(next.value, key, steps, certainty);
    return further.length > 0 ? further : ends('no rule takes it');
  }

  return {
    patternOf,
    routes: (hubBus, key) =>
      withoutDoubtfulTwins(follow(hubBus, key, [], 'yes')),
  };
}

/**
 * Whether one event gets past both patterns. Two that only an event holding
 * lists satisfies together most likely exclude each other, so that is not sure.
 */
function meets(
  one: EventPattern,
  other: EventPattern,
): Route['certainty'] | 'no' {
  const plain = intersects(one, other, { singleValued: true });
  if (plain !== 'no') {
    return plain;
  }
  return intersects(one, other) === 'no' ? 'no' : 'unknown';
}

/**
 * "Events that are sent from one account to another are not forwarded to a
 * third" ("Sending and receiving events between AWS accounts in EventBridge").
 */
function isForwardedToThirdAccount(steps: Step[]): boolean {
  const changes = steps.filter(
    ({ from, to }) => from.accountId !== to.accountId,
  );
  return changes.length > 1;
}

/** Where a rule is surely fed by one way, a way that only may feed it is noise. */
function withoutDoubtfulTwins(routes: Route[]): Route[] {
  const endOf = ({ steps }: Route) => {
    const last = steps[steps.length - 1];
    return `${last.rule.arn} ${last.target.arn}`;
  };
  const sure = new Set(
    routes.filter(({ certainty }) => certainty === 'yes').map(endOf),
  );
  return routes.filter(
    route => route.certainty === 'yes' || !sure.has(endOf(route)),
  );
}

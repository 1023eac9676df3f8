import { AccountRegion, Arn } from '../aws/arn';
import { Finding } from '../findings/finding';
import { hubBusArn } from '../platform';
import { RuleSnapshot, TargetSnapshot } from '../snapshot/types';
import {
  narrowTo,
  patternOfEventType,
  readRulePattern,
  takesAll,
} from '../topology/rulePattern';
import { EventTypeKey } from '../topology/types';
import { seen } from './changes/draft';
import { filterOnly, isAbout } from './existingSubscription';
import { Ground } from './ground';
import { isSamePattern } from './samePattern';

/** The hub rule by which an event type gets to a subscriber bus. */
export interface Forwarding {
  /** The rule and target that are there already; absent where a new rule is needed. */
  rule?: RuleSnapshot;
  target?: TargetSnapshot;
  pattern: Record<string, unknown>;
  findings: Finding[];
}

interface Forwarder {
  rule: RuleSnapshot;
  target: TargetSnapshot;
  source: Record<string, unknown>;
  forwardsAll: boolean;
}

/**
 * Chooses the hub rule for a subscription. Each event type is forwarded to a
 * subscriber bus by one rule and without a filter; the filters stand on the
 * subscriber bus. Two hub rules for one bus would put an event there twice, and
 * then every consumer in that account would receive it twice.
 */
export function chooseForwarding(
  ground: Ground,
  key: EventTypeKey,
  busArn: Arn,
  wanted: Record<string, unknown>,
): Forwarding {
  const forwarders = forwardersTo(ground, key, busArn);
  const isEnough = ({ forwardsAll, source }: Forwarder) =>
    forwardsAll ||
    (isAbout(source, key) &&
      isSamePattern(filterOnly(source), filterOnly(wanted)));
  const enough = forwarders.filter(isEnough);
  const kept =
    enough.find(({ rule }) => rule.state.startsWith('ENABLED')) ?? enough[0];
  if (kept) {
    return {
      rule: kept.rule,
      target: kept.target,
      pattern: kept.source,
      findings: overlaps(forwarders, kept, key, busArn),
    };
  }
  const widened = forwarders.find(forwarder =>
    isWidenable(forwarder, ground, key, busArn),
  );
  return {
    rule: widened?.rule,
    target: widened?.target,
    pattern: patternOfEventType(key),
    findings: overlaps(forwarders, widened, key, busArn),
  };
}

/** The subscriber bus the hub feeds most in an account and Region. */
export function fedBus(ground: Ground, at: AccountRegion): Arn | undefined {
  const prefix = `arn:aws:events:${at.region}:${at.accountId}:event-bus/`;
  const hub = hubBusArn(ground.platform);
  const counts = new Map<Arn, number>();
  for (const rule of seen(ground.aws.bus(hub))?.rules ?? []) {
    for (const { arn } of rule.targets) {
      const isThere = seen(ground.aws.bus(arn)) !== undefined;
      if (arn.startsWith(prefix) && arn !== hub && isThere) {
        counts.set(arn, (counts.get(arn) ?? 0) + 1);
      }
    }
  }
  const [most] = [...counts].sort(
    ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
  );
  return most?.[0];
}

function forwardersTo(
  ground: Ground,
  key: EventTypeKey,
  busArn: Arn,
): Forwarder[] {
  const hub = seen(ground.aws.bus(hubBusArn(ground.platform)));
  return (hub?.rules ?? []).flatMap(rule => {
    const target = rule.targets.find(({ arn }) => arn === busArn);
    if (!target || rule.managedBy || rule.eventPattern === undefined) {
      return [];
    }
    const reading = readRulePattern(rule.eventPattern);
    return reading.readable && narrowTo(reading.pattern, key)
      ? [
          {
            rule,
            target,
            source: reading.pattern.source,
            forwardsAll: takesAll(reading.pattern, key),
          },
        ]
      : [];
  });
}

/**
 * Whether a filter on the hub may go: the rule is about this event type and
 * feeds this bus alone, and every rule there that the event can reach has the
 * same filter itself.
 */
function isWidenable(
  { rule, source }: Forwarder,
  ground: Ground,
  key: EventTypeKey,
  busArn: Arn,
): boolean {
  const bus = ground.aws.bus(busArn);
  if (bus.status !== 'seen' || ground.aws.unseenOf(busArn)) {
    return false;
  }
  const guarded = bus.value.rules.every(({ eventPattern, managedBy }) => {
    if (eventPattern === undefined || managedBy) {
      return true;
    }
    const reading = readRulePattern(eventPattern);
    if (!reading.readable) {
      return false;
    }
    const taken = narrowTo(reading.pattern, key);
    return (
      !taken || isSamePattern(filterOnly(taken.source), filterOnly(source))
    );
  });
  return guarded && rule.targets.length === 1 && isAbout(source, key);
}

function overlaps(
  forwarders: Forwarder[],
  chosen: Forwarder | undefined,
  key: EventTypeKey,
  busArn: Arn,
): Finding[] {
  return forwarders
    .filter(forwarder => forwarder !== chosen)
    .map(
      ({ rule }): Finding => ({
        code: 'event-forwarded-twice',
        severity: 'warning',
        subject: { arn: rule.arn, name: `rule ${rule.name}` },
        message: `Rule ${rule.name} on the hub bus forwards ${key.detailType} to ${busArn} as well, so events that it takes arrive there twice`,
        mend: `Take ${key.detailType} out of the pattern of rule ${rule.name} once this subscription works`,
      }),
    );
}

import { randomUUID } from 'node:crypto';
import { definePart, Platform } from '../../calls/platform';
import { Appointment } from '../../clock';
import { EventInTransit, eventTime } from '../../delivery/event';
import { nextTime, parseSchedule } from './scheduleExpression';
import { busAt, BUSES, EventBus, Rule, rulesOf } from './state';

/** The next firing of each rule with a schedule, by the rule's ARN. */
const FIRINGS = definePart<Map<string, Appointment>>(
  () => new Map(),
  firings => firings.forEach(firing => firing.cancel()),
);

/** "Events from EventBridge": what the targets of a schedule get. */
function scheduledEvent(bus: EventBus, rule: Rule, at: Date): EventInTransit {
  return {
    envelope: {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: bus.account,
      time: eventTime(at),
      region: bus.region,
      resources: [rule.arn],
      detail: {},
    },
    ingestedAt: at,
    cameFromAnotherAccount: false,
    hops: 0,
  };
}

function fire(
  platform: Platform,
  old: EventBus,
  ruleName: string,
  atMs: number,
) {
  const bus = busAt(platform.accounts, old, old.name);
  const rule = bus && rulesOf(platform.accounts, bus).get(ruleName);
  if (bus && rule) {
    platform.delivery.trigger(
      bus,
      rule,
      scheduledEvent(bus, rule, new Date(atMs)),
    );
    armSchedule(platform, bus, rule);
  }
}

/**
 * Makes a rule fire at its next time, and no longer at any time before. A
 * schedule that was missed, because nothing ran, is not made up for.
 */
export function armSchedule(
  platform: Platform,
  bus: EventBus,
  rule: Rule,
): void {
  const firings = platform.part(FIRINGS);
  firings.get(rule.arn)?.cancel();
  firings.delete(rule.arn);
  const schedule =
    rule.scheduleExpression && rule.state !== 'DISABLED'
      ? parseSchedule(rule.scheduleExpression)
      : undefined;
  const atMs =
    schedule &&
    nextTime(schedule, rule.scheduledFromMs ?? 0, platform.clock.now());
  if (atMs !== undefined) {
    firings.set(
      rule.arn,
      platform.clock.at(atMs, () => fire(platform, bus, rule.name, atMs)),
    );
  }
}

/** Lets a rule that is gone fire no more. */
export function disarmSchedule(platform: Platform, ruleArn: string): void {
  const firings = platform.part(FIRINGS);
  firings.get(ruleArn)?.cancel();
  firings.delete(ruleArn);
}

/** Goes on with the schedules that an earlier process kept. */
export function resumeSchedules(platform: Platform): void {
  for (const { table } of platform.accounts.tablesOf(BUSES)) {
    for (const bus of table.values()) {
      for (const rule of rulesOf(platform.accounts, bus).values()) {
        if (rule.scheduleExpression) {
          armSchedule(platform, bus, rule);
        }
      }
    }
  }
}

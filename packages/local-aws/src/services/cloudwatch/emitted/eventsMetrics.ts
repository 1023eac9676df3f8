import { Place } from '../../../accounts';
import { definePart, Platform } from '../../../calls/platform';
import { DeliveryObserver } from '../../../delivery/observer';
import { EventBus, Rule } from '../../events/state';
import { Dimension, MetricName } from '../store/metric';
import { MetricStore, METRICS } from '../store/metricStore';
import { minuteOf, Series } from '../store/series';

/** Which dimensions a metric comes with: the rule's, the bus's or none. */
type Level = 'rule' | 'bus' | 'account';

const ALL: readonly Level[] = ['rule', 'bus', 'account'];
const RULE: readonly Level[] = ['rule'];

/**
 * The metrics of rules, with their units and dimensions ("Monitoring Amazon
 * EventBridge"). The tables there write two latencies with a small t
 * (`IngestiontoInvocation…`), its guides as they are here.
 */
const RULE_METRICS = {
  FailedInvocations: ['Count', RULE],
  IngestionToInvocationCompleteLatency: ['Milliseconds', ALL],
  IngestionToInvocationStartLatency: ['Milliseconds', ALL],
  IngestionToInvocationSuccessLatency: ['Milliseconds', ALL],
  InvocationAttempts: ['Count', ALL],
  Invocations: ['Count', ['rule', 'account']],
  InvocationsCreated: ['Count', ['account']],
  InvocationsFailedToBeSentToDlq: ['Count', RULE],
  InvocationsSentToDlq: ['Count', RULE],
  MatchedEvents: ['Count', RULE],
  RetryInvocationAttempts: ['Count', ALL],
  SuccessfulInvocationAttempts: ['Count', ALL],
  ThrottledRules: ['Count', ALL],
  TriggeredRules: ['Count', ALL],
} as const satisfies Record<string, readonly [string, readonly Level[]]>;

type RuleMetric = keyof typeof RULE_METRICS;
type RuleSeries = Readonly<Record<RuleMetric, Series>>;

const NAMESPACE = 'AWS/Events';

/** "Metrics that specify only RuleName refer to the default event bus." */
function ruleDimensions(bus: EventBus, rule: Rule): Dimension[] {
  const name = { Name: 'RuleName', Value: rule.name };
  return bus.name === 'default'
    ? [name]
    : [{ Name: 'EventBusName', Value: bus.name }, name];
}

function metricName(
  { account, region }: Place,
  name: string,
  dimensions: readonly Dimension[],
): MetricName {
  return { account, region, namespace: NAMESPACE, name, dimensions };
}

/**
 * The series that events are recorded into. They are kept at hand by bus and
 * rule: no name is put together on the way of an event.
 */
class EventSeries {
  readonly #store: MetricStore;
  readonly #ofRules = new WeakMap<Rule, RuleSeries>();
  readonly #ofBuses = new WeakMap<EventBus, Series>();

  constructor(store: MetricStore) {
    this.#store = store;
  }

  /** `MatchedEvents` of a bus: events that matched any of its rules. */
  matchedOn(bus: EventBus): Series {
    let series = this.#ofBuses.get(bus);
    if (!series) {
      const dimensions = [{ Name: 'EventBusName', Value: bus.name }];
      series = this.#store.series(
        metricName(bus, 'MatchedEvents', dimensions),
        'Count',
      );
      this.#ofBuses.set(bus, series);
    }
    return series;
  }

  of(bus: EventBus, rule: Rule): RuleSeries {
    let series = this.#ofRules.get(rule);
    if (!series) {
      series = this.#prepare(bus, rule);
      this.#ofRules.set(rule, series);
    }
    return series;
  }

  #prepare(bus: EventBus, rule: Rule): RuleSeries {
    const dimensions: Record<Level, Dimension[]> = {
      account: [],
      bus: [{ Name: 'EventBusName', Value: bus.name }],
      rule: ruleDimensions(bus, rule),
    };
    const entries = Object.entries(RULE_METRICS).map(
      ([name, [unit, levels]]) => {
        const [finest, ...sums] = levels.map(level =>
          metricName(bus, name, dimensions[level]),
        );
        return [name, this.#store.series(finest, unit, sums)];
      },
    );
    // There is one entry for each name.
    return Object.fromEntries(entries) as RuleSeries;
  }
}

const EVENT_SERIES = definePart(({ part }) => new EventSeries(part(METRICS)));

function seriesOf(
  { part }: Platform,
  { bus, rule }: { bus: EventBus; rule: Rule },
): RuleSeries {
  return part(EVENT_SERIES).of(bus, rule);
}

/**
 * Measures what EventBridge measures of rules. `Events` and
 * `DeadLetterInvocations` are missing.
 */
export const eventsMetrics: DeliveryObserver = {
  routed: (bus, _event, rules, platform) => {
    if (rules.length === 0) {
      return;
    }
    const minuteMs = minuteOf(platform.clock.now());
    const known = platform.part(EVENT_SERIES);
    known.matchedOn(bus).record(1, minuteMs);
    for (const rule of rules) {
      known.of(bus, rule).MatchedEvents.record(1, minuteMs);
    }
  },
  // Schedules trigger rules as well, without an event that was matched.
  matched: (bus, rule, _event, platform) => {
    const series = seriesOf(platform, { bus, rule });
    series.TriggeredRules.record(1, minuteOf(platform.clock.now()));
  },
  throttled: (invocation, platform) => {
    const series = seriesOf(platform, invocation);
    series.ThrottledRules.record(1, minuteOf(platform.clock.now()));
  },
  attempted: (invocation, retries, platform) => {
    const nowMs = platform.clock.now();
    const minuteMs = minuteOf(nowMs);
    const series = seriesOf(platform, invocation);
    series.InvocationAttempts.record(1, minuteMs);
    if (retries > 0) {
      series.RetryInvocationAttempts.record(1, minuteMs);
      return;
    }
    series.InvocationsCreated.record(1, minuteMs);
    series.IngestionToInvocationStartLatency.record(
      nowMs - invocation.event.ingestedAt.getTime(),
      minuteMs,
    );
  },
  delivered: (invocation, retries, platform) => {
    const nowMs = platform.clock.now();
    const minuteMs = minuteOf(nowMs);
    const latencyMs = nowMs - invocation.event.ingestedAt.getTime();
    const series = seriesOf(platform, invocation);
    series.Invocations.record(1, minuteMs);
    series.SuccessfulInvocationAttempts.record(1, minuteMs);
    series.IngestionToInvocationSuccessLatency.record(latencyMs, minuteMs);
    if (retries === 0) {
      series.IngestionToInvocationCompleteLatency.record(latencyMs, minuteMs);
    }
  },
  failed: (invocation, _failure, isLast, platform, retries) => {
    const nowMs = platform.clock.now();
    const minuteMs = minuteOf(nowMs);
    const series = seriesOf(platform, invocation);
    if (retries === 0) {
      series.IngestionToInvocationCompleteLatency.record(
        nowMs - invocation.event.ingestedAt.getTime(),
        minuteMs,
      );
    }
    if (isLast) {
      series.Invocations.record(1, minuteMs);
      series.FailedInvocations.record(1, minuteMs);
    }
  },
  buried: (invocation, reachedQueue, platform) => {
    const series = seriesOf(platform, invocation);
    const fate = reachedQueue
      ? series.InvocationsSentToDlq
      : series.InvocationsFailedToBeSentToDlq;
    fate.record(1, minuteOf(platform.clock.now()));
  },
};

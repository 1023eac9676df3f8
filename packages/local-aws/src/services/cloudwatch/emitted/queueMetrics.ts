import { definePart, Platform } from '../../../calls/platform';
import { Appointment } from '../../../clock';
import { Queue, QUEUES } from '../../sqs/state';
import { MetricStore, METRICS } from '../store/metricStore';
import { MINUTE_MS, minuteOf, Series } from '../store/series';

/** A queue is measured for so long after somebody last used it. */
const ACTIVE_MS = 6 * 3_600_000;

/** The metrics of a queue ("Available CloudWatch metrics for Amazon SQS"). */
const UNITS = {
  ApproximateNumberOfMessagesDelayed: 'Count',
  ApproximateNumberOfMessagesNotVisible: 'Count',
  ApproximateNumberOfMessagesVisible: 'Count',
  NumberOfEmptyReceives: 'Count',
  NumberOfMessagesDeleted: 'Count',
  NumberOfMessagesReceived: 'Count',
  NumberOfMessagesSent: 'Count',
  SentMessageSize: 'Bytes',
} as const;

type QueueSeries = Readonly<Record<keyof typeof UNITS, Series>>;

/** Writes down what somebody did with a queue. */
export type QueueRecorder = (series: QueueSeries, minuteMs: number) => void;

/** How many messages a queue has, by what may be done with them. */
export interface MessageCounts {
  visible: number;
  delayed: number;
  inFlight: number;
}

interface Measured {
  readonly series: QueueSeries;
  readonly queue: Queue;
  readonly count: () => MessageCounts;
  usedAtMs: number;
}

function seriesOf(store: MetricStore, queue: Queue): QueueSeries {
  const { account, region } = queue;
  const dimensions = [{ Name: 'QueueName', Value: queue.name }];
  const entries = Object.entries(UNITS).map(([name, unit]) => [
    name,
    store.series(
      { account, region, namespace: 'AWS/SQS', name, dimensions },
      unit,
    ),
  ]);
  // There is one entry for each name.
  return Object.fromEntries(entries) as QueueSeries;
}

/** Measures queues as they are used, and what is in them once a minute. */
class QueueMetrics {
  readonly #platform: Platform;
  readonly #measured = new Map<string, Measured>();
  #next: Appointment | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** @param count - counts the messages of the queue, whenever it is asked */
  used(queue: Queue, count: () => MessageCounts, record?: QueueRecorder): void {
    const { clock, part } = this.#platform;
    const now = clock.now();
    let measured = this.#measured.get(queue.arn);
    if (!measured) {
      const series = seriesOf(part(METRICS), queue);
      measured = { series, queue, count, usedAtMs: now };
      this.#measured.set(queue.arn, measured);
      this.#wind();
    }
    measured.usedAtMs = now;
    record?.(measured.series, minuteOf(now));
  }

  dispose(): void {
    this.#next?.cancel();
  }

  #wind(): void {
    if (!this.#next && this.#measured.size > 0) {
      const { clock } = this.#platform;
      // At the end of a minute, so that it counts for this one.
      const atMs = minuteOf(clock.now()) + MINUTE_MS - 1;
      const nextMs = atMs > clock.now() ? atMs : atMs + MINUTE_MS;
      this.#next = clock.at(nextMs, () => this.#sampleAll(nextMs));
    }
  }

  #sampleAll(atMs: number): void {
    this.#next = undefined;
    const { accounts } = this.#platform;
    for (const [arn, { queue, count, series, usedAtMs }] of this.#measured) {
      if (
        usedAtMs < atMs - ACTIVE_MS ||
        !accounts.table(QUEUES, queue).has(queue.name)
      ) {
        this.#measured.delete(arn);
      } else {
        const { visible, delayed, inFlight } = count();
        const minuteMs = minuteOf(atMs);
        series.ApproximateNumberOfMessagesVisible.record(visible, minuteMs);
        series.ApproximateNumberOfMessagesDelayed.record(delayed, minuteMs);
        series.ApproximateNumberOfMessagesNotVisible.record(inFlight, minuteMs);
      }
    }
    this.#wind();
  }
}

export const QUEUE_METRICS = definePart(
  platform => new QueueMetrics(platform),
  metrics => metrics.dispose(),
);

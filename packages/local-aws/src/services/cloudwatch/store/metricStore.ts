import { Place } from '../../../accounts';
import { definePart } from '../../../calls/platform';
import { Clock } from '../../../clock';
import { MetricName, metricKey, sortedDimensions } from './metric';
import { Bucket } from './bucket';
import { FORGETFUL_KEEPER, MinuteKeeper, TableKeeper } from './minuteKeeper';
import { Series } from './series';

/** Data of one minute is kept for 15 days ("Metrics retention"). */
const KEPT_MS = 15 * 86_400_000;
/** Minutes of all metrics together: 50 to 80 MB, and more than twice that where they are kept. */
const MAX_MINUTES = 250_000;

/**
 * A metric with its values: series of its own, one for each unit they came in,
 * and of finer metrics, of which it is the sum.
 */
export interface Metric extends MetricName {
  readonly key: string;
  readonly series: Set<Series>;
}

/** The metrics of one account in one Region. */
type Shelf = Map<string, Metric>;

/**
 * Everything that was measured. How much it keeps depends on time and on how
 * many metrics there are, never on how often values come.
 */
export class MetricStore {
  readonly #clock: Clock;
  readonly #maxMinutes: number;
  readonly #keeper: MinuteKeeper;
  readonly #shelves = new Map<string, Shelf>();
  /** Whose minutes were begun, in that order: the first is the first to go. */
  #minutes: { metrics: readonly Metric[]; series: Series }[] = [];
  /** So many at the front of the minutes are gone already. */
  #gone = 0;

  constructor(
    clock: Clock,
    maxMinutes = MAX_MINUTES,
    keeper = FORGETFUL_KEEPER,
  ) {
    this.#clock = clock;
    this.#maxMinutes = maxMinutes;
    this.#keeper = keeper;
    for (const { metrics, unit, bucket } of keeper.load()) {
      const [own, ...sums] = metrics;
      this.series(own, unit, sums).restore(bucket);
    }
  }

  /** Ends what outlives the process. */
  dispose(): void {
    this.#keeper.stop();
  }

  /**
   * A series to record into; it may be kept at hand.
   *
   * @param name - of the metric whose values these are
   * @param sums - names of coarser metrics, which count these values as well:
   * they are added up when somebody reads, not whenever a value comes
   */
  series(name: MetricName, unit: string, sums: MetricName[] = []): Series {
    const metrics = [name, ...sums].map(one => this.#metric(one));
    for (const known of metrics[0].series) {
      if (known.unit === unit) {
        return known;
      }
    }
    const changed = (bucket: Bucket) =>
      this.#keeper.changed({ metrics, unit, bucket });
    const series: Series = new Series(
      unit,
      bucket => {
        if (!bucket.isWritten) {
          changed(bucket);
        }
        this.#minuteBegun(metrics, series);
      },
      changed,
    );
    this.#attach(metrics, series);
    return series;
  }

  /** The metric of exactly these dimensions, if anything was measured. */
  find(name: MetricName): Metric | undefined {
    return this.#shelf(name).get(metricKey(name));
  }

  /** Metrics of a place that got a value since a time. */
  list(place: Place, sinceMs: number): Metric[] {
    return [...this.#shelf(place).values()].filter(metric =>
      [...metric.series].some(({ newestMs }) => newestMs >= sinceMs),
    );
  }

  #shelf({ account, region }: Place): Shelf {
    const name = `${account}/${region}`;
    let shelf = this.#shelves.get(name);
    if (!shelf) {
      shelf = new Map();
      this.#shelves.set(name, shelf);
    }
    return shelf;
  }

  #metric(name: MetricName): Metric {
    const key = metricKey(name);
    return (
      this.#shelf(name).get(key) ?? {
        ...name,
        dimensions: sortedDimensions(name.dimensions),
        key,
        series: new Set(),
      }
    );
  }

  #attach(metrics: readonly Metric[], series: Series): void {
    for (const metric of metrics) {
      metric.series.add(series);
      this.#shelf(metric).set(metric.key, metric);
    }
  }

  #minuteBegun(metrics: readonly Metric[], series: Series): void {
    // It may have been forgotten while its owner kept it at hand.
    this.#attach(metrics, series);
    this.#minutes.push({ metrics, series });
    const oldestMs = this.#clock.now() - KEPT_MS;
    while (
      this.#minutes.length - this.#gone > this.#maxMinutes ||
      this.#minutes[this.#gone]?.series.oldestMs < oldestMs
    ) {
      this.#dropFirst();
    }
    if (this.#gone > this.#maxMinutes) {
      this.#minutes = this.#minutes.slice(this.#gone);
      this.#gone = 0;
    }
  }

  #dropFirst(): void {
    const { metrics, series } = this.#minutes[this.#gone++];
    const bucket = series.dropOldest();
    if (bucket) {
      this.#keeper.dropped({ metrics, unit: series.unit, bucket });
    }
    if (!series.isEmpty) {
      return;
    }
    for (const metric of metrics) {
      metric.series.delete(series);
      if (metric.series.size === 0) {
        this.#shelf(metric).delete(metric.key);
      }
    }
  }
}

export const METRICS = definePart(
  ({ clock, accounts }) =>
    new MetricStore(
      clock,
      MAX_MINUTES,
      accounts.journal.isDurable ? new TableKeeper(accounts) : FORGETFUL_KEEPER,
    ),
  store => store.dispose(),
);

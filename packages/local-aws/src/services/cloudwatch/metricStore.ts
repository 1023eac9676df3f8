import { Place } from '../../accounts';
import { definePart } from '../../calls/platform';
import { Clock } from '../../clock';
import { MetricName, metricKey, sortedDimensions } from './metric';
import { Series } from './series';

/** Data of one minute is kept for 15 days ("Metrics retention"). */
const KEPT_MS = 15 * 86_400_000;
/** Minutes of all metrics together: about 50 MB. */
const MAX_MINUTES = 250_000;

/** A metric with its values, one series for each unit they came in. */
export interface Metric extends MetricName {
  readonly key: string;
  readonly series: Map<string, Series>;
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
  readonly #shelves = new Map<string, Shelf>();
  /** Whose minutes were begun, in that order: the first is the first to go. */
  #minutes: { metric: Metric; series: Series }[] = [];
  /** So many at the front of the minutes are gone already. */
  #gone = 0;

  constructor(clock: Clock, maxMinutes = MAX_MINUTES) {
    this.#clock = clock;
    this.#maxMinutes = maxMinutes;
  }

  /** A series to record into; it may be kept at hand. */
  series(name: MetricName, unit: string): Series {
    const shelf = this.#shelf(name);
    const key = metricKey(name);
    const metric = shelf.get(key) ?? {
      ...name,
      dimensions: sortedDimensions(name.dimensions),
      key,
      series: new Map<string, Series>(),
    };
    let series = metric.series.get(unit);
    if (!series) {
      series = new Series(unit, begun => this.#minuteBegun(metric, begun));
      metric.series.set(unit, series);
      shelf.set(key, metric);
    }
    return series;
  }

  /** The metric of exactly these dimensions, if anything was measured. */
  find(name: MetricName): Metric | undefined {
    return this.#shelf(name).get(metricKey(name));
  }

  /** Metrics of a place that got a value since a time. */
  list(place: Place, sinceMs: number): Metric[] {
    return [...this.#shelf(place).values()].filter(metric =>
      [...metric.series.values()].some(({ newestMs }) => newestMs >= sinceMs),
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

  #minuteBegun(metric: Metric, series: Series): void {
    // It may have been forgotten while its owner kept it at hand.
    metric.series.set(series.unit, series);
    this.#shelf(metric).set(metric.key, metric);
    this.#minutes.push({ metric, series });
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
    const { metric, series } = this.#minutes[this.#gone++];
    if (series.dropOldest()) {
      return;
    }
    metric.series.delete(series.unit);
    if (metric.series.size === 0) {
      this.#shelf(metric).delete(metric.key);
    }
  }
}

export const METRICS = definePart(({ clock }) => new MetricStore(clock));

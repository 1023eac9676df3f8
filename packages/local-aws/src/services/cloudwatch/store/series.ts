import { Bucket, StatisticSet } from './bucket';

export const MINUTE_MS = 60_000;

/** The start of the minute that a time is in. */
export function minuteOf(atMs: number): number {
  return atMs - (atMs % MINUTE_MS);
}

/**
 * The values of one metric in one unit, minute by minute. Whoever records
 * often keeps the series at hand: recording then needs no look-up.
 */
export class Series {
  readonly unit: string;
  readonly #opened: (bucket: Bucket) => void;
  readonly #changed: (bucket: Bucket) => void;
  /** In the order of time. */
  #buckets: Bucket[] = [];

  /**
   * @param opened - told of each minute that is begun
   * @param changed - told when a minute that was written down gets a value
   */
  constructor(
    unit: string,
    opened: (bucket: Bucket) => void,
    changed: (bucket: Bucket) => void = () => {},
  ) {
    this.unit = unit;
    this.#opened = opened;
    this.#changed = changed;
  }

  /** Time of the newest minute, or of none. */
  get newestMs(): number {
    return this.#buckets.at(-1)?.startMs ?? -Infinity;
  }

  get oldestMs(): number {
    return this.#buckets[0]?.startMs ?? Infinity;
  }

  /** @param minuteMs - the start of a minute; see `minuteOf` */
  record(value: number, minuteMs: number, count?: number): void {
    const bucket = this.#at(minuteMs);
    bucket.add(value, count);
    if (bucket.isWritten) {
      this.#rewrite(bucket);
    }
  }

  recordSet(set: StatisticSet, minuteMs: number): void {
    const bucket = this.#at(minuteMs);
    bucket.addSet(set);
    if (bucket.isWritten) {
      this.#rewrite(bucket);
    }
  }

  /** The minutes from one time, up to but without another. */
  *between(fromMs: number, untilMs: number): Generator<Bucket> {
    const buckets = this.#buckets;
    for (let i = this.#firstFrom(fromMs); i < buckets.length; i++) {
      if (buckets[i].startMs >= untilMs) {
        return;
      }
      yield buckets[i];
    }
  }

  /** Puts back a minute that an earlier process kept. */
  restore(bucket: Bucket): void {
    this.#insert(this.#firstFrom(bucket.startMs), bucket);
  }

  get isEmpty(): boolean {
    return this.#buckets.length === 0;
  }

  /** Forgets its oldest minute. @returns that minute */
  dropOldest(): Bucket | undefined {
    return this.#buckets.shift();
  }

  #at(minuteMs: number): Bucket {
    const newest = this.#buckets[this.#buckets.length - 1];
    return newest !== undefined && newest.startMs === minuteMs
      ? newest
      : this.#open(minuteMs);
  }

  #open(minuteMs: number): Bucket {
    const i = this.#firstFrom(minuteMs);
    const there = this.#buckets[i];
    if (there?.startMs === minuteMs) {
      return there;
    }
    return this.#insert(i, new Bucket(minuteMs));
  }

  #insert(i: number, bucket: Bucket): Bucket {
    this.#buckets.splice(i, 0, bucket);
    this.#opened(bucket);
    return bucket;
  }

  #rewrite(bucket: Bucket): void {
    bucket.isWritten = false;
    this.#changed(bucket);
  }

  /** Index of the first minute that is not before a time. */
  #firstFrom(ms: number): number {
    let low = 0;
    let high = this.#buckets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#buckets[middle].startMs < ms) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

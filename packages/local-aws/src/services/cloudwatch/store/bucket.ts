import { ValueCounts, ValueCountsSnapshot } from './valueCounts';

/** A set of values of which only these are known ("StatisticSet"). */
export interface StatisticSet {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** A bucket as plain data. */
export interface BucketSnapshot extends StatisticSet {
  readonly startMs: number;
  readonly isOpaque: boolean;
  readonly values?: ValueCountsSnapshot;
}

/** What is kept of the values of a stretch of time, a minute in the store. */
export class Bucket implements StatisticSet {
  count = 0;
  sum = 0;
  min = Infinity;
  max = -Infinity;
  /** Made only when values differ: counts of ones need no more than a count. */
  #values: ValueCounts | undefined;
  /** Whether a set of unknown values came in: there are no percentiles then. */
  #isOpaque = false;

  /** Whether all of it is written down: whoever adds to it then says so. */
  isWritten = false;

  constructor(readonly startMs: number) {}

  /** What outlives the process. */
  snapshot(): BucketSnapshot {
    const { startMs, count, sum, min, max } = this;
    return {
      ...{ startMs, count, sum, min, max },
      isOpaque: this.#isOpaque,
      values: this.#values?.snapshot(),
    };
  }

  /** The bucket of a snapshot, which is written down. */
  static of({ startMs, isOpaque, values, ...set }: BucketSnapshot): Bucket {
    const { count, sum, min, max } = set;
    const bucket = new Bucket(startMs);
    Object.assign(bucket, { count, sum, min, max, isWritten: true });
    bucket.#isOpaque = isOpaque;
    bucket.#values = values && ValueCounts.of(values);
    return bucket;
  }

  /** Takes in a value that came so many times. */
  add(value: number, count = 1): void {
    if (this.#values) {
      this.#values.add(value, count);
    } else if (this.count > 0 && value !== this.min) {
      this.#values = new ValueCounts();
      this.#values.add(this.min, this.count);
      this.#values.add(value, count);
    }
    this.count += count;
    this.sum += value * count;
    if (value < this.min) {
      this.min = value;
    }
    if (value > this.max) {
      this.max = value;
    }
  }

  /** Takes in values of which only a summary is known. */
  addSet({ count, sum, min, max }: StatisticSet): void {
    if (count === 1 || min === max) {
      this.add(min, count);
      return;
    }
    this.#isOpaque = true;
    this.count += count;
    this.sum += sum;
    this.min = Math.min(this.min, min);
    this.max = Math.max(this.max, max);
  }

  /** Takes in all that another bucket holds. */
  merge(other: Bucket): void {
    if (other.#isOpaque) {
      this.addSet(other);
      return;
    }
    if (!other.#values) {
      if (other.count > 0) {
        this.add(other.min, other.count);
      }
      return;
    }
    if (!this.#values) {
      this.#values = new ValueCounts();
      if (this.count > 0) {
        this.#values.add(this.min, this.count);
      }
    }
    this.#values.addAll(other.#values);
    this.count += other.count;
    this.sum += other.sum;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /**
   * @param percent - 0 to 100
   * @returns `undefined` where the values are not known
   */
  percentile(percent: number): number | undefined {
    if (this.count === 0 || this.#isOpaque) {
      return undefined;
    }
    const value = this.#values ? this.#values.percentile(percent) : this.min;
    // A rounded value must not lie outside of what came.
    return value === undefined
      ? undefined
      : Math.min(Math.max(value, this.min), this.max);
  }
}

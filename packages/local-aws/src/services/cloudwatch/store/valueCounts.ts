/** So many different values are kept as they are. */
const MAX_EXACT = 100;
/** Beyond that, values that differ by less than this share are one. */
const RESOLUTION = 0.01;

const STEP = Math.log1p(RESOLUTION);

function rounded(value: number): number {
  return value === 0
    ? 0
    : Math.sign(value) *
        Math.exp(Math.round(Math.log(Math.abs(value)) / STEP) * STEP);
}

/** Counts as plain data: values with how often each came. */
export interface ValueCountsSnapshot {
  readonly counts: readonly (readonly [value: number, times: number])[];
  readonly isRounded: boolean;
}

/**
 * How often each value came, for percentiles. Its size does not grow with the
 * number of values: with many different ones they are rounded to 1 %.
 */
export class ValueCounts {
  #counts = new Map<number, number>();
  #isRounded = false;

  add(value: number, count: number): void {
    const key = this.#isRounded ? rounded(value) : value;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    if (!this.#isRounded && this.#counts.size > MAX_EXACT) {
      const exact = this.#counts;
      this.#isRounded = true;
      this.#counts = new Map();
      for (const [kept, times] of exact) {
        this.add(kept, times);
      }
    }
  }

  addAll(others: ValueCounts): void {
    for (const [value, count] of others.#counts) {
      this.add(value, count);
    }
  }

  /** What outlives the process. */
  snapshot(): ValueCountsSnapshot {
    return { counts: [...this.#counts], isRounded: this.#isRounded };
  }

  static of({ counts, isRounded }: ValueCountsSnapshot): ValueCounts {
    const values = new ValueCounts();
    values.#counts = new Map(counts);
    values.#isRounded = isRounded;
    return values;
  }

  /**
   * The smallest value that at least so many percent of all do not exceed.
   *
   * @param percent - 0 to 100
   */
  percentile(percent: number): number | undefined {
    const ordered = [...this.#counts].sort(([a], [b]) => a - b);
    const total = ordered.reduce((sum, [, count]) => sum + count, 0);
    const rank = (percent / 100) * total;
    let seen = 0;
    for (const [value, count] of ordered) {
      seen += count;
      if (seen >= rank) {
        return value;
      }
    }
    return undefined;
  }
}

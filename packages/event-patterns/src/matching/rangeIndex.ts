import { Bound } from '../alternative';

/** A range of numbers, ends included. */
export interface NumberRange {
  from: number;
  to: number;
}

/** The smallest range that holds all numbers within the bounds. */
export function rangeOf(lower?: Bound, upper?: Bound): NumberRange {
  return { from: lower?.value ?? -Infinity, to: upper?.value ?? Infinity };
}

interface Ranged<T> extends NumberRange {
  item: T;
}

/** Up to so many are quicker tried than looked up. */
const FEW = 16;

/**
 * Finds what is kept under ranges that hold a number, in time that grows with what is found. The ranges stand sorted, as an
 * implicit balanced tree; those that came since wait outside it until there are enough of them to sort anew, so that adding
 * costs little on average.
 */
export class RangeIndex<T> {
  #sorted: Ranged<T>[] = [];
  /** For each place of the sorted ranges, the highest end of the part of the tree that it heads. */
  readonly #highest: number[] = [];
  #waiting: Ranged<T>[] = [];

  get isEmpty(): boolean {
    return this.#sorted.length + this.#waiting.length === 0;
  }

  add(range: NumberRange, item: T): void {
    this.#waiting.push({ ...range, item });
    if (this.#waiting.length > FEW + this.#sorted.length / 8) {
      this.#sorted = [...this.#sorted, ...this.#waiting].sort((a, b) =>
        compare(a.from, b.from),
      );
      this.#waiting = [];
      this.#measure(0, this.#sorted.length);
    }
  }

  remove(range: NumberRange, isWanted: (item: T) => boolean): void {
    const isIt = (one: Ranged<T>) =>
      one.from === range.from && one.to === range.to && isWanted(one.item);
    const waits = this.#waiting.findIndex(isIt);
    if (waits >= 0) {
      this.#waiting.splice(waits, 1);
      return;
    }
    const at = this.#sorted.findIndex(isIt);
    if (at < 0) return;
    this.#sorted.splice(at, 1);
    this.#measure(0, this.#sorted.length);
  }

  /** Appends the items of the ranges that hold the number. */
  find(value: number, found: T[]): void {
    for (const { from, to, item } of this.#waiting) {
      if (from <= value && value <= to) found.push(item);
    }
    this.#findSorted(0, this.#sorted.length, value, found);
  }

  #findSorted(start: number, end: number, value: number, found: T[]): void {
    if (start >= end) return;
    const middle = middleOf(start, end);
    if (this.#highest[middle] < value) return;
    this.#findSorted(start, middle, value, found);
    const { from, to, item } = this.#sorted[middle];
    // All that follow start later still.
    if (from > value) return;
    if (value <= to) found.push(item);
    this.#findSorted(middle + 1, end, value, found);
  }

  #measure(start: number, end: number): number {
    if (start >= end) return -Infinity;
    const middle = middleOf(start, end);
    const highest = Math.max(
      this.#sorted[middle].to,
      this.#measure(start, middle),
      this.#measure(middle + 1, end),
    );
    this.#highest[middle] = highest;
    return highest;
  }
}

function middleOf(start: number, end: number): number {
  return Math.floor((start + end) / 2);
}

/** Infinities too, whose difference is no number. */
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

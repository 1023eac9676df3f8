import { Buckets } from './buckets';

/** Finds what is kept under the texts that a value starts or ends with, in time that grows with their distinct lengths. */
export class AffixIndex<T> {
  readonly #side: 'start' | 'end';
  readonly #items = new Buckets<string, T>();
  /** How many texts there are of each length. */
  readonly #counts = new Map<number, number>();
  #lengths: readonly number[] = [];

  constructor(side: 'start' | 'end') {
    this.#side = side;
  }

  get isEmpty(): boolean {
    return this.#items.isEmpty;
  }

  add(affix: string, item: T): void {
    if (this.#items.add(affix, item)) this.#count(affix.length, 1);
  }

  remove(affix: string, isWanted: (item: T) => boolean): void {
    if (this.#items.remove(affix, isWanted)) this.#count(affix.length, -1);
  }

  #count(length: number, change: number): void {
    const count = (this.#counts.get(length) ?? 0) + change;
    if (count > 0) this.#counts.set(length, count);
    else this.#counts.delete(length);
    if (this.#counts.size !== this.#lengths.length) {
      this.#lengths = [...this.#counts.keys()].sort((a, b) => a - b);
    }
  }

  /** Appends the items under each affix of the value. */
  find(value: string, found: T[]): void {
    for (const length of this.#lengths) {
      if (length > value.length) return;
      const affix =
        this.#side === 'start'
          ? value.slice(0, length)
          : value.slice(value.length - length);
      this.#items.appendTo(found, affix);
    }
  }
}

/** A repeatable stream of numbers in [0, 1): the same seed gives the same stream in every runtime (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    // eslint-disable-next-line no-bitwise
    this.#state = (seed * 0x9e3779b1) | 0;
  }

  next(): number {
    /* eslint-disable no-bitwise */
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    /* eslint-enable no-bitwise */
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)];
  }

  /** Hexadecimal digits. */
  hex(length: number): string {
    return Array.from({ length }, () => this.whole(0, 15).toString(16)).join(
      '',
    );
  }
}

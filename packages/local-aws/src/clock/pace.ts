/**
 * Lets so many things happen in a second and says how long the others wait.
 * What was not used is saved up, for a burst (the generic cell rate algorithm:
 * one number is all it keeps).
 */
export class Pace {
  readonly #gapMs: number;
  readonly #burstMs: number;
  /** When all that was let in would be over, one by one. */
  #usedUpToMs = 0;

  /** @param burst - how many may come at once after a pause */
  constructor(perSecond: number, burst: number) {
    this.#gapMs = 1000 / perSecond;
    this.#burstMs = burst * this.#gapMs;
  }

  /** Takes the next place, however late it is. @returns milliseconds to wait for it */
  claim(nowMs: number): number {
    this.#usedUpToMs = Math.max(this.#usedUpToMs, nowMs) + this.#gapMs;
    return Math.max(0, this.#usedUpToMs - nowMs - this.#burstMs);
  }

  /** Takes a place if there is one now. */
  claimNow(nowMs: number): boolean {
    const usedUpToMs = Math.max(this.#usedUpToMs, nowMs) + this.#gapMs;
    // Thousands of gaps add up to a hair more or less than their sum.
    if (usedUpToMs - nowMs > this.#burstMs + this.#gapMs / 1000) {
      return false;
    }
    this.#usedUpToMs = usedUpToMs;
    return true;
  }
}

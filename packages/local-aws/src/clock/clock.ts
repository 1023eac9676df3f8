/** A time at which something is to happen; can be called off. */
export interface Appointment {
  cancel(): void;
}

interface Entry {
  atMs: number;
  run: () => void;
}

/** Waits of `setTimeout` beyond this many milliseconds end at once. */
const MAX_WAIT_MS = 2_147_483_647;

/**
 * The time of this local AWS. It runs as the machine's does, and can be put
 * forward, so that a day of retries takes a test no time.
 */
export class Clock {
  #aheadMs = 0;
  /** Soonest first. */
  #entries: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Runs something when the time has come. */
  at(atMs: number, run: () => void): Appointment {
    const entry = { atMs, run };
    let i = this.#entries.length;
    while (i > 0 && this.#entries[i - 1].atMs > atMs) {
      i--;
    }
    this.#entries.splice(i, 0, entry);
    if (i === 0) {
      this.#wind();
    }
    return {
      cancel: () => {
        const index = this.#entries.indexOf(entry);
        if (index >= 0) {
          this.#entries.splice(index, 1);
          this.#wind();
        }
      },
    };
  }

  /** Appointments that lie ahead. */
  get ahead(): number {
    return this.#entries.length;
  }

  /**
   * Puts the clock forward. Whatever falls due on the way happens in order, at
   * its own time, and so does what it brings about.
   */
  async advance(ms: number): Promise<void> {
    const untilMs = this.now() + ms;
    for (;;) {
      // What the last step set off, such as deliveries, comes first.
      await settle();
      const [next] = this.#entries;
      if (!next || next.atMs > untilMs) {
        break;
      }
      this.#putForwardTo(next.atMs);
      this.#runDue();
    }
    this.#putForwardTo(untilMs);
    this.#runDue();
    await settle();
  }

  /** Calls everything off and goes back to the machine's time. */
  reset(): void {
    this.#entries = [];
    this.#aheadMs = 0;
    clearTimeout(this.#timer);
  }

  #putForwardTo(ms: number): void {
    this.#aheadMs += Math.max(0, ms - this.now());
  }

  #runDue(): void {
    const now = this.now();
    while (this.#entries.length > 0 && this.#entries[0].atMs <= now) {
      this.#entries.shift()?.run();
    }
    this.#wind();
  }

  #wind(): void {
    clearTimeout(this.#timer);
    const [next] = this.#entries;
    if (next) {
      const waitMs = Math.max(0, next.atMs - this.now());
      this.#timer = setTimeout(
        () => this.#runDue(),
        Math.min(waitMs, MAX_WAIT_MS),
      );
      // A retry tomorrow must not keep the process alive.
      this.#timer.unref();
    }
  }
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

import { Clock } from '../../clock';

/** Those who wait for a message of a queue, in the order in which they came. */
export class Waiters {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Waits until it is woken, time is up, or nobody waits for it any more. */
  wait(untilMs: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const waiting = this.#waiting;
      const appointment = this.#clock.at(untilMs, () => wake());
      function wake() {
        appointment.cancel();
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      }
      waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  wakeNext(): void {
    const [wake] = this.#waiting;
    wake?.();
  }

  wakeAll(): void {
    for (const wake of [...this.#waiting]) {
      wake();
    }
  }
}

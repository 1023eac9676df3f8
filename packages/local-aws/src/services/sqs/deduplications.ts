import { Table } from '../../accounts';
import { Deduplication } from './state';

/** "Exactly-once processing in Amazon SQS": the deduplication interval. */
const INTERVAL_MS = 5 * 60_000;

/** What a FIFO queue was sent within the last five minutes. */
export class Deduplications {
  readonly #table: Table<Deduplication>;

  constructor(table: Table<Deduplication>) {
    this.#table = table;
  }

  /** The highest sequence that is known, of messages deleted since as well. */
  get lastSequence(): number {
    let last = 0;
    for (const { sequence } of this.#table.values()) {
      last = Math.max(last, sequence);
    }
    return last;
  }

  /** The message that came first under a key, if it is not too long ago. */
  find(key: string, now: number): Deduplication | undefined {
    this.#forget(now);
    const first = this.#table.get(key);
    // After a restart they are in another order, so that one may be left over.
    return first && first.untilMs > now ? first : undefined;
  }

  remember(
    key: string,
    { id, sequence }: { id: string; sequence: number },
    now: number,
  ): void {
    // The newest comes last.
    this.#table.delete(key);
    this.#table.set(key, { id, sequence, untilMs: now + INTERVAL_MS });
  }

  #forget(now: number): void {
    for (const key of this.#table.keys()) {
      if ((this.#table.get(key)?.untilMs ?? 0) > now) {
        return;
      }
      this.#table.delete(key);
    }
  }
}

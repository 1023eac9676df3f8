import { Table } from '../../accounts';
import { forgottenAtMs, RecentRows } from './recentRows';
import { Deduplication } from './state';

/** What a FIFO queue was sent of late ("Exactly-once processing in Amazon SQS"). */
export class Deduplications {
  readonly #rows: RecentRows<Deduplication>;

  constructor(table: Table<Deduplication>) {
    this.#rows = new RecentRows(table);
  }

  /** The highest sequence that is known, of messages deleted since as well. */
  get lastSequence(): number {
    let last = 0;
    for (const { sequence } of this.#rows.values()) {
      last = Math.max(last, sequence);
    }
    return last;
  }

  /** The message that came first under a key, if it is not too long ago. */
  find(key: string, now: number): Deduplication | undefined {
    return this.#rows.find(key, now);
  }

  remember(
    key: string,
    { id, sequence }: { id: string; sequence: number },
    now: number,
  ): void {
    this.#rows.remember(key, { id, sequence, untilMs: forgottenAtMs(now) });
  }
}

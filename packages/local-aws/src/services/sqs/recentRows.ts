import { Table } from '../../accounts';

/** How long a FIFO queue knows what it was asked for: messages sent and tries to receive. */
const INTERVAL_MS = 5 * 60_000;

/** When something that happens now is forgotten again. */
export const forgottenAtMs = (now: number) => now + INTERVAL_MS;

/** Rows that count for a while only, the newest last. */
export class RecentRows<Row extends { readonly untilMs: number }> {
  readonly #table: Table<Row>;

  constructor(table: Table<Row>) {
    this.#table = table;
  }

  /** A row, if it is not too long ago. */
  find(key: string, now: number): Row | undefined {
    this.#forget(now);
    const row = this.#table.get(key);
    // After a restart they are in another order, so that one may be left over.
    return row && row.untilMs > now ? row : undefined;
  }

  values(): Iterable<Row> {
    return this.#table.values();
  }

  remember(key: string, row: Row): void {
    this.#table.delete(key);
    this.#table.set(key, row);
  }

  delete(key: string): void {
    this.#table.delete(key);
  }

  clear(): void {
    this.#table.clear();
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

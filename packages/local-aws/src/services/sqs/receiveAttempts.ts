import { Table } from '../../accounts';
import { forgottenAtMs, RecentRows } from './recentRows';
import { Message, ReceiveAttempt } from './state';

/** The named tries to receive from a FIFO queue that may be made again ("ReceiveMessage"). */
export class ReceiveAttempts {
  readonly #rows: RecentRows<ReceiveAttempt>;

  constructor(table: Table<ReceiveAttempt>) {
    this.#rows = new RecentRows(table);
  }

  /** The messages of an earlier try, if all of them are in flight since. */
  find(
    id: string,
    messages: Pick<Table<Message>, 'get'>,
    now: number,
  ): Message[] | undefined {
    const attempt = this.#rows.find(id, now);
    if (!attempt) {
      return undefined;
    }
    const found = attempt.ids.flatMap(one => messages.get(one) ?? []);
    const isSame =
      found.length === attempt.ids.length &&
      found.every(
        ({ receiptHandle, visibleAtMs }, i) =>
          receiptHandle === attempt.handles[i] && visibleAtMs > now,
      );
    if (!isSame) {
      this.#rows.delete(id);
      return undefined;
    }
    return found;
  }

  remember(id: string, taken: readonly Message[], now: number): void {
    this.#rows.remember(id, {
      ids: taken.map(message => message.id),
      handles: taken.map(({ receiptHandle }) => receiptHandle),
      untilMs: forgottenAtMs(now),
    });
  }

  clear(): void {
    this.#rows.clear();
  }
}

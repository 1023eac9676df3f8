import { Table } from '../../accounts';
import { Message, ReceiveAttempt } from './state';

/** "ReceiveMessage": how long a try may be made again. */
const INTERVAL_MS = 5 * 60_000;

/** The named tries to receive from a FIFO queue that may be made again. */
export class ReceiveAttempts {
  readonly #table: Table<ReceiveAttempt>;

  constructor(table: Table<ReceiveAttempt>) {
    this.#table = table;
  }

  /** The messages of an earlier try, if all of them are in flight since. */
  find(
    id: string,
    messages: Pick<Table<Message>, 'get'>,
    now: number,
  ): Message[] | undefined {
    const attempt = this.#table.get(id);
    if (!attempt) {
      return undefined;
    }
    const found = attempt.ids.flatMap(one => messages.get(one) ?? []);
    const isSame =
      attempt.untilMs > now &&
      found.length === attempt.ids.length &&
      found.every(
        ({ receiptHandle, visibleAtMs }, i) =>
          receiptHandle === attempt.handles[i] && visibleAtMs > now,
      );
    if (!isSame) {
      this.#table.delete(id);
      return undefined;
    }
    return found;
  }

  remember(id: string, taken: readonly Message[], now: number): void {
    this.#forget(now);
    // The newest comes last.
    this.#table.delete(id);
    this.#table.set(id, {
      ids: taken.map(message => message.id),
      handles: taken.map(({ receiptHandle }) => receiptHandle),
      untilMs: now + INTERVAL_MS,
    });
  }

  clear(): void {
    this.#table.clear();
  }

  #forget(now: number): void {
    for (const id of this.#table.keys()) {
      if ((this.#table.get(id)?.untilMs ?? 0) > now) {
        return;
      }
      this.#table.delete(id);
    }
  }
}

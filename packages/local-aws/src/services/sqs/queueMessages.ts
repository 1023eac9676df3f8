import { randomUUID } from 'node:crypto';
import { Table } from '../../accounts';
import { Clock } from '../../clock';
import {
  countMessages,
  expiredMessages,
  MessageCounts,
  receivedMessage,
} from './messageState';
import { NewMessage, QueueContents, Take } from './contents';
import { Line } from './line';
import { Message, NO_ATTRIBUTES } from './state';
import { Waiters } from './waiters';

/** A message that nobody may see until a time. */
interface Hidden {
  id: string;
  visibleAtMs: number;
}

const WASTE_ALLOWED = 1_000;

/**
 * The messages of one standard queue, in the order of their arrival. Sending, receiving
 * and deleting cost the same however many messages there are.
 */
export class QueueMessages implements QueueContents {
  readonly #table: Table<Message>;
  readonly #clock: Clock;
  /** Ids of visible messages. Some may be gone: the table knows. */
  #ready = new Line<string>();
  /** Ids of messages that became visible again: these come first. */
  #returned = new Line<string>();
  /** Soonest first. Some may be gone or hidden anew: the table knows. */
  #hidden: Hidden[] = [];
  readonly #idByHandle = new Map<string, string>();
  readonly #waiters: Waiters;
  #sequence = 0;

  constructor(table: Table<Message>, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
    this.#waiters = new Waiters(clock);
    const messages = [...table.values()].sort(
      (a, b) => a.sequence - b.sequence,
    );
    for (const message of messages) {
      this.#sequence = message.sequence + 1;
      if (message.receiptHandle !== undefined) {
        this.#idByHandle.set(message.receiptHandle, message.id);
      }
      this.#admit(message);
    }
  }

  send(message: NewMessage): Message {
    const now = this.#clock.now();
    return this.add({
      id: randomUUID(),
      body: message.body,
      attributes: message.attributes ?? NO_ATTRIBUTES,
      traceHeader: message.traceHeader,
      senderId: message.senderId,
      groupId: message.groupId,
      sentAtMs: now,
      visibleAtMs: now + message.delaySeconds * 1000,
      receiveCount: 0,
    });
  }

  add(message: Omit<Message, 'sequence'>): Message {
    const added = { ...message, sequence: this.#sequence++ };
    this.#table.set(added.id, added);
    this.#admit(added);
    this.#waiters.wakeNext();
    return added;
  }

  take({ max, visibilityTimeoutSeconds, ...options }: Take): Message[] {
    const now = this.#clock.now();
    this.#release(now);
    const oldest = now - options.retentionSeconds * 1000;
    const taken: Message[] = [];
    while (taken.length < max) {
      const message = this.#nextReady(now);
      if (!message) {
        break;
      }
      const { redrive } = options;
      if (message.sentAtMs < oldest) {
        this.#remove(message);
      } else if (redrive && message.receiveCount >= redrive.maxReceiveCount) {
        this.#remove(message);
        redrive.move(message);
      } else {
        taken.push(this.#receive(message, now, visibilityTimeoutSeconds));
      }
    }
    // Only now, or one that is not hidden at all would be taken twice.
    taken.forEach(message => this.#admit(message));
    return taken;
  }

  #receive(message: Message, now: number, seconds: number): Message {
    const received = receivedMessage(message, now, seconds);
    if (message.receiptHandle !== undefined) {
      this.#idByHandle.delete(message.receiptHandle);
    }
    this.#idByHandle.set(received.receiptHandle, message.id);
    this.#table.set(message.id, received);
    return received;
  }

  drain(max: number): Message[] {
    const now = this.#clock.now();
    this.#release(now);
    const drained: Message[] = [];
    while (drained.length < max) {
      const message = this.#nextReady(now);
      if (!message) {
        break;
      }
      this.#remove(message);
      drained.push(message);
    }
    return drained;
  }

  received(receiptHandle: string): Message | undefined {
    const id = this.#idByHandle.get(receiptHandle);
    return id === undefined ? undefined : this.#table.get(id);
  }

  delete(receiptHandle: string): void {
    const message = this.received(receiptHandle);
    if (message) {
      this.#remove(message);
    }
  }

  hide(message: Message, seconds: number): void {
    const changed = {
      ...message,
      visibleAtMs: this.#clock.now() + seconds * 1000,
    };
    this.#table.set(message.id, changed);
    this.#admit(changed);
    this.#waiters.wakeAll();
  }

  hasInFlight(atLeast: number): boolean {
    // Those in flight are hidden, so that they need not be counted as a rule.
    return (
      this.#hidden.length >= atLeast &&
      countMessages(this.#table.values(), this.#clock.now()).inFlight >= atLeast
    );
  }

  count(retentionSeconds: number): MessageCounts {
    const now = this.#clock.now();
    expiredMessages(this.#table.values(), now, retentionSeconds).forEach(
      message => this.#remove(message),
    );
    return countMessages(this.#table.values(), now);
  }

  purge(): void {
    this.#table.clear();
    this.#ready = new Line();
    this.#returned = new Line();
    this.#hidden = [];
    this.#idByHandle.clear();
    this.#waiters.wakeAll();
  }

  wait(untilMs: number, signal: AbortSignal): Promise<void> {
    return this.#waiters.wait(Math.min(untilMs, this.#nextVisibleMs()), signal);
  }

  passOn(): void {
    this.#waiters.wakeNext();
  }

  dispose(): void {
    this.#waiters.wakeAll();
  }

  #remove(message: Message): void {
    this.#table.delete(message.id);
    if (message.receiptHandle !== undefined) {
      this.#idByHandle.delete(message.receiptHandle);
    }
    // What is gone must not pile up where its turn has not come.
    const enough = 2 * this.#table.size + WASTE_ALLOWED;
    if (this.#hidden.length > enough) {
      this.#hidden = this.#hidden.filter(entry => this.#isHidden(entry));
    }
    if (this.#ready.length > enough) {
      this.#ready.retain(id => this.#table.has(id));
    }
  }

  /** Files a message under ready or hidden. */
  #admit({ id, visibleAtMs, receiveCount }: Message): void {
    if (visibleAtMs > this.#clock.now()) {
      let i = this.#hidden.length;
      while (i > 0 && this.#hidden[i - 1].visibleAtMs > visibleAtMs) {
        i--;
      }
      this.#hidden.splice(i, 0, { id, visibleAtMs });
    } else if (receiveCount > 0) {
      this.#returned.push(id);
    } else {
      this.#ready.push(id);
    }
  }

  #isHidden({ id, visibleAtMs }: Hidden): boolean {
    return this.#table.get(id)?.visibleAtMs === visibleAtMs;
  }

  #nextVisibleMs(): number {
    const first = this.#hidden.findIndex(entry => this.#isHidden(entry));
    // What is gone before it is looked at only once.
    this.#hidden.splice(0, first < 0 ? this.#hidden.length : first);
    return this.#hidden[0]?.visibleAtMs ?? Infinity;
  }

  /** Makes visible what was hidden until now. */
  #release(now: number): void {
    let due = 0;
    while (due < this.#hidden.length && this.#hidden[due].visibleAtMs <= now) {
      const entry = this.#hidden[due++];
      const message = this.#isHidden(entry) && this.#table.get(entry.id);
      if (message) {
        this.#admit(message);
      }
    }
    if (due > 0) {
      this.#hidden.splice(0, due);
    }
  }

  #nextReady(now: number): Message | undefined {
    for (;;) {
      const id = this.#returned.shift() ?? this.#ready.shift();
      if (id === undefined) {
        return undefined;
      }
      const message = this.#table.get(id);
      if (message && message.visibleAtMs <= now) {
        return message;
      }
    }
  }
}

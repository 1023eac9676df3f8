import { randomUUID } from 'node:crypto';
import { Table } from '../../accounts';
import { Clock } from '../../clock';
import { Fifo } from './fifo';
import { Message, MessageAttribute, NO_ATTRIBUTES } from './state';

/** A message to be put into a queue. */
export interface NewMessage {
  body: string;
  senderId: string;
  attributes?: ReadonlyMap<string, MessageAttribute>;
  delaySeconds: number;
}

/** How to take messages out of a queue. */
export interface Take {
  max: number;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  /** Where messages go that were received too often. */
  redrive?: { maxReceiveCount: number; move: (message: Message) => void };
}

/** A message that nobody may see until a time. */
interface Hidden {
  id: string;
  visibleAtMs: number;
}

const WASTE_ALLOWED = 1_000;

/**
 * The messages of one queue, in the order of their arrival. Sending, receiving
 * and deleting cost the same however many messages there are.
 */
export class QueueMessages {
  readonly #table: Table<Message>;
  readonly #clock: Clock;
  /** Ids of visible messages. Some may be gone: the table knows. */
  #ready = new Fifo<string>();
  /** Ids of messages that became visible again: these come first. */
  #returned = new Fifo<string>();
  /** Soonest first. Some may be gone or hidden anew: the table knows. */
  #hidden: Hidden[] = [];
  readonly #idByHandle = new Map<string, string>();
  readonly #waiting = new Set<() => void>();
  #sequence = 0;

  constructor(table: Table<Message>, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
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

  /** Puts a message into the queue and wakes whoever waits for one. */
  send(message: NewMessage): Message {
    const now = this.#clock.now();
    return this.add({
      id: randomUUID(),
      body: message.body,
      attributes: message.attributes ?? NO_ATTRIBUTES,
      senderId: message.senderId,
      sentAtMs: now,
      visibleAtMs: now + message.delaySeconds * 1000,
      receiveCount: 0,
    });
  }

  /** Puts a message into the queue as it is, such as one of a redrive. */
  add(message: Omit<Message, 'sequence'>): Message {
    const added = { ...message, sequence: this.#sequence++ };
    this.#table.set(added.id, added);
    this.#admit(added);
    this.#wakeNext();
    return added;
  }

  /** Takes visible messages and hides them from others for a while. */
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
    // A UUID comes from a store of random bytes, so it is cheap.
    const receiptHandle = `AQEB${randomUUID()}${message.id}`;
    const received: Message = {
      ...message,
      receiveCount: message.receiveCount + 1,
      firstReceivedAtMs: message.firstReceivedAtMs ?? now,
      visibleAtMs: now + seconds * 1000,
      receiptHandle,
    };
    if (message.receiptHandle !== undefined) {
      this.#idByHandle.delete(message.receiptHandle);
    }
    this.#idByHandle.set(receiptHandle, message.id);
    this.#table.set(message.id, received);
    return received;
  }

  /** Takes visible messages out of the queue for good. */
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

  /** The message that a receipt handle stands for, unless it is gone. */
  received(receiptHandle: string): Message | undefined {
    const id = this.#idByHandle.get(receiptHandle);
    return id === undefined ? undefined : this.#table.get(id);
  }

  /** Deletes a message; one that is gone already does not matter. */
  delete(receiptHandle: string): void {
    const message = this.received(receiptHandle);
    if (message) {
      this.#remove(message);
    }
  }

  /** Sets anew how long a message in flight stays hidden. */
  hide(message: Message, seconds: number): void {
    const changed = {
      ...message,
      visibleAtMs: this.#clock.now() + seconds * 1000,
    };
    this.#table.set(message.id, changed);
    this.#admit(changed);
    this.#wakeAll();
  }

  /** How many messages are visible, delayed and in flight. */
  count(retentionSeconds: number) {
    const now = this.#clock.now();
    const oldest = now - retentionSeconds * 1000;
    const counts = { visible: 0, delayed: 0, inFlight: 0 };
    for (const message of [...this.#table.values()]) {
      if (message.sentAtMs < oldest) {
        this.#remove(message);
      } else if (message.visibleAtMs <= now) {
        counts.visible++;
      } else if (message.receiveCount === 0) {
        counts.delayed++;
      } else {
        counts.inFlight++;
      }
    }
    return counts;
  }

  /** Deletes every message and ends every wait. */
  purge(): void {
    this.#table.clear();
    this.#ready = new Fifo();
    this.#returned = new Fifo();
    this.#hidden = [];
    this.#idByHandle.clear();
    this.#wakeAll();
  }

  /**
   * Waits until a message may be there, time is up, or nobody waits for it any
   * more.
   */
  wait(untilMs: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const waiting = this.#waiting;
      const appointment = this.#clock.at(
        Math.min(untilMs, this.#nextVisibleMs()),
        () => wake(),
      );
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

  /** Hands a message that was not taken on to whoever waits next. */
  passOn(): void {
    this.#wakeNext();
  }

  /** Ends every wait. */
  dispose(): void {
    this.#wakeAll();
  }

  #wakeNext(): void {
    const [wake] = this.#waiting;
    wake?.();
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) {
      wake();
    }
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

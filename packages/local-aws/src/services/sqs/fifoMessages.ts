import { createHash, randomUUID } from 'node:crypto';
import { Table } from '../../accounts';
import { Clock } from '../../clock';
import { ServiceError } from '../../wire/errors';
import {
  countMessages,
  expiredMessages,
  MessageCounts,
  receivedMessage,
} from './messageState';
import { NewMessage, QueueContents, Sent, Take } from './contents';
import { Deduplications } from './deduplications';
import { ReceiveAttempts } from './receiveAttempts';
import { Message, NO_ATTRIBUTES, Queue } from './state';
import { Waiters } from './waiters';

const NAME = /^[!-~]{1,128}$/;

function checkName(parameter: string, value: string): void {
  if (!NAME.test(value)) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ${value} for parameter ${parameter} is invalid. Reason: ${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
}

/** 20 digits that grow, as SQS gives them. */
const sequenceNumber = (sequence: number) =>
  `1885${String(sequence).padStart(16, '0')}`;

/** How a FIFO queue tells messages that are the same. */
export interface FifoRules {
  isContentBased: boolean;
  /** Whether the same id in another group is another message. */
  isByGroup: boolean;
}

/** The rules that a queue's attributes set. */
export function fifoRules({ attributes }: Queue): FifoRules {
  return {
    isContentBased: attributes.get('ContentBasedDeduplication') === 'true',
    isByGroup: attributes.get('DeduplicationScope') === 'messageGroup',
  };
}

/**
 * The messages of a FIFO queue ("FIFO delivery logic in Amazon SQS"): those of
 * one group come in their order, and none while another of the group is in
 * flight; what was sent already within five minutes is not taken in again.
 */
export class FifoMessages implements QueueContents {
  readonly #table: Table<Message>;
  readonly #deduplications: Deduplications;
  readonly #clock: Clock;
  readonly #rules: () => FifoRules;
  readonly #waiters: Waiters;
  /** Ids by group, each group's in order. What was received last comes last. */
  readonly #groups = new Map<string, string[]>();
  readonly #idByHandle = new Map<string, string>();
  readonly #attempts: ReceiveAttempts;
  #sequence = 0;

  /** @param rules - asked at each message, because they may be changed */
  constructor(
    table: Table<Message>,
    deduplications: Deduplications,
    attempts: ReceiveAttempts,
    clock: Clock,
    rules: () => FifoRules,
  ) {
    this.#table = table;
    this.#deduplications = deduplications;
    this.#attempts = attempts;
    this.#clock = clock;
    this.#rules = rules;
    this.#waiters = new Waiters(clock);
    const messages = [...table.values()].sort(
      (a, b) => a.sequence - b.sequence,
    );
    for (const message of messages) {
      this.#sequence = message.sequence;
      if (message.receiptHandle !== undefined) {
        this.#idByHandle.set(message.receiptHandle, message.id);
      }
      this.#file(message);
    }
    // What was sent last may be deleted already.
    this.#sequence = Math.max(this.#sequence, deduplications.lastSequence);
  }

  /** @throws `MissingParameter`, `InvalidParameterValue` */
  send(message: NewMessage): Sent {
    const { groupId, body } = message;
    if (groupId === undefined) {
      throw new ServiceError(
        'MissingParameter',
        'The request must contain the parameter MessageGroupId.',
      );
    }
    checkName('MessageGroupId', groupId);
    const { isContentBased, isByGroup } = this.#rules();
    const deduplicationId =
      message.deduplicationId ??
      (isContentBased
        ? createHash('sha256').update(body).digest('hex')
        : undefined);
    if (deduplicationId === undefined) {
      throw new ServiceError(
        'InvalidParameterValue',
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
    }
    checkName('MessageDeduplicationId', deduplicationId);
    const now = this.#clock.now();
    const key = isByGroup ? `${groupId}\n${deduplicationId}` : deduplicationId;
    const first = this.#deduplications.find(key, now);
    if (first) {
      return { id: first.id, sequenceNumber: sequenceNumber(first.sequence) };
    }
    const { id, sequence } = this.add({
      id: randomUUID(),
      body,
      attributes: message.attributes ?? NO_ATTRIBUTES,
      traceHeader: message.traceHeader,
      senderId: message.senderId,
      groupId,
      deduplicationId,
      sentAtMs: now,
      visibleAtMs: now + message.delaySeconds * 1000,
      receiveCount: 0,
    });
    this.#deduplications.remember(key, { id, sequence }, now);
    return { id, sequenceNumber: sequenceNumber(sequence) };
  }

  add(message: Omit<Message, 'sequence'>): Message {
    // Grows across restarts as well, even if nothing was left in the queue.
    this.#sequence = Math.max(
      this.#sequence + 1,
      Math.floor(this.#clock.now() * 1000),
    );
    const added = {
      ...message,
      sequence: this.#sequence,
      sequenceNumber: sequenceNumber(this.#sequence),
    };
    this.#table.set(added.id, added);
    this.#file(added);
    this.#waiters.wakeNext();
    return added;
  }

  take(options: Take): Message[] {
    const now = this.#clock.now();
    const { attemptId, visibilityTimeoutSeconds: seconds } = options;
    const earlier =
      attemptId && this.#attempts.find(attemptId, this.#table, now);
    if (earlier) {
      const visibleAtMs = now + seconds * 1000;
      return earlier.map(message =>
        this.#table.set(message.id, { ...message, visibleAtMs }),
      );
    }
    const taken: Message[] = [];
    for (const [group, ids] of [...this.#groups]) {
      if (taken.length >= options.max) {
        break;
      }
      const before = taken.length;
      let hasDropped;
      do {
        const wanted = options.max - taken.length;
        const found = this.#available(ids, now, wanted).slice(0, wanted);
        const kept = found.filter(one => this.#mayBeTaken(one, options, now));
        taken.push(...kept.map(one => this.#receive(one, now, seconds)));
        hasDropped = kept.length < found.length;
      } while (hasDropped);
      if (taken.length > before) {
        // Other groups have their turn before this one comes again.
        this.#groups.delete(group);
        this.#groups.set(group, ids);
      }
    }
    if (attemptId && taken.length > 0) {
      this.#attempts.remember(attemptId, taken, now);
    }
    return taken;
  }

  drain(max: number): Message[] {
    const now = this.#clock.now();
    const drained: Message[] = [];
    for (const ids of [...this.#groups.values()]) {
      for (const message of this.#available(ids, now, max)) {
        if (drained.length >= max) {
          return drained;
        }
        this.#remove(message);
        drained.push(message);
      }
    }
    return drained;
  }

  received(receiptHandle: string): Message | undefined {
    const id = this.#idByHandle.get(receiptHandle);
    return id === undefined ? undefined : this.#table.get(id);
  }

  /** @throws `InvalidParameterValue` when others may have the message by now */
  delete(receiptHandle: string): void {
    const message = this.received(receiptHandle);
    if (!message) {
      return;
    }
    if (message.visibleAtMs <= this.#clock.now()) {
      throw new ServiceError(
        'InvalidParameterValue',
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
      );
    }
    this.#remove(message);
    // The next of its group may be had now.
    this.#waiters.wakeNext();
  }

  hide(message: Message, seconds: number): void {
    const visibleAtMs = this.#clock.now() + seconds * 1000;
    this.#table.set(message.id, { ...message, visibleAtMs });
    this.#waiters.wakeAll();
  }

  hasInFlight(atLeast: number): boolean {
    return (
      this.#table.size >= atLeast &&
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
    this.#groups.clear();
    this.#idByHandle.clear();
    this.#attempts.clear();
    this.#waiters.wakeAll();
  }

  wait(untilMs: number, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    let firstMs = untilMs;
    for (const ids of this.#groups.values()) {
      for (const id of ids) {
        const visibleAtMs = this.#table.get(id)?.visibleAtMs ?? 0;
        if (visibleAtMs <= now) {
          break;
        }
        firstMs = Math.min(firstMs, visibleAtMs);
      }
    }
    return this.#waiters.wait(firstMs, signal);
  }

  passOn(): void {
    this.#waiters.wakeNext();
  }

  dispose(): void {
    this.#waiters.wakeAll();
  }

  #file({ id, groupId = '' }: Message): void {
    const ids = this.#groups.get(groupId);
    if (ids) {
      ids.push(id);
    } else {
      this.#groups.set(groupId, [id]);
    }
  }

  /**
   * What may be had of a group, if there is that much: nothing while any of it
   * is in flight.
   */
  #available(ids: readonly string[], now: number, enough: number): Message[] {
    const available: Message[] = [];
    for (const id of ids) {
      const message = this.#table.get(id);
      if (message && message.visibleAtMs > now) {
        // What is delayed holds up what came after it.
        return message.receiveCount > 0 ? [] : available;
      }
      if (message) {
        available.push(message);
      }
      // Those in flight are ahead of all that nobody has received yet.
      if (available.length >= enough && message?.receiveCount === 0) {
        break;
      }
    }
    return available;
  }

  /** Drops what is too old and moves what was received too often. */
  #mayBeTaken(
    message: Message,
    { retentionSeconds, redrive }: Take,
    now: number,
  ): boolean {
    if (message.sentAtMs < now - retentionSeconds * 1000) {
      this.#remove(message);
      return false;
    }
    if (redrive && message.receiveCount >= redrive.maxReceiveCount) {
      this.#remove(message);
      // "Learn how to configure a dead-letter queue redrive": two messages may
      // have had the same deduplication id.
      redrive.move({ ...message, deduplicationId: message.id });
      return false;
    }
    return true;
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

  #remove({ id, groupId = '', receiptHandle }: Message): void {
    this.#table.delete(id);
    if (receiptHandle !== undefined) {
      this.#idByHandle.delete(receiptHandle);
    }
    const ids = this.#groups.get(groupId);
    const at = ids?.indexOf(id) ?? -1;
    if (ids && at >= 0) {
      ids.splice(at, 1);
      if (ids.length === 0) {
        this.#groups.delete(groupId);
      }
    }
  }
}

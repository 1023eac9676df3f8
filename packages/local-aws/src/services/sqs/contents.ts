import { MessageCounts } from './messageState';
import { Message, MessageAttribute } from './state';

/** A message to be put into a queue. */
export interface NewMessage {
  body: string;
  senderId: string;
  attributes?: ReadonlyMap<string, MessageAttribute>;
  /** Of AWS X-Ray. */
  traceHeader?: string;
  delaySeconds: number;
  /** Messages of one group keep their order in a FIFO queue. */
  groupId?: string;
  deduplicationId?: string;
}

/** What became of a message that was sent. */
export interface Sent {
  id: string;
  /** In FIFO queues. */
  sequenceNumber?: string;
}

/** How to take messages out of a queue. */
export interface Take {
  max: number;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  /** Where messages go that were received too often. */
  redrive?: { maxReceiveCount: number; move: (message: Message) => void };
  /** Names a try, so that the same messages are had when it is made again. */
  attemptId?: string;
}

/** The messages of one queue. */
export interface QueueContents {
  /** Puts a message into the queue and wakes whoever waits for one. */
  send(message: NewMessage): Sent;
  /** Puts a message into the queue as it is, such as one of a redrive. */
  add(message: Omit<Message, 'sequence'>): void;
  /** Takes visible messages and hides them from others for a while. */
  take(take: Take): Message[];
  /** Takes visible messages out of the queue for good. */
  drain(max: number): Message[];
  /** The message that a receipt handle stands for, unless it is gone. */
  received(receiptHandle: string): Message | undefined;
  /** Deletes a message; one that is gone already does not matter. */
  delete(receiptHandle: string): void;
  /** Sets anew how long a message in flight stays hidden. */
  hide(message: Message, seconds: number): void;
  /** Whether so many messages, or more, are in flight. */
  hasInFlight(atLeast: number): boolean;
  /** How many messages are visible, delayed and in flight. */
  count(retentionSeconds: number): MessageCounts;
  /** Deletes every message and ends every wait. */
  purge(): void;
  /**
   * Waits until a message may be there, time is up, or nobody waits for it any
   * more.
   */
  wait(untilMs: number, signal: AbortSignal): Promise<void>;
  /** Hands a message that was not taken on to whoever waits next. */
  passOn(): void;
  /** Ends every wait. */
  dispose(): void;
}

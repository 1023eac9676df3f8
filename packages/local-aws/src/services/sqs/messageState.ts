import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../wire/errors';
import { Message } from './state';

/** A message as it is once somebody received it, for a while hidden from others. */
export function receivedMessage(
  message: Message,
  now: number,
  visibilityTimeoutSeconds: number,
): Message & { readonly receiptHandle: string } {
  return {
    ...message,
    receiveCount: message.receiveCount + 1,
    firstReceivedAtMs: message.firstReceivedAtMs ?? now,
    visibleAtMs: now + visibilityTimeoutSeconds * 1000,
    // A UUID comes from a store of random bytes, so it is cheap.
    receiptHandle: `AQEB${randomUUID()}${message.id}`,
  };
}

const RECEIPT_HANDLE = /^AQEB[0-9a-f-]{36}[0-9a-f-]{36}$/;

/**
 * Refuses what no queue has ever given as a receipt handle.
 *
 * @throws `ReceiptHandleIsInvalid`
 */
export function checkReceiptHandle(text: string): void {
  if (!RECEIPT_HANDLE.test(text)) {
    throw new ServiceError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${text}" is not a valid receipt handle.`,
    );
  }
}

/** Messages that are older than a queue keeps them. */
export function expiredMessages(
  messages: Iterable<Message>,
  now: number,
  retentionSeconds: number,
): Message[] {
  const oldestMs = now - retentionSeconds * 1000;
  return [...messages].filter(({ sentAtMs }) => sentAtMs < oldestMs);
}

/** How many messages are visible, delayed and in flight. */
export interface MessageCounts {
  visible: number;
  delayed: number;
  inFlight: number;
}

/** Counts messages by what they are now. */
export function countMessages(
  messages: Iterable<Message>,
  now: number,
): MessageCounts {
  const counts = { visible: 0, delayed: 0, inFlight: 0 };
  for (const message of messages) {
    if (message.visibleAtMs <= now) {
      counts.visible++;
    } else if (message.receiveCount === 0) {
      counts.delayed++;
    } else {
      counts.inFlight++;
    }
  }
  return counts;
}

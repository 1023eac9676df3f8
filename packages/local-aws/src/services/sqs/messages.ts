import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Message, MessageAttribute, Queue } from '../../accounts';

/** A message to be put into a queue. */
export interface NewMessage {
  body: string;
  senderId: string;
  attributes?: Map<string, MessageAttribute>;
  delaySeconds?: number;
}

/** Attributes that every queue has ("SetQueueAttributes"), as text. */
export const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['DelaySeconds', '0'],
  ['MaximumMessageSize', '1048576'],
  ['MessageRetentionPeriod', '345600'],
  ['ReceiveMessageWaitTimeSeconds', '0'],
  ['VisibilityTimeout', '30'],
  ['SqsManagedSseEnabled', 'true'],
]);

/** A number among a queue's attributes, or SQS's default for it. */
export function numberAttribute(queue: Queue, name: string): number {
  return Number(queue.attributes.get(name) ?? DEFAULTS.get(name) ?? 0);
}

function wakeWaiting(queue: Queue): void {
  for (const wake of [...queue.waiting]) {
    wake();
  }
}

/** Puts a message into a queue and wakes the long polls on it. */
export function enqueue(queue: Queue, message: NewMessage): Message {
  const now = Date.now();
  const delaySeconds =
    message.delaySeconds ?? numberAttribute(queue, 'DelaySeconds');
  const queued: Message = {
    id: randomUUID(),
    body: message.body,
    attributes: message.attributes ?? new Map(),
    senderId: message.senderId,
    sentAtMs: now,
    visibleAtMs: now + delaySeconds * 1000,
    receiveCount: 0,
  };
  queue.messages.push(queued);
  wakeWaiting(queue);
  return queued;
}

/** Where a queue's redrive policy sends messages that were received too often. */
export interface Redrive {
  maxReceiveCount: number;
  deadLetterQueue: Queue;
}

function dropExpired(queue: Queue, now: number): void {
  const oldest = now - numberAttribute(queue, 'MessageRetentionPeriod') * 1000;
  queue.messages = queue.messages.filter(({ sentAtMs }) => sentAtMs >= oldest);
}

/** Takes up to `max` visible messages and hides them from others. */
export function take(
  queue: Queue,
  options: {
    max: number;
    visibilityTimeoutSeconds: number;
    redrive?: Redrive;
  },
): Message[] {
  const now = Date.now();
  dropExpired(queue, now);
  const taken: Message[] = [];
  const moved = new Set<Message>();
  for (const message of queue.messages) {
    if (taken.length >= options.max) {
      break;
    }
    if (message.visibleAtMs > now) {
      continue;
    }
    const { redrive } = options;
    if (redrive && message.receiveCount >= redrive.maxReceiveCount) {
      moved.add(message);
      continue;
    }
    message.receiveCount++;
    message.firstReceivedAtMs ??= now;
    message.visibleAtMs = now + options.visibilityTimeoutSeconds * 1000;
    message.receiptHandle = randomBytes(24).toString('base64');
    taken.push(message);
  }
  if (moved.size > 0 && options.redrive) {
    queue.messages = queue.messages.filter(message => !moved.has(message));
    const { deadLetterQueue } = options.redrive;
    for (const message of moved) {
      deadLetterQueue.messages.push({
        ...message,
        receiptHandle: undefined,
        movedFrom: queue.arn,
      });
    }
    wakeWaiting(deadLetterQueue);
  }
  return taken;
}

/** How many messages are visible, delayed and in flight. */
export function countMessages(queue: Queue) {
  const now = Date.now();
  dropExpired(queue, now);
  const hidden = queue.messages.filter(({ visibleAtMs }) => visibleAtMs > now);
  const delayed = hidden.filter(({ receiveCount }) => receiveCount === 0);
  return {
    visible: queue.messages.length - hidden.length,
    delayed: delayed.length,
    inFlight: hidden.length - delayed.length,
  };
}

/** MD5 in hexadecimal, which SDK clients compare with what they sent. */
export function md5(data: string | Buffer): string {
  return createHash('md5').update(data).digest('hex');
}

/** "Calculating the MD5 message digest for message attributes". */
export function md5OfAttributes(
  attributes: Map<string, MessageAttribute>,
): string | undefined {
  if (attributes.size === 0) {
    return undefined;
  }
  const chunks: Buffer[] = [];
  const add = (data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    chunks.push(length, data);
  };
  for (const name of [...attributes.keys()].sort()) {
    const attribute = attributes.get(name);
    if (attribute) {
      add(Buffer.from(name));
      add(Buffer.from(attribute.DataType));
      const isBinary = attribute.DataType.startsWith('Binary');
      chunks.push(Buffer.from([isBinary ? 2 : 1]));
      add(
        isBinary
          ? Buffer.from(attribute.BinaryValue ?? [])
          : Buffer.from(attribute.StringValue ?? ''),
      );
    }
  }
  return md5(Buffer.concat(chunks));
}

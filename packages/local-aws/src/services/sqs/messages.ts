import { Platform, definePart } from '../../calls/platform';
import { numberAttribute } from './attributes';
import { QueueMessages } from './queueMessages';
import { messageTable, MessageAttribute, Queue } from './state';

const ALL_MESSAGES = definePart(
  () => new Map<string, QueueMessages>(),
  queues => queues.forEach(messages => messages.dispose()),
);

/** The messages of a queue. */
export function messagesOf(platform: Platform, queue: Queue): QueueMessages {
  const all = platform.part(ALL_MESSAGES);
  let messages = all.get(queue.arn);
  if (!messages) {
    const table = messageTable(platform.accounts, queue);
    messages = new QueueMessages(table, platform.clock);
    all.set(queue.arn, messages);
  }
  return messages;
}

/** Puts a message into a queue, by the queue's own settings. */
export function enqueue(
  platform: Platform,
  queue: Queue,
  message: {
    body: string;
    senderId: string;
    attributes?: ReadonlyMap<string, MessageAttribute>;
    delaySeconds?: number;
  },
) {
  return messagesOf(platform, queue).send({
    ...message,
    delaySeconds:
      message.delaySeconds ?? numberAttribute(queue, 'DelaySeconds'),
  });
}

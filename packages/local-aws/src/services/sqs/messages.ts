import { Platform, definePart } from '../../calls/platform';
import {
  QUEUE_METRICS,
  QueueRecorder,
} from '../cloudwatch/emitted/queueMetrics';
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

/** Measures that a queue was used, and what for. */
export function measureUse(
  platform: Platform,
  queue: Queue,
  record?: QueueRecorder,
): void {
  const count = () =>
    messagesOf(platform, queue).count(
      numberAttribute(queue, 'MessageRetentionPeriod'),
    );
  platform.part(QUEUE_METRICS).used(queue, count, record);
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
  measureUse(platform, queue, (series, minuteMs) => {
    series.NumberOfMessagesSent.record(1, minuteMs);
    series.SentMessageSize.record(Buffer.byteLength(message.body), minuteMs);
  });
  return messagesOf(platform, queue).send({
    ...message,
    delaySeconds:
      message.delaySeconds ?? numberAttribute(queue, 'DelaySeconds'),
  });
}

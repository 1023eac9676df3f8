import { Platform, definePart } from '../../calls/platform';
import {
  QUEUE_METRICS,
  QueueRecorder,
} from '../cloudwatch/emitted/queueMetrics';
import { numberAttribute } from './attributes';
import { NewMessage, QueueContents, Sent } from './contents';
import { Deduplications } from './deduplications';
import { FifoMessages, fifoRules } from './fifoMessages';
import { checkSize, messageBytes } from './messageRules';
import { QueueMessages } from './queueMessages';
import { ReceiveAttempts } from './receiveAttempts';
import {
  deduplicationTable,
  isFifo,
  messageTable,
  Queue,
  QUEUES,
  receiveAttemptTable,
} from './state';

const ALL_MESSAGES = definePart(
  () => new Map<string, QueueContents>(),
  queues => queues.forEach(messages => messages.dispose()),
);

function openContents(
  { accounts, clock }: Platform,
  queue: Queue,
): QueueContents {
  const table = messageTable(accounts, queue);
  if (!isFifo(queue)) {
    return new QueueMessages(table, clock);
  }
  const queues = accounts.table(QUEUES, queue);
  return new FifoMessages(
    table,
    new Deduplications(deduplicationTable(accounts, queue)),
    new ReceiveAttempts(receiveAttemptTable(accounts, queue)),
    clock,
    () => fifoRules(queues.get(queue.name) ?? queue),
  );
}

/** The messages of a queue. */
export function messagesOf(platform: Platform, queue: Queue): QueueContents {
  const all = platform.part(ALL_MESSAGES);
  let messages = all.get(queue.arn);
  if (!messages) {
    messages = openContents(platform, queue);
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

/**
 * Puts a message into a queue, by the queue's own settings.
 *
 * @throws ServiceError when it is too large for the queue, or a FIFO queue
 * misses something
 */
export function enqueue(
  platform: Platform,
  queue: Queue,
  message: Omit<NewMessage, 'delaySeconds'> & { delaySeconds?: number },
): Sent {
  const bytes = messageBytes(message);
  checkSize(queue, bytes);
  const sent = messagesOf(platform, queue).send({
    ...message,
    delaySeconds:
      message.delaySeconds ?? numberAttribute(queue, 'DelaySeconds'),
  });
  measureUse(platform, queue, (series, minuteMs) => {
    series.NumberOfMessagesSent.record(1, minuteMs);
    series.SentMessageSize.record(bytes, minuteMs);
  });
  return sent;
}

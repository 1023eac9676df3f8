import { ServiceError } from '../../wire/errors';
import { isFifo, Queue } from './state';

/** Attributes that every queue has ("SetQueueAttributes"), as text. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['DelaySeconds', '0'],
  ['MaximumMessageSize', '1048576'],
  ['MessageRetentionPeriod', '345600'],
  ['ReceiveMessageWaitTimeSeconds', '0'],
  ['VisibilityTimeout', '30'],
  ['SqsManagedSseEnabled', 'true'],
]);

const FIFO_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ...DEFAULTS,
  ['FifoQueue', 'true'],
  ['ContentBasedDeduplication', 'false'],
  ['DeduplicationScope', 'queue'],
  ['FifoThroughputLimit', 'perQueue'],
]);

/** What a queue's attributes are where nothing was set. */
export function defaultsOf(queue: { name: string }) {
  return isFifo(queue) ? FIFO_DEFAULTS : DEFAULTS;
}

/** A number among a queue's attributes, or SQS's default for it. */
export function numberAttribute(queue: Queue, name: string): number {
  return Number(queue.attributes.get(name) ?? DEFAULTS.get(name) ?? 0);
}

/** What GetQueueAttributes can be asked for. */
export const QUEUE_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...FIFO_DEFAULTS.keys(),
  ...['Policy', 'RedrivePolicy', 'RedriveAllowPolicy'],
  ...['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds'],
  ...['QueueArn', 'CreatedTimestamp', 'LastModifiedTimestamp'],
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
]);

export const unknownAttribute = (name: string) =>
  new ServiceError('InvalidAttributeName', `Unknown Attribute ${name}.`);

/** @throws `InvalidAttributeName` for a name that is not among them */
export function checkAttributeNames(
  names: readonly string[],
  known: ReadonlySet<string>,
): void {
  const unknown = names.find(name => name !== 'All' && !known.has(name));
  if (unknown !== undefined) {
    throw unknownAttribute(unknown);
  }
}

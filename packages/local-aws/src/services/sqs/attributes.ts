import { Queue } from './state';

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

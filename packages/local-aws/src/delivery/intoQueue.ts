import { Arn } from '../accounts';
import { Platform } from '../calls/platform';
import { enqueue } from '../services/sqs/messages';
import { QUEUES } from '../services/sqs/state';
import { refusalOf } from '../wire/errors';
import { Invocation, Outcome } from './invocation';
import { checkDelivery } from './permissions';

/** A queue, as a target or a dead-letter configuration names it. */
interface NamedQueue {
  text: string;
  /** The same taken apart, where it is one. */
  arn: Arn | undefined;
  roleArn?: string;
}

/**
 * Puts a message into a queue as EventBridge, which the role or the queue's
 * policy has to allow.
 *
 * @returns why not, or `undefined` when it is there
 */
export function intoQueue(
  { text, arn, roleArn }: NamedQueue,
  message: Omit<Parameters<typeof enqueue>[2], 'senderId'>,
  invocation: Invocation,
  platform: Platform,
): Outcome {
  const { account = '', region = '', resource = '' } = arn ?? {};
  const queue = platform.accounts
    .table(QUEUES, { account, region })
    .get(resource);
  if (!queue) {
    return { code: 'NO_RESOURCE', message: `No queue ${text}` };
  }
  const failure = checkDelivery(
    roleArn,
    {
      action: 'sqs:SendMessage',
      resourceArn: text,
      resourceAccount: queue.account,
      resourcePolicy: queue.policy,
    },
    invocation,
    platform,
  );
  if (failure) {
    return failure;
  }
  const refusal = refusalOf(() =>
    enqueue(platform, queue, { ...message, senderId: 'events.amazonaws.com' }),
  );
  return refusal === undefined
    ? undefined
    : { code: 'INVALID_PARAMETER', message: refusal };
}

import { Platform } from '../calls/platform';
import { parseArn } from '../accounts';
import { enqueue } from '../services/sqs/messages';
import { MessageAttribute, QUEUES } from '../services/sqs/state';
import { eventText } from './event';
import { DeliveryFailure } from './failure';
import { Invocation } from './invocation';
import { checkDelivery } from './permissions';
import { Exhausted } from './retry';
import { refusalOf } from '../wire/errors';

/** How the tries of a delivery came to an end. */
export interface LastTry {
  failure: DeliveryFailure;
  exhausted: Exhausted | 'NonRetryableError';
  retries: number;
}

const text = (value: string): MessageAttribute => ({
  DataType: 'String',
  StringValue: value,
});

/**
 * The story of an undelivered event, as message attributes ("Using dead-letter
 * queues to process undelivered events").
 */
function story(
  { rule, target }: Invocation,
  { failure, exhausted, retries }: LastTry,
): Map<string, MessageAttribute> {
  return new Map([
    ['RULE_ARN', text(rule.arn)],
    ['TARGET_ARN', text(target.Arn ?? '')],
    ['ERROR_CODE', text(failure.code)],
    ['ERROR_MESSAGE', text(failure.message)],
    ['EXHAUSTED_RETRY_CONDITION', text(exhausted)],
    ['RETRY_ATTEMPTS', text(String(retries))],
  ]);
}

/**
 * Sends an undelivered event to a dead-letter queue: the event as body, the
 * story in the attributes.
 *
 * @returns why that failed too, or `undefined` when it is there.
 */
export function bury(
  invocation: Invocation,
  lastTry: LastTry,
  queueArn: string,
  platform: Platform,
): DeliveryFailure | undefined {
  const { account = '', region = '', resource = '' } = parseArn(queueArn) ?? {};
  const queue = platform.accounts
    .table(QUEUES, { account, region })
    .get(resource);
  if (!queue) {
    return { code: 'NO_RESOURCE', message: `No queue ${queueArn}` };
  }
  const refusal = checkDelivery(
    undefined,
    {
      action: 'sqs:SendMessage',
      resourceArn: queueArn,
      resourceAccount: queue.account,
      resourcePolicy: queue.policy,
    },
    invocation,
    platform,
  );
  if (refusal) {
    return refusal;
  }
  const message = refusalOf(() =>
    enqueue(platform, queue, {
      body: eventText(invocation.event.envelope),
      senderId: 'events.amazonaws.com',
      attributes: story(invocation, lastTry),
    }),
  );
  return message === undefined
    ? undefined
    : { code: 'INVALID_PARAMETER', message };
}

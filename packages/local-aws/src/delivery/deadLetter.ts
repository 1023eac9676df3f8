import { parseArn } from '../accounts';
import { Platform } from '../calls/platform';
import { MessageAttribute } from '../services/sqs/state';
import { eventText } from './event';
import { DeliveryFailure } from './failure';
import { intoQueue } from './intoQueue';
import { Invocation } from './invocation';
import { Exhausted } from './retry';

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
  const message = {
    body: eventText(invocation.event.envelope),
    attributes: story(invocation, lastTry),
  };
  const queue = { text: queueArn, arn: parseArn(queueArn) };
  return intoQueue(queue, message, invocation, platform);
}

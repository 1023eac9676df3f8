import type { Target } from '@aws-sdk/client-eventbridge';
import { MessageAttribute } from '../accounts';
import { NewMessage } from '../services/sqs/messages';
import { EventInTransit } from './event';
import { DeliveryFailure } from './failure';
import { DeliverySource } from './permissions';

const text = (value: string): MessageAttribute => ({
  DataType: 'String',
  StringValue: value,
});

/**
 * The message of an undelivered event: the event as body, the story in the
 * attributes ("Using dead-letter queues to process undelivered events").
 */
export function deadLetterMessage(
  { rule }: DeliverySource,
  target: Target,
  event: EventInTransit,
  failure: DeliveryFailure,
): NewMessage {
  return {
    body: JSON.stringify(event.envelope),
    senderId: 'events.amazonaws.com',
    attributes: new Map([
      ['RULE_ARN', text(rule.arn)],
      ['TARGET_ARN', text(target.Arn ?? '')],
      ['ERROR_CODE', text(failure.code)],
      ['ERROR_MESSAGE', text(failure.message)],
      ['EXHAUSTED_RETRY_CONDITION', text('NonRetryableError')],
      ['RETRY_ATTEMPTS', text('0')],
    ]),
  };
}

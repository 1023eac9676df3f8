import { randomUUID } from 'node:crypto';
import { Call } from '../../calls/operation';
import { postToEndpoint } from './endpoints';
import { confirmationJson } from './notification';
import { sendToQueue } from './queueEndpoint';
import { Subscription, Topic } from './state';

/**
 * Asks an endpoint that is not the subscriber's own whether it wants what a
 * topic sends. What does not get there is logged, and not tried again.
 */
export function askForConfirmation(
  topic: Topic,
  subscription: Subscription,
  call: Call,
): void {
  const id = randomUUID();
  const body = confirmationJson(topic, subscription, {
    id,
    at: call.clock.date(),
    url: call.url,
  });
  switch (subscription.protocol) {
    case 'sqs':
      sendToQueue(call, topic, subscription.endpoint, { body });
      break;
    case 'http':
    case 'https':
      postToEndpoint(
        { topic, subscription, messageId: id },
        body,
        'SubscriptionConfirmation',
        call,
      ).then(failure => {
        if (failure) {
          call.settings.logger.warn('An endpoint was not asked to confirm', {
            subscription: subscription.arn,
            reason: failure.reason,
          });
        }
      });
      break;
    default:
    // Nobody reads the mail that is not sent.
  }
}

import { Platform } from '../../calls/platform';
import { Dispatch, isRaw, Undelivered } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { wants } from './filterPolicy';
import { TopicMessage } from './message';
import { bodyFor, notificationJson } from './notification';
import { sendToQueue } from './queueEndpoint';
import { retryWaitMs } from './retry';
import { subscriptionsOf, Topic } from './state';

/** Sends a message to every subscription of a topic that wants it. */
export function fanOut(
  platform: Platform,
  topic: Topic,
  message: TopicMessage,
): void {
  const subscriptions = subscriptionsOf(platform.accounts, topic);
  for (const subscription of [...subscriptions.values()]) {
    const body = bodyFor(subscription, message);
    if (
      subscription.isConfirmed &&
      wants(subscription, { body, attributes: message.attributes })
    ) {
      attempt({ topic, subscription, message }, platform, 0);
    }
  }
}

function attempt(dispatch: Dispatch, platform: Platform, retries: number) {
  const endpoint = ENDPOINTS.get(dispatch.subscription.protocol);
  if (!endpoint) {
    return;
  }
  const outcome = endpoint(dispatch, platform);
  if (outcome instanceof Promise) {
    outcome
      .catch((error): Undelivered => ({ reason: `${error}` }))
      .then(failure => conclude(dispatch, platform, retries, failure));
  } else {
    conclude(dispatch, platform, retries, outcome);
  }
}

function conclude(
  dispatch: Dispatch,
  platform: Platform,
  retries: number,
  failure: Undelivered | undefined,
): void {
  if (!failure) {
    return;
  }
  const waitMs = failure.isPassing
    ? retryWaitMs(dispatch.subscription.protocol, retries)
    : undefined;
  if (waitMs === undefined) {
    giveUp(dispatch, platform, failure);
  } else {
    platform.clock.at(platform.clock.now() + waitMs, () =>
      attempt(dispatch, platform, retries + 1),
    );
  }
}

function deadLetterArn(redrivePolicy: string | undefined): string | undefined {
  const policy: unknown = redrivePolicy && JSON.parse(redrivePolicy);
  const arn = new Map<string, unknown>(Object.entries(Object(policy))).get(
    'deadLetterTargetArn',
  );
  return typeof arn === 'string' ? arn : undefined;
}

function giveUp(
  { topic, subscription, message }: Dispatch,
  platform: Platform,
  { reason }: Undelivered,
): void {
  const { logger } = platform.settings;
  const details = { subscription: subscription.arn, reason };
  logger.warn('A message did not reach a subscription', details);
  const arn = deadLetterArn(subscription.attributes.get('RedrivePolicy'));
  if (arn === undefined) {
    return;
  }
  // A dead-letter queue gets what the endpoint would have got.
  const failure = sendToQueue(
    platform,
    topic,
    arn,
    isRaw(subscription)
      ? { body: bodyFor(subscription, message), attributes: message.attributes }
      : { body: notificationJson(topic, subscription, message, platform.url) },
  );
  if (failure) {
    logger.warn('A message did not reach its dead-letter queue', {
      ...details,
      deadLetterQueue: arn,
      reason: failure.reason,
    });
  }
}

import { Underway } from '../../accounts';
import { Platform } from '../../calls/platform';
import { Dispatch, isRaw, Undelivered } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { wants } from './filterPolicy';
import { TopicMessage } from './message';
import { bodyFor, notificationJson } from './notification';
import { sendToQueue } from './queueEndpoint';
import { retryWaitMs } from './retry';
import { subscriptionsOf, Topic } from './state';
import { keepDispatch, unfinishedDispatches } from './unfinished';

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

/** Goes on with what an earlier process has not delivered. */
export function resumeFanOut(platform: Platform): void {
  for (const { dispatch, retries, underway } of unfinishedDispatches(
    platform,
  )) {
    attempt(dispatch, platform, retries, underway);
  }
}

function attempt(
  dispatch: Dispatch,
  platform: Platform,
  retries: number,
  underway?: Underway,
): void {
  const endpoint = ENDPOINTS.get(dispatch.subscription.protocol);
  if (!endpoint) {
    underway?.end();
    return;
  }
  const outcome = endpoint(dispatch, platform);
  if (outcome instanceof Promise) {
    const kept = underway ?? keepDispatch(platform, dispatch, retries);
    outcome
      .catch((error): Undelivered => ({ reason: `${error}` }))
      .then(failure => conclude(dispatch, platform, retries, failure, kept));
  } else {
    conclude(dispatch, platform, retries, outcome, underway);
  }
}

function conclude(
  dispatch: Dispatch,
  platform: Platform,
  retries: number,
  failure: Undelivered | undefined,
  underway: Underway | undefined,
): void {
  if (!failure) {
    underway?.end();
    return;
  }
  const waitMs = failure.isPassing
    ? retryWaitMs(dispatch.subscription.protocol, retries)
    : undefined;
  if (waitMs === undefined) {
    giveUp(dispatch, platform, failure);
    underway?.end();
  } else {
    const kept = keepDispatch(platform, dispatch, retries + 1);
    underway?.end();
    platform.clock.at(platform.clock.now() + waitMs, () =>
      attempt(dispatch, platform, retries + 1, kept),
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

import { faultOf } from '../../delivery/fault';
import { Dispatch, Endpoint, isRaw, Undelivered } from './endpoint';
import { bodyFor, lambdaEvent, notificationJson } from './notification';
import { sendToQueue, SNS_SERVICE } from './queueEndpoint';
import { invokeAs } from '../lambda/serviceInvocation';
import { postLocally } from '../localPost';
import { parseArn } from '../../accounts';

/** "Message attributes for raw message delivery": more are not delivered. */
const MAX_RAW_ATTRIBUTES = 10;
const HTTP_TIMEOUT_MS = 15_000;

const toQueue: Endpoint = ({ topic, subscription, message }, platform) => {
  const { endpoint } = subscription;
  const account = parseArn(endpoint)?.account ?? '';
  const fault = faultOf(platform, 'sqs', 'SendMessage', account);
  if (fault) {
    return { reason: fault.message, isPassing: fault.isPassing };
  }
  if (!isRaw(subscription)) {
    return sendToQueue(platform, topic, endpoint, {
      body: notificationJson(topic, subscription, message, platform.url),
    });
  }
  if (message.attributes.size > MAX_RAW_ATTRIBUTES) {
    return {
      reason: `A raw message can have up to ${MAX_RAW_ATTRIBUTES} attributes`,
    };
  }
  return sendToQueue(platform, topic, endpoint, {
    body: bodyFor(subscription, message),
    attributes: message.attributes,
  });
};

const toFunction: Endpoint = async (
  { topic, subscription, message },
  platform,
) => {
  const failure = await invokeAs(
    platform,
    { principal: SNS_SERVICE, sourceArn: topic.arn, account: topic.account },
    subscription.endpoint,
    lambdaEvent(topic, subscription, message, platform.url),
  );
  return failure && { reason: failure.message, isPassing: failure.isPassing };
};

/** Posts a text to a web endpoint as SNS does. */
export async function postToEndpoint(
  {
    topic,
    subscription,
    messageId,
  }: Omit<Dispatch, 'message'> & {
    messageId: string;
  },
  body: string,
  type: 'Notification' | 'SubscriptionConfirmation',
  platform: Parameters<Endpoint>[1],
): Promise<Undelivered | undefined> {
  const answer = await postLocally(platform, subscription.endpoint, {
    body,
    timeoutMs: HTTP_TIMEOUT_MS,
    headers: {
      'content-type': 'text/plain; charset=UTF-8',
      'user-agent': 'Amazon Simple Notification Service Agent',
      'x-amz-sns-message-type': type,
      'x-amz-sns-message-id': messageId,
      'x-amz-sns-topic-arn': topic.arn,
      'x-amz-sns-subscription-arn': subscription.arn,
      ...(isRaw(subscription) ? { 'x-amz-sns-rawdelivery': 'true' } : {}),
    },
  });
  if ('reason' in answer) {
    return { reason: answer.reason, isPassing: answer.isPassing };
  }
  const { status } = answer;
  if (status >= 200 && status < 300) {
    return undefined;
  }
  // "Amazon SNS considers HTTP status codes 100 to 101 and 500 to 599 as
  // retryable", and 429.
  return {
    reason: `The endpoint answered with status ${status}`,
    isPassing: status >= 500 || status === 429,
  };
}

const toWeb: Endpoint = ({ topic, subscription, message }, platform) =>
  postToEndpoint(
    { topic, subscription, messageId: message.id },
    isRaw(subscription)
      ? bodyFor(subscription, message)
      : notificationJson(topic, subscription, message, platform.url),
    'Notification',
    platform,
  );

/** The protocols that are really delivered to. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['sqs', toQueue],
  ['lambda', toFunction],
  ['http', toWeb],
  ['https', toWeb],
]);

import { serviceFault } from '../../delivery/fault';
import { Dispatch, Endpoint, isRaw, Undelivered } from './endpoint';
import { bodyFor, lambdaEvent, notificationJson } from './notification';
import { sendToQueue, SNS_SERVICE } from './queueEndpoint';
import { invokeAs } from '../lambda/serviceInvocation';
import { post } from '../post';
import { parseArn } from '../../accounts';

/** "Message attributes for raw message delivery": more are not delivered. */
const MAX_RAW_ATTRIBUTES = 10;
const HTTP_TIMEOUT_MS = 15_000;

const toQueue: Endpoint = ({ topic, subscription, message }, platform) => {
  const { endpoint } = subscription;
  const account = parseArn(endpoint)?.account ?? '';
  const fault = serviceFault(platform, 'sqs', 'SendMessage', account);
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

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** What is tried out here must not reach strangers whom a call names. */
function isLocal(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}

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
  if (!isLocal(subscription.endpoint)) {
    return {
      reason: `${subscription.endpoint} is not an address on this machine: local AWS sends notifications to no others`,
    };
  }
  const answer = await post(platform, subscription.endpoint, {
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
    if (answer.because === 'called off') {
      // It neither failed nor came through: what is kept goes on after a restart.
      return new Promise(() => {});
    }
    return { reason: answer.reason, isPassing: true };
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

import { randomBytes, randomUUID } from 'node:crypto';
import type {
  ConfirmSubscriptionInput,
  ConfirmSubscriptionResponse,
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse,
  SetSubscriptionAttributesInput,
  SubscribeInput,
  SubscribeResponse,
  UnsubscribeInput,
} from '@aws-sdk/client-sns';
import { parseArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { Checked } from '../../wire/model';
import { askForConfirmation } from './confirmation';
import { invalidParameter } from './errors';
import {
  findSubscription,
  findTopic,
  subscriptionAccess,
  topicAccess,
} from './find';
import { Subscription, subscriptionsOf, Topic } from './state';
import {
  shownSubscription,
  withSubscriptionAttributes,
} from './subscriptionAttributes';

const PENDING = 'pending confirmation';

/** Checks an endpoint against its protocol. @throws `InvalidParameter` */
function readEndpoint({ Protocol, Endpoint }: Checked<SubscribeInput>): string {
  const endpoint = Endpoint ?? '';
  const arn = parseArn(endpoint);
  switch (Protocol) {
    case 'sqs':
      if (arn?.service !== 'sqs') {
        throw invalidParameter('SQS endpoint ARN');
      }
      if (endpoint.endsWith('.fifo')) {
        throw invalidParameter(
          'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
        );
      }
      break;
    case 'lambda':
      if (arn?.service !== 'lambda' || !arn.resource.startsWith('function:')) {
        throw invalidParameter('Lambda endpoint ARN');
      }
      break;
    case 'http':
    case 'https':
      if (!endpoint.startsWith(`${Protocol}://`) || !URL.canParse(endpoint)) {
        throw invalidParameter('Endpoint must match the specified protocol');
      }
      break;
    case 'email':
    case 'email-json':
      if (!endpoint.includes('@')) {
        throw invalidParameter('Email address');
      }
      break;
    case 'sms':
    case 'application':
    case 'firehose':
      throw invalidParameter(
        `Protocol Reason: Local AWS does not deliver to ${Protocol}: take sqs, lambda, http, https or email`,
      );
    default:
      throw invalidParameter(
        `Amazon SNS does not support this protocol string: ${Protocol}`,
      );
  }
  return endpoint;
}

/** Queues and functions of who subscribes need not be asked. */
function isConfirmedAtOnce(protocol: string, endpoint: string, call: Call) {
  return (
    (protocol === 'sqs' || protocol === 'lambda') &&
    parseArn(endpoint)?.account === call.caller.account
  );
}

function newSubscription(
  topic: Topic,
  input: Checked<SubscribeInput>,
  call: Call,
): Subscription {
  const endpoint = readEndpoint(input);
  const id = randomUUID();
  const isConfirmed = isConfirmedAtOnce(input.Protocol, endpoint, call);
  return withSubscriptionAttributes(
    {
      id,
      arn: `${topic.arn}:${id}`,
      topicArn: topic.arn,
      owner: call.caller.account,
      protocol: input.Protocol,
      endpoint,
      attributes: new Map(),
      token: randomBytes(128).toString('hex'),
      isConfirmed,
      wasConfirmedBySignature: isConfirmed,
    },
    input.Attributes ?? {},
    name => invalidParameter(`Attributes Reason: Unknown attribute: ${name}`),
  );
}

const subscribe = operation<SubscribeInput, SubscribeResponse>({
  access: ({ TopicArn, Protocol, Endpoint }, call) =>
    topicAccess(call, 'Subscribe', TopicArn, {
      'sns:Protocol': Protocol,
      'sns:Endpoint': Endpoint,
    }),
  run: (input, call) => {
    const topic = findTopic(call, input.TopicArn);
    const subscriptions = subscriptionsOf(call.accounts, topic);
    const wanted = newSubscription(topic, input, call);
    const existing = [...subscriptions.values()].find(
      ({ protocol, endpoint }) =>
        protocol === wanted.protocol && endpoint === wanted.endpoint,
    );
    const differs =
      existing &&
      Object.keys(input.Attributes ?? {}).some(
        name => existing.attributes.get(name) !== wanted.attributes.get(name),
      );
    if (differs) {
      throw invalidParameter(
        'Attributes Reason: Subscription already exists with different attributes',
      );
    }
    const subscription = existing ?? wanted;
    if (!existing) {
      subscriptions.set(wanted.id, wanted);
    }
    if (!subscription.isConfirmed) {
      askForConfirmation(topic, subscription, call);
    }
    return {
      SubscriptionArn:
        subscription.isConfirmed || input.ReturnSubscriptionArn
          ? subscription.arn
          : PENDING,
    };
  },
});

const confirmSubscription = operation<
  ConfirmSubscriptionInput,
  ConfirmSubscriptionResponse
>({
  // Whoever has the token may: it was sent to the endpoint alone.
  access: ({ TopicArn }) => ({
    action: 'SNS:ConfirmSubscription',
    resourceArn: TopicArn,
  }),
  run: ({ TopicArn, Token, AuthenticateOnUnsubscribe }, call) => {
    const topic = findTopic(call, TopicArn);
    const subscriptions = subscriptionsOf(call.accounts, topic);
    const subscription = [...subscriptions.values()].find(
      ({ token }) => token === Token,
    );
    if (!subscription) {
      throw invalidParameter(
        /^[0-9a-f]{256}$/.test(Token) ? 'Token' : 'Invalid token',
      );
    }
    subscriptions.set(subscription.id, {
      ...subscription,
      isConfirmed: true,
      wasConfirmedBySignature: AuthenticateOnUnsubscribe === 'true',
    });
    return { SubscriptionArn: subscription.arn };
  },
});

const unsubscribe = operation<UnsubscribeInput, void>({
  access: ({ SubscriptionArn }, call) =>
    subscriptionAccess(call, 'Unsubscribe', SubscriptionArn),
  run: ({ SubscriptionArn }, call) => {
    const { topic, subscription } = findSubscription(call, SubscriptionArn);
    subscriptionsOf(call.accounts, topic).delete(subscription.id);
  },
});

const getSubscriptionAttributes = operation<
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse
>({
  access: ({ SubscriptionArn }, call) =>
    subscriptionAccess(call, 'GetSubscriptionAttributes', SubscriptionArn),
  run: ({ SubscriptionArn }, call) => ({
    Attributes: shownSubscription(
      findSubscription(call, SubscriptionArn).subscription,
    ),
  }),
});

const setSubscriptionAttributes = operation<
  SetSubscriptionAttributesInput,
  void
>({
  access: ({ SubscriptionArn }, call) =>
    subscriptionAccess(call, 'SetSubscriptionAttributes', SubscriptionArn),
  run: ({ SubscriptionArn, AttributeName, AttributeValue = '' }, call) => {
    const { topic, subscription } = findSubscription(call, SubscriptionArn);
    subscriptionsOf(call.accounts, topic).set(
      subscription.id,
      withSubscriptionAttributes(
        subscription,
        { [AttributeName]: AttributeValue },
        () => invalidParameter('AttributeName'),
      ),
    );
  },
});

export const subscriptionOperations: [string, Operation][] = [
  ['Subscribe', subscribe],
  ['ConfirmSubscription', confirmSubscription],
  ['Unsubscribe', unsubscribe],
  ['GetSubscriptionAttributes', getSubscriptionAttributes],
  ['SetSubscriptionAttributes', setSubscriptionAttributes],
];

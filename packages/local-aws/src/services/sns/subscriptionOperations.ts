import { randomBytes, randomUUID } from 'node:crypto';
import type {
  ConfirmSubscriptionInput,
  ConfirmSubscriptionResponse,
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse,
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse,
  ListSubscriptionsInput,
  ListSubscriptionsResponse,
  SetSubscriptionAttributesInput,
  SubscribeInput,
  SubscribeResponse,
  UnsubscribeInput,
} from '@aws-sdk/client-sns';
import { parseArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { Checked } from '../../wire/model';
import { takePage } from '../page';
import { askForConfirmation } from './confirmation';
import { invalidParameter } from './errors';
import {
  findSubscription,
  findTopic,
  subscriptionAccess,
  topicAccess,
} from './find';
import {
  Subscription,
  SUBSCRIPTIONS,
  subscriptionsOf,
  Topic,
  topicArn,
} from './state';
import {
  shownSubscription,
  withSubscriptionAttributes,
} from './subscriptionAttributes';

const PAGE = 100;
const PENDING = 'pending confirmation';
/** What lists say in the place of an ARN. */
const PENDING_IN_LISTS = 'PendingConfirmation';

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

function listed(subscriptions: Subscription[], token: string | undefined) {
  const page = takePage(subscriptions, ({ arn }) => arn, PAGE, token);
  if (!page) {
    throw invalidParameter('NextToken');
  }
  return {
    Subscriptions: page.items.map(subscription => ({
      SubscriptionArn: subscription.isConfirmed
        ? subscription.arn
        : PENDING_IN_LISTS,
      Owner: subscription.owner,
      Protocol: subscription.protocol,
      Endpoint: subscription.endpoint,
      TopicArn: subscription.topicArn,
    })),
    NextToken: page.nextToken,
  };
}

const listSubscriptions = operation<
  ListSubscriptionsInput,
  ListSubscriptionsResponse
>({
  access: (_, { caller }) => ({
    action: 'SNS:ListSubscriptions',
    resourceArn: topicArn(caller, '*'),
  }),
  run: ({ NextToken }, { accounts, caller }) => {
    // The caller's own, whoever has the topic.
    const own: Subscription[] = [];
    for (const { place, table } of accounts.tablesOf(SUBSCRIPTIONS)) {
      if (place.region === caller.region) {
        own.push(
          ...[...table.values()].filter(
            ({ owner }) => owner === caller.account,
          ),
        );
      }
    }
    return listed(own, NextToken);
  },
});

const listSubscriptionsByTopic = operation<
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse
>({
  access: ({ TopicArn }, call) =>
    topicAccess(call, 'ListSubscriptionsByTopic', TopicArn),
  run: ({ TopicArn, NextToken }, call) => {
    const topic = findTopic(call, TopicArn);
    return listed(
      [...subscriptionsOf(call.accounts, topic).values()],
      NextToken,
    );
  },
});

export const subscriptionOperations: [string, Operation][] = [
  ['Subscribe', subscribe],
  ['ConfirmSubscription', confirmSubscription],
  ['Unsubscribe', unsubscribe],
  ['GetSubscriptionAttributes', getSubscriptionAttributes],
  ['SetSubscriptionAttributes', setSubscriptionAttributes],
  ['ListSubscriptions', listSubscriptions],
  ['ListSubscriptionsByTopic', listSubscriptionsByTopic],
];

import type {
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse,
  ListSubscriptionsInput,
  ListSubscriptionsResponse,
} from '@aws-sdk/client-sns';
import { Operation, operation } from '../../calls/operation';
import { takePage } from '../page';
import { invalidParameter } from './errors';
import { findTopic, topicAccess } from './find';
import {
  Subscription,
  SUBSCRIPTIONS,
  subscriptionsOf,
  topicArn,
} from './state';

const PAGE = 100;

function listed(subscriptions: Subscription[], token: string | undefined) {
  const page = takePage(subscriptions, ({ arn }) => arn, PAGE, token);
  if (!page) {
    throw invalidParameter('NextToken');
  }
  return {
    Subscriptions: page.items.map(subscription => ({
      SubscriptionArn: subscription.isConfirmed
        ? subscription.arn
        : 'PendingConfirmation',
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

export const subscriptionLists: [string, Operation][] = [
  ['ListSubscriptions', listSubscriptions],
  ['ListSubscriptionsByTopic', listSubscriptionsByTopic],
];

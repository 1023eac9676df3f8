import type { DemoAccountIds, DemoAccountName } from '../accounts';
import type { DemoSubscription } from '../subscriptions';
import { busArn, ensureBus } from './buses';
import type { AccountClients } from './clients';
import { hubBusName } from './hub';
import type { Journal } from './journal';
import { ensureQueue, queueArn } from './queues';
import { ensureRole } from './roles';
import { ensureRule, ruleArn } from './rules';
import { managedTags } from './tags';

const fourDaysSeconds = 345_600;
const fourteenDaysSeconds = 1_209_600;

/**
 * Creates the bus of a subscribing account and the role in the hub account by
 * which hub rules forward to it.
 */
export async function ensureSubscriberBus(
  hub: AccountClients,
  subscriber: AccountClients,
  journal: Journal,
  account: { name: DemoAccountName; ids: DemoAccountIds; letsHubIn: boolean },
): Promise<void> {
  const { name, ids, letsHubIn } = account;
  const arn = busArn(subscriber, name);
  await ensureBus(subscriber, journal, {
    name,
    description: `Events for the services of account ${name}`,
    tags: managedTags,
    statements: letsHubIn
      ? [
          {
            Sid: 'busline-forward-from-hub',
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${ids.platform}:root` },
            Action: 'events:PutEvents',
            Resource: arn,
          },
        ]
      : [],
  });
  await ensureRole(hub, journal, {
    name: `busline-forward-to-${name}`,
    description: `Lets hub rules forward to the bus of account ${name}`,
    trustPolicy: policyText({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    policy: policyText({
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: arn,
    }),
    tags: managedTags,
  });
}

/**
 * Creates one subscription from its end to its beginning, so that no event is
 * ever forwarded to a place that is not ready for it.
 */
export async function ensureSubscription(
  hub: AccountClients,
  subscriber: AccountClients,
  journal: Journal,
  subscription: DemoSubscription,
): Promise<void> {
  const { account, hubRuleName, ruleName, queueName, consumer, flaw } =
    subscription;
  const tags = { ...managedTags, 'busline:component': consumer };
  const queueTags = flaw === 'untagged queue' ? {} : tags;
  const eventTypesOnly = {
    source: [subscription.source],
    'detail-type': subscription.detailTypes,
  };
  const filtered = subscription.detailFilter
    ? { ...eventTypesOnly, detail: subscription.detailFilter }
    : eventTypesOnly;
  const deadLetterName = `${queueName}-dlq`;
  const deadLetterArn =
    flaw === 'no dead-letter queue'
      ? undefined
      : queueArn(subscriber, deadLetterName);
  const feedingRule = ruleArn(subscriber, account, ruleName);

  if (deadLetterArn) {
    await ensureQueue(subscriber, journal, {
      name: deadLetterName,
      ruleArn: feedingRule,
      retentionSeconds: fourteenDaysSeconds,
      tags: queueTags,
    });
  }
  await ensureQueue(subscriber, journal, {
    name: queueName,
    ruleArn: feedingRule,
    ...(deadLetterArn
      ? { redrive: { deadLetterArn, maxReceiveCount: 5 } }
      : {}),
    retentionSeconds: fourDaysSeconds,
    tags: queueTags,
  });
  await ensureRule(subscriber, journal, {
    busName: account,
    name: ruleName,
    description: `Delivers to queue ${queueName}`,
    eventPattern: JSON.stringify(filtered),
    target: {
      id: queueName,
      arn: queueArn(subscriber, queueName),
      ...(deadLetterArn ? { deadLetterArn } : {}),
    },
    tags,
  });
  await ensureRule(hub, journal, {
    busName: hubBusName,
    name: hubRuleName,
    description: `Forwards to bus ${account} in account ${account}`,
    eventPattern: JSON.stringify(
      subscription.filtersAt === 'both buses' ? filtered : eventTypesOnly,
    ),
    target: {
      id: account,
      arn: busArn(subscriber, account),
      roleArn: `arn:aws:iam::${hub.accountId}:role/busline-forward-to-${account}`,
    },
    // Not the consumer's alone: the rule may feed other services of the account.
    tags: managedTags,
  });
}

function policyText(statement: Record<string, unknown>): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

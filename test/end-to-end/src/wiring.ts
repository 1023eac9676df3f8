import {
  EventBridgeClient,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { asRootOf } from './aws';
import { hub, notifications } from './platform';

/** Names of the queues of an account that begin so. */
export async function queuesOf(
  accountId: string,
  prefix: string,
): Promise<string[]> {
  const { QueueUrls = [] } = await new SQSClient(asRootOf(accountId)).send(
    new ListQueuesCommand({ QueueNamePrefix: prefix }),
  );
  return QueueUrls.map(url => url.slice(url.lastIndexOf('/') + 1))
    .filter(name => !name.endsWith('-dlq'))
    .sort();
}

/** All that a subscription of concierge-service could leave behind, by name. */
export async function wiring() {
  const hubEvents = new EventBridgeClient(asRootOf(hub));
  const consumerEvents = new EventBridgeClient(asRootOf(notifications));
  const [hubRules, consumerRules, roles, queues] = await Promise.all([
    hubEvents.send(new ListRulesCommand({ EventBusName: 'hub' })),
    consumerEvents.send(
      new ListRulesCommand({ EventBusName: 'notifications' }),
    ),
    new IAMClient(asRootOf(hub)).send(new ListRolesCommand({})),
    queuesOf(notifications, ''),
  ]);
  return {
    hubRules: hubRules.Rules?.map(rule => rule.Name),
    consumerRules: consumerRules.Rules?.map(rule => rule.Name),
    roles: roles.Roles?.map(({ RoleName }) => RoleName),
    queues,
  };
}

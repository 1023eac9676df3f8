import { ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { DELIVERY, HUB, rootOf } from './twoAccounts';

/** What exists in both accounts, as far as a subscription makes it. */
export async function inventory(endpoint: string) {
  return Promise.all(
    [HUB, DELIVERY].map(async account => {
      const { eventbridge, iam, sqs } = rootOf(account, endpoint);
      const [buses, roles, queues] = await Promise.all([
        eventbridge.send(new ListEventBusesCommand({})),
        iam.send(new ListRolesCommand({})),
        sqs.send(new ListQueuesCommand({})),
      ]);
      return {
        buses: buses.EventBuses?.map(({ Name, Policy }) => ({ Name, Policy })),
        roles: roles.Roles?.map(({ RoleName }) => RoleName),
        queues: queues.QueueUrls ?? [],
      };
    }),
  );
}

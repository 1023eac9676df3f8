import {
  EventBridgeClient,
  CreateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { SchemasClient } from '@aws-sdk/client-schemas';
import { SQSClient } from '@aws-sdk/client-sqs';
import { PolicyStatement } from '@busline/backstage-plugin-eventbridge-common';

export const HUB = '111111111111';
export const DELIVERY = '222222222222';
export const REGION = 'eu-west-1';

/** Clients that act as the root of an account of local AWS. */
export function rootOf(accountId: string, endpoint: string) {
  const options = {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: accountId, secretAccessKey: 'any' },
  };
  return {
    eventbridge: new EventBridgeClient(options),
    iam: new IAMClient(options),
    schemas: new SchemasClient(options),
    sqs: new SQSClient(options),
  };
}

const SCAN: PolicyStatement = {
  Effect: 'Allow',
  Action: [
    'events:Describe*',
    'events:List*',
    'schemas:Describe*',
    'schemas:List*',
    'iam:Get*',
    'iam:List*',
    'sqs:Get*',
    'sqs:List*',
  ],
  Resource: '*',
};

const APPLY: PolicyStatement = {
  Effect: 'Allow',
  Action: ['events:*', 'schemas:*', 'iam:*', 'sqs:*'],
  Resource: '*',
};

/** An event platform: a hub with its bus, and one account beside it. */
export async function createTwoAccounts(endpoint: string): Promise<void> {
  for (const accountId of [HUB, DELIVERY]) {
    const { iam } = rootOf(accountId, endpoint);
    for (const RoleName of ['busline-scan', 'busline-apply']) {
      await iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${HUB}:root` },
                Action: 'sts:AssumeRole',
              },
            ],
          }),
        }),
      );
    }
    await allow(endpoint, accountId, 'busline-scan', [SCAN]);
    await allow(endpoint, accountId, 'busline-apply', [APPLY]);
  }
  await rootOf(HUB, endpoint).eventbridge.send(
    new CreateEventBusCommand({ Name: 'hub' }),
  );
}

/** Replaces what a role of Busline may do. */
export async function allow(
  endpoint: string,
  accountId: string,
  RoleName: 'busline-scan' | 'busline-apply',
  statements: PolicyStatement[],
): Promise<void> {
  await rootOf(accountId, endpoint).iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'all',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: statements,
      }),
    }),
  );
}

/** Lets a role do all it usually may, except for some actions. */
export async function deny(
  endpoint: string,
  accountId: string,
  role: 'busline-scan' | 'busline-apply',
  actions: string[],
): Promise<void> {
  await allow(endpoint, accountId, role, [
    role === 'busline-scan' ? SCAN : APPLY,
    ...(actions.length > 0
      ? [{ Effect: 'Deny' as const, Action: actions, Resource: '*' }]
      : []),
  ]);
}

import { ManagedPolicy } from './state';
import { readPolicy } from './documents';

/** When AWS published them is not told here: any day before all others. */
const LONG_AGO = new Date(0);

const anyResource = (...Action: string[]) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
});

/** Roles that EventBridge and its sisters may be given. */
const passTo = (...services: string[]) => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource: 'arn:aws:iam::*:role/*',
  Condition: { StringEquals: { 'iam:PassedToService': services } },
});

/**
 * What AWS's own managed policies allow, as far as this platform has the
 * services ("AWS managed policies for Amazon EventBridge" and others). AWS's
 * documents say more, about services that are not here.
 */
const STATEMENTS: Record<string, object[]> = {
  AdministratorAccess: [anyResource('*')],
  ReadOnlyAccess: [
    anyResource(
      'cloudwatch:Describe*',
      'cloudwatch:Get*',
      'cloudwatch:List*',
      'events:Describe*',
      'events:List*',
      'events:TestEventPattern',
      'iam:Get*',
      'iam:List*',
      'iam:Simulate*',
      'lambda:Get*',
      'lambda:List*',
      'logs:Describe*',
      'logs:FilterLogEvents',
      'logs:Get*',
      'logs:List*',
      'schemas:Describe*',
      'schemas:Get*',
      'schemas:List*',
      'schemas:Search*',
      'sns:Check*',
      'sns:Get*',
      'sns:List*',
      'sqs:Get*',
      'sqs:List*',
      'sqs:Receive*',
      'sts:GetAccessKeyInfo',
      'sts:GetCallerIdentity',
      'sts:GetSessionToken',
      'tag:Get*',
    ),
  ],
  AmazonEventBridgeFullAccess: [
    anyResource('events:*', 'schemas:*', 'scheduler:*', 'pipes:*'),
    passTo(
      'events.amazonaws.com',
      'scheduler.amazonaws.com',
      'pipes.amazonaws.com',
    ),
  ],
  AmazonEventBridgeReadOnlyAccess: [
    anyResource(
      'events:Describe*',
      'events:List*',
      'events:TestEventPattern',
      'schemas:Describe*',
      'schemas:ExportSchema',
      'schemas:GetCodeBindingSource',
      'schemas:GetDiscoveredSchema',
      'schemas:GetResourcePolicy',
      'schemas:List*',
      'schemas:SearchSchemas',
      'scheduler:Get*',
      'scheduler:List*',
      'pipes:Describe*',
      'pipes:List*',
    ),
  ],
  AmazonSQSFullAccess: [anyResource('sqs:*')],
};

/** AWS gives no ids of its own policies in its guides; these are of this platform. */
function idOf(name: string): string {
  const letters = name.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return `ANPA${letters.padEnd(17, 'A').slice(0, 17)}`;
}

function managedPolicy(name: string, statements: object[]): ManagedPolicy {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: statements,
  });
  return {
    name,
    id: idOf(name),
    arn: `arn:aws:iam::aws:policy/${name}`,
    path: '/',
    versions: new Map([
      ['v1', { document: readPolicy(text, 'identity'), createdAt: LONG_AGO }],
    ]),
    defaultVersionId: 'v1',
    lastVersion: 1,
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
    tags: new Map(),
  };
}

/** AWS's managed policies that this platform knows, by ARN. */
export const AWS_MANAGED: ReadonlyMap<string, ManagedPolicy> = new Map(
  Object.entries(STATEMENTS).map(([name, statements]) => {
    const policy = managedPolicy(name, statements);
    return [policy.arn, policy];
  }),
);

import { PolicyDocument } from '../../accounts';
import { MalformedPolicyError, parsePolicy } from '../../policies';
import { invalidParameter } from './errors';

const OWNER_ACTIONS = [
  ...['GetTopicAttributes', 'SetTopicAttributes', 'AddPermission'],
  ...['RemovePermission', 'DeleteTopic', 'Subscribe'],
  ...['ListSubscriptionsByTopic', 'Publish'],
].map(name => `SNS:${name}`);

/** Reads a topic's policy. @throws `InvalidParameter` with every problem */
export function readTopicPolicy(text: string): PolicyDocument {
  try {
    const policy = parsePolicy(text, 'resource');
    if (
      policy.statements.some(({ actions }) =>
        actions.some(action => !/^(\*|sns:.*)$/i.test(action)),
      )
    ) {
      throw invalidParameter('Policy statement action out of service scope!');
    }
    return { text, policy };
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw invalidParameter(`Policy Error: ${error.message}`);
    }
    throw error;
  }
}

/** The policy that SNS gives a topic: its account's principals may use it. */
export function defaultTopicPolicy(
  arn: string,
  account: string,
): PolicyDocument {
  return readTopicPolicy(
    JSON.stringify({
      Version: '2008-10-17',
      Id: '__default_policy_ID',
      Statement: [
        {
          Sid: '__default_statement_ID',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: OWNER_ACTIONS,
          Resource: arn,
          Condition: { StringEquals: { 'AWS:SourceOwner': account } },
        },
      ],
    }),
  );
}

/** A policy as it was written, for changes to single statements. */
function written(policy: PolicyDocument): {
  Statement: { Sid?: string }[];
  [element: string]: unknown;
} {
  const { Statement = [], ...rest } = JSON.parse(policy.text);
  return { ...rest, Statement: [Statement].flat() };
}

/** A policy with one more statement. @throws `InvalidParameter` */
export function withStatement(
  policy: PolicyDocument,
  statement: { Sid: string; [element: string]: unknown },
): PolicyDocument {
  const { Statement, ...rest } = written(policy);
  if (Statement.some(({ Sid }) => Sid === statement.Sid)) {
    throw invalidParameter('Statement already exists');
  }
  return readTopicPolicy(
    JSON.stringify({ ...rest, Statement: [...Statement, statement] }),
  );
}

/** A policy without the statements of a label. */
export function withoutStatement(
  policy: PolicyDocument,
  label: string,
): PolicyDocument {
  const { Statement, ...rest } = written(policy);
  const kept = Statement.filter(({ Sid }) => Sid !== label);
  return kept.length === Statement.length
    ? policy
    : readTopicPolicy(JSON.stringify({ ...rest, Statement: kept }));
}

import {
  AttachedPolicy,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {
  PolicyDocument,
  RoleSnapshot,
} from '@busline/backstage-plugin-eventbridge-common';
import { isAccessDenied, isNotFound } from '../aws/awsErrors';
import { allPages } from '../aws/paginate';
import { parseEncodedPolicy } from '../aws/policyText';
import { tagRecord } from '../aws/tagList';
import { AccountReader } from './AccountReader';

/**
 * The roles that targets use. A role that does not exist is left out: that it
 * is missing is a fact, and the topology says so.
 */
export async function readRoles(
  reader: AccountReader,
  roleArns: string[],
  lastKnown: RoleSnapshot[],
): Promise<RoleSnapshot[]> {
  const roles = await Promise.all(
    roleArns.map(arn =>
      readRole(
        reader,
        arn,
        lastKnown.find(role => role.arn === arn),
      ),
    ),
  );
  return roles
    .filter(role => role !== undefined)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

async function readRole(
  reader: AccountReader,
  arn: string,
  last: RoleSnapshot | undefined,
): Promise<RoleSnapshot | undefined> {
  // A role's ARN contains its path; the API wants the name alone.
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const role = await reader.part(
    { operation: 'iam:GetRole', subject: arn },
    async () => {
      try {
        const { Role } = await reader.clients.iam.send(
          new GetRoleCommand({ RoleName: name }),
          { abortSignal: reader.signal },
        );
        return Role ?? ('no such role' as const);
      } catch (error) {
        if (isNotFound(error)) {
          return 'no such role' as const;
        }
        throw error;
      }
    },
    undefined,
  );
  if (role === 'no such role') {
    return undefined;
  }
  if (!role) {
    return last;
  }
  const inlinePolicies = await readInlinePolicies(reader, arn, name, last);
  const attachedPolicyArns = await readAttachedPolicies(
    reader,
    arn,
    name,
    inlinePolicies,
    last,
  );
  return {
    name,
    arn: role.Arn ?? arn,
    trustPolicy: parseEncodedPolicy(
      role.AssumeRolePolicyDocument ?? '{"Statement":[]}',
    ),
    inlinePolicies,
    ...(attachedPolicyArns?.length && { attachedPolicyArns }),
    tags: tagRecord(role.Tags),
  };
}

/**
 * Which managed policies a role has. Of a role with inline policies this is
 * only good to know, so it is then no gap in the scan if AWS refuses it.
 */
async function readAttachedPolicies(
  reader: AccountReader,
  arn: string,
  roleName: string,
  inlinePolicies: Record<string, PolicyDocument>,
  last: RoleSnapshot | undefined,
): Promise<string[] | undefined> {
  const read = () =>
    allPages<AttachedPolicy>(async token => {
      const page = await reader.clients.iam.send(
        new ListAttachedRolePoliciesCommand({
          RoleName: roleName,
          Marker: token,
        }),
        { abortSignal: reader.signal },
      );
      return { items: page.AttachedPolicies, next: page.Marker };
    });
  const isNeeded = Object.keys(inlinePolicies).length === 0;
  const policies = await reader.part(
    { operation: 'iam:ListAttachedRolePolicies', subject: arn },
    async () => {
      try {
        return await read();
      } catch (error) {
        if (isAccessDenied(error) && !isNeeded) {
          return undefined;
        }
        throw error;
      }
    },
    undefined,
  );
  return policies
    ? policies.map(({ PolicyArn = '' }) => PolicyArn).sort()
    : last?.attachedPolicyArns;
}

async function readInlinePolicies(
  reader: AccountReader,
  arn: string,
  roleName: string,
  last: RoleSnapshot | undefined,
): Promise<Record<string, PolicyDocument>> {
  const names = await reader.part(
    { operation: 'iam:ListRolePolicies', subject: arn },
    () =>
      allPages<string>(async token => {
        const page = await reader.clients.iam.send(
          new ListRolePoliciesCommand({ RoleName: roleName, Marker: token }),
          { abortSignal: reader.signal },
        );
        return { items: page.PolicyNames, next: page.Marker };
      }),
    undefined,
  );
  if (!names) {
    return last?.inlinePolicies ?? {};
  }
  const documents = await Promise.all(
    names.sort().map(async policyName => {
      const document = await reader.part(
        { operation: 'iam:GetRolePolicy', subject: `${policyName} of ${arn}` },
        async () => {
          const { PolicyDocument: text } = await reader.clients.iam.send(
            new GetRolePolicyCommand({
              RoleName: roleName,
              PolicyName: policyName,
            }),
            { abortSignal: reader.signal },
          );
          return parseEncodedPolicy(text ?? '{"Statement":[]}');
        },
        last?.inlinePolicies[policyName],
      );
      return document ? [[policyName, document] as const] : [];
    }),
  );
  return Object.fromEntries(documents.flat());
}

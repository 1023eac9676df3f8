import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  Role,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  DesiredResource,
  isSameStatement,
  PolicyDocument,
} from '@busline/backstage-plugin-eventbridge-common';
import { isNotFound } from '../aws/awsErrors';
import { parseEncodedPolicy } from '../aws/policyText';
import { tagList, tagRecord } from '../aws/tagList';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';
import { isEmpty, missingTags, tagsToRestore } from './tags';

type DesiredRole = DesiredResource & { kind: 'role' };

/**
 * Makes sure that a role exists with its trust policy and the inline policies
 * Busline owns. Other policies on the role are left alone.
 */
export async function ensureRole(
  context: StepContext,
  desired: DesiredRole,
): Promise<StepOutcome> {
  const existing = await getRole(context, desired.name);
  let outcome: StepOutcome;
  if (!existing) {
    await createRole(context, desired);
    outcome = 'created';
  } else {
    const hasChanged = await ensureTrust(context, desired, existing);
    const isTagged = await ensureRoleTags(context, desired, existing);
    outcome = hasChanged || isTagged ? 'changed' : 'kept';
  }
  for (const [policyName, document] of Object.entries(desired.inlinePolicies)) {
    const written = await ensureInlinePolicy(
      context,
      desired.name,
      policyName,
      document,
    );
    if (written && outcome === 'kept') {
      outcome = 'changed';
    }
  }
  return outcome;
}

async function getRole(
  { clients, signal }: StepContext,
  name: string,
): Promise<Role | undefined> {
  try {
    const { Role: role } = await clients.iam.send(
      new GetRoleCommand({ RoleName: name }),
      { abortSignal: signal },
    );
    return role;
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

async function createRole(
  context: StepContext,
  desired: DesiredRole,
): Promise<void> {
  const { clients, change, journal } = context;
  await journal.change({
    done: `Created ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.iam.send(
        new CreateRoleCommand({
          RoleName: desired.name,
          Description: desired.description,
          AssumeRolePolicyDocument: JSON.stringify(desired.trustPolicy),
          Tags: tagList(desired.tags),
        }),
      ),
    undone: `Deleted ${change.title}`,
    undo: () =>
      clients.iam.send(new DeleteRoleCommand({ RoleName: desired.name })),
  });
  await readBack(
    context,
    async () => (await getRole(context, desired.name)) !== undefined,
  );
}

async function ensureTrust(
  context: StepContext,
  desired: DesiredRole,
  existing: Role,
): Promise<boolean> {
  const { clients, change, journal } = context;
  const before = existing.AssumeRolePolicyDocument ?? '';
  if (before && isSamePolicy(parseEncodedPolicy(before), desired.trustPolicy)) {
    return false;
  }
  const write = (text: string) =>
    clients.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: desired.name,
        PolicyDocument: text,
      }),
    );
  await journal.change({
    done: `Changed who may assume ${change.title}`,
    arn: change.arn,
    change: () => write(JSON.stringify(desired.trustPolicy)),
    undone: `Restored who may assume ${change.title}`,
    undo: () => write(decodeURIComponent(before)),
  });
  return true;
}

async function ensureRoleTags(
  { clients, change, journal }: StepContext,
  desired: DesiredRole,
  existing: Role,
): Promise<boolean> {
  const before = tagRecord(existing.Tags);
  const missing = missingTags(before, desired.tags);
  if (isEmpty(missing)) {
    return false;
  }
  const RoleName = desired.name;
  await journal.change({
    done: `Tagged ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.iam.send(
        new TagRoleCommand({ RoleName, Tags: tagList(missing) }),
      ),
    undone: `Restored the tags of ${change.title}`,
    undo: async () => {
      const { set, remove } = tagsToRestore(before, missing);
      if (!isEmpty(set)) {
        await clients.iam.send(
          new TagRoleCommand({ RoleName, Tags: tagList(set) }),
        );
      }
      if (remove.length > 0) {
        await clients.iam.send(
          new UntagRoleCommand({ RoleName, TagKeys: remove }),
        );
      }
    },
  });
  return true;
}

async function ensureInlinePolicy(
  context: StepContext,
  RoleName: string,
  PolicyName: string,
  document: PolicyDocument,
): Promise<boolean> {
  const { clients, change, journal, signal } = context;
  const read = async (): Promise<PolicyDocument | undefined> => {
    try {
      const { PolicyDocument: text } = await clients.iam.send(
        new GetRolePolicyCommand({ RoleName, PolicyName }),
        { abortSignal: signal },
      );
      return text ? parseEncodedPolicy(text) : undefined;
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  };
  const write = (policy: PolicyDocument) =>
    clients.iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName,
        PolicyDocument: JSON.stringify(policy),
      }),
    );

  const before = await read();
  if (before && isSamePolicy(before, document)) {
    return false;
  }
  await journal.change({
    done: `${before ? 'Changed' : 'Added'} policy ${PolicyName} of ${
      change.title
    }`,
    arn: change.arn,
    change: () => write(document),
    undone: `${before ? 'Restored' : 'Removed'} policy ${PolicyName} of ${
      change.title
    }`,
    undo: (): Promise<unknown> =>
      before
        ? write(before)
        : clients.iam.send(
            new DeleteRolePolicyCommand({ RoleName, PolicyName }),
          ),
  });
  await readBack(context, async () => {
    const written = await read();
    return written !== undefined && isSamePolicy(written, document);
  });
  return true;
}

function isSamePolicy(one: PolicyDocument, other: PolicyDocument): boolean {
  return (
    one.Statement.length === other.Statement.length &&
    one.Statement.every((statement, index) =>
      isSameStatement(statement, other.Statement[index]),
    )
  );
}

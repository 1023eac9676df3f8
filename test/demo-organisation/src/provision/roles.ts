import {
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  NoSuchEntityException,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Role } from '@aws-sdk/client-iam';
import type { AccountClients } from './clients';
import { effectOf } from './journal';
import type { Journal } from './journal';
import { isSameJson } from './json';
import { isTagMissing, tagList, tagsOf } from './tags';
import type { Tags } from './tags';

/** A role with one inline policy, named like the role. */
export interface WantedRole {
  name: string;
  description: string;
  /** JSON text of the trust policy. */
  trustPolicy: string;
  /** JSON text of the inline policy. */
  policy: string;
  tags: Tags;
}

/** Makes the role what is wanted and returns its ARN. */
export async function ensureRole(
  clients: AccountClients,
  journal: Journal,
  wanted: WantedRole,
): Promise<string> {
  const { iam, accountId } = clients;
  const RoleName = wanted.name;
  const role = await findRole(clients, RoleName);
  let changed = false;

  if (!role) {
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        Description: wanted.description,
        AssumeRolePolicyDocument: wanted.trustPolicy,
        Tags: tagList(wanted.tags),
      }),
    );
  } else {
    if (!isSamePolicy(role.AssumeRolePolicyDocument, wanted.trustPolicy)) {
      await iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName,
          PolicyDocument: wanted.trustPolicy,
        }),
      );
      changed = true;
    }
    if (isTagMissing(wanted.tags, tagsOf(role.Tags))) {
      await iam.send(
        new TagRoleCommand({ RoleName, Tags: tagList(wanted.tags) }),
      );
      changed = true;
    }
  }

  const policy = role && (await findInlinePolicy(clients, RoleName));
  if (!isSamePolicy(policy, wanted.policy)) {
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: RoleName,
        PolicyDocument: wanted.policy,
      }),
    );
    changed = true;
  }
  journal.record(accountId, `role ${RoleName}`, effectOf(!!role, changed));
  return `arn:aws:iam::${accountId}:role/${RoleName}`;
}

async function findRole(
  { iam }: AccountClients,
  RoleName: string,
): Promise<Role | undefined> {
  try {
    return (await iam.send(new GetRoleCommand({ RoleName }))).Role;
  } catch (error) {
    if (error instanceof NoSuchEntityException) {
      return undefined;
    }
    throw error;
  }
}

async function findInlinePolicy(
  { iam }: AccountClients,
  RoleName: string,
): Promise<string | undefined> {
  try {
    const answer = await iam.send(
      new GetRolePolicyCommand({ RoleName, PolicyName: RoleName }),
    );
    return answer.PolicyDocument;
  } catch (error) {
    if (error instanceof NoSuchEntityException) {
      return undefined;
    }
    throw error;
  }
}

/** IAM returns policy documents URL-encoded ("GetRole", IAM API reference). */
function isSamePolicy(observed: string | undefined, wanted: string): boolean {
  return (
    observed !== undefined && isSameJson(decodeURIComponent(observed), wanted)
  );
}

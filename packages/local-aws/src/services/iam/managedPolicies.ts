import { Accounts, PolicyDocument } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { AWS_MANAGED } from './awsManaged';
import { noSuchEntity } from './checks';
import { ManagedPolicy, POLICIES, ROLES, USERS } from './state';

/** Finds a managed policy by its ARN: AWS's own, or an account's. */
export function findManagedPolicy(
  accounts: Accounts,
  arn: string,
): ManagedPolicy | undefined {
  const account = arn.split(':')[4] ?? '';
  return /^\d{12}$/.test(account)
    ? accounts.table(POLICIES, { account }).get(arn)
    : AWS_MANAGED.get(arn);
}

/** The document of a managed policy that counts. */
export function defaultDocument(policy: ManagedPolicy): PolicyDocument {
  const version = policy.versions.get(policy.defaultVersionId);
  if (!version) {
    throw new Error(`Policy ${policy.arn} is without its default version`);
  }
  return version.document;
}

/** A managed policy that the caller's account can use, as yet unchecked. */
function usablePolicy(
  { accounts, caller }: Call,
  arn: string,
): ManagedPolicy | undefined {
  const owner = arn.split(':')[4];
  return owner === caller.account || owner === 'aws'
    ? findManagedPolicy(accounts, arn)
    : undefined;
}

function checkArn(arn: string): void {
  if (!/^arn:aws[\w-]*:iam::(\d{12}|aws):policy\/.+$/.test(arn)) {
    throw new ServiceError('ValidationError', `ARN ${arn} is not valid.`);
  }
}

/** A managed policy to look at. @throws `NoSuchEntity` */
export function getManagedPolicy(call: Call, arn: string): ManagedPolicy {
  checkArn(arn);
  const policy = usablePolicy(call, arn);
  if (!policy) {
    throw noSuchEntity(`Policy ${arn} was not found.`);
  }
  return policy;
}

/** A managed policy to change: AWS's own cannot be. */
export function getOwnPolicy(call: Call, arn: string): ManagedPolicy {
  const policy = getManagedPolicy(call, arn);
  if (AWS_MANAGED.has(arn)) {
    throw new ServiceError(
      'AccessDenied',
      `Policy ${arn} is managed by AWS and cannot be changed.`,
    );
  }
  return policy;
}

/** Makes sure that a policy can be attached. @throws `NoSuchEntity` */
export function checkAttachable(call: Call, arn: string): void {
  checkArn(arn);
  if (!usablePolicy(call, arn)) {
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  }
}

/** Makes sure that a policy can be a permissions boundary. */
export function checkBoundary(call: Call, arn: string | undefined): void {
  if (arn !== undefined) {
    checkArn(arn);
    if (!usablePolicy(call, arn)) {
      throw noSuchEntity(
        `Scope ARN: ${arn} does not exist or is not attachable.`,
      );
    }
  }
}

/** Sets a changed policy in the place of what it was. */
export function changePolicy(
  { accounts, caller }: Call,
  policy: ManagedPolicy,
  change: Partial<ManagedPolicy>,
): void {
  accounts.table(POLICIES, caller).set(policy.arn, { ...policy, ...change });
}

/** Access to a managed policy by ARN, whether or not it is there. */
export function policyAccess(action: string) {
  return ({ PolicyArn }: { PolicyArn: string }): Access => ({
    action: `iam:${action}`,
    resourceArn: PolicyArn,
  });
}

/** The users and roles of an account that a policy is attached to or bounds. */
export function policyUsage({ accounts, caller }: Call, arn: string) {
  const roles = [...accounts.table(ROLES, caller).values()];
  const users = [...accounts.table(USERS, caller).values()];
  return {
    attachedRoles: roles.filter(role => role.attachedPolicies.has(arn)),
    attachedUsers: users.filter(user => user.attachedPolicies.has(arn)),
    boundedRoles: roles.filter(role => role.permissionsBoundary === arn),
    boundedUsers: users.filter(user => user.permissionsBoundary === arn),
  };
}

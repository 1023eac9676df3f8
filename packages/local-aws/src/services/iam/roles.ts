import { randomBytes } from 'node:crypto';
import type { Role as RoleShape } from '@aws-sdk/client-iam';
import { PolicyDocument, roleArn } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import {
  isPrincipalName,
  MalformedPolicyError,
  parsePolicy,
} from '../../policies';
import { ServiceError } from '../../wire/errors';
import { tagList } from '../tags';
import { Role, ROLES } from './state';

/** The role of this name in the caller's account. @throws `NoSuchEntity` */
export function getRole({ accounts, caller }: Call, name: string): Role {
  const role = accounts.table(ROLES, caller).get(name);
  if (!role) {
    throw new ServiceError(
      'NoSuchEntityException',
      `The role with name ${name} cannot be found.`,
    );
  }
  return role;
}

/** Sets a changed role in the place of what it was. */
export function changeRole(
  { accounts, caller }: Call,
  role: Role,
  change: Partial<Role>,
): void {
  accounts.table(ROLES, caller).set(role.name, { ...role, ...change });
}

/** Access to a role by name, whether or not it is there. */
export function roleAccess(action: string) {
  return (input: { RoleName: string }, { accounts, caller }: Call): Access => ({
    action: `iam:${action}`,
    resourceArn:
      accounts.table(ROLES, caller).get(input.RoleName)?.arn ??
      roleArn(caller.account, '/', input.RoleName),
  });
}

/** Reads a policy for a role. @throws `MalformedPolicyDocument` */
export function readRolePolicy(
  text: string,
  kind: 'identity' | 'trust',
): PolicyDocument {
  try {
    const policy = parsePolicy(text, kind);
    for (const { principal } of policy.statements) {
      const names = principal?.kind === 'listed' ? principal.aws : [];
      const invalid = names.find(name => !isPrincipalName(name));
      if (invalid !== undefined) {
        throw new MalformedPolicyError([
          `Invalid principal in policy: "AWS":"${invalid}"`,
        ]);
      }
    }
    return { text, policy };
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw new ServiceError('MalformedPolicyDocumentException', error.message);
    }
    throw error;
  }
}

/** A role's unique id: `AROA` and 17 characters. */
export function newRoleId(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `AROA${[...randomBytes(17)].map(b => alphabet[b % 32]).join('')}`;
}

/** IAM gives policy documents URL-encoded. */
export function encodedDocument({ text }: PolicyDocument): string {
  return encodeURIComponent(text);
}

/** A role as IAM describes it. */
export function describeRole(role: Role): RoleShape {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodedDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    Tags: role.tags.size > 0 ? tagList(role.tags) : undefined,
  };
}

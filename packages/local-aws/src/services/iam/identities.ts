import { TableKind } from '../../accounts';
import { resourceTagKeys } from '../../calls/context';
import { Access, Call } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { IDENTITY_NAME, checkName, noSuchEntity } from './checks';
import { Identity, Role, ROLES, User, USERS } from './state';

/** A kind of identity, and where its members are. */
export interface IdentityKind<Value extends Identity> {
  readonly noun: 'role' | 'user';
  readonly table: TableKind<Value>;
}

export const ROLE: IdentityKind<Role> = { noun: 'role', table: ROLES };
export const USER: IdentityKind<User> = { noun: 'user', table: USERS };

/** ARN of a user or role. */
export function identityArn(
  { noun }: { noun: string },
  account: string,
  path: string,
  name: string,
): string {
  return `arn:aws:iam::${account}:${noun}${path}${name}`;
}

/** The user or role of this name in the caller's account. @throws `NoSuchEntity` */
export function getIdentity<Value extends Identity>(
  { noun, table }: IdentityKind<Value>,
  { accounts, caller }: Call,
  name: string,
): Value {
  const identity = accounts.table(table, caller).get(name);
  if (!identity) {
    throw noSuchEntity(`The ${noun} with name ${name} cannot be found.`);
  }
  return identity;
}

/** Adds a user or role whose name is free. @throws `EntityAlreadyExists` */
export function addIdentity<Value extends Identity>(
  { noun, table }: IdentityKind<Value>,
  { accounts, caller }: Call,
  identity: Value,
): void {
  checkName(`${noun}Name`, identity.name, IDENTITY_NAME);
  const identities = accounts.table(table, caller);
  // Names are unique whatever their case.
  const lower = identity.name.toLowerCase();
  if ([...identities.keys()].some(name => name.toLowerCase() === lower)) {
    const title = noun === 'role' ? 'Role' : 'User';
    throw new ServiceError(
      'EntityAlreadyExistsException',
      `${title} with name ${identity.name} already exists.`,
    );
  }
  identities.set(identity.name, identity);
}

/** Sets a changed user or role in the place of what it was. */
export function changeIdentity<Value extends Identity>(
  { table }: IdentityKind<Value>,
  { accounts, caller }: Call,
  identity: Value,
  change: Partial<Value>,
): void {
  accounts.table(table, caller).set(identity.name, { ...identity, ...change });
}

/** Deletes a user or role that no policy hangs on. @throws `DeleteConflict` */
export function deleteIdentity<Value extends Identity>(
  { table }: IdentityKind<Value>,
  { accounts, caller }: Call,
  identity: Value,
): void {
  const conflict = (what: string) =>
    new ServiceError(
      'DeleteConflictException',
      `Cannot delete entity, must ${what} first.`,
    );
  if (identity.attachedPolicies.size > 0) {
    throw conflict('detach all policies');
  }
  if (identity.policies.size > 0) {
    throw conflict('delete policies');
  }
  accounts.table(table, caller).delete(identity.name);
}

/** Access to an identity by name, whether or not it is there. */
export function identityAccess<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  action: string,
  name: string,
): Access {
  const identity = call.accounts.table(kind.table, call.caller).get(name);
  return {
    action: `iam:${action}`,
    resourceArn:
      identity?.arn ?? identityArn(kind, call.caller.account, '/', name),
    context: {
      'iam:PermissionsBoundary': identity?.permissionsBoundary,
      ...resourceTagKeys(identity?.tags, 'iam:ResourceTag'),
      ...resourceTagKeys(identity?.tags),
    },
  };
}

export function roleAccess(action: string) {
  return ({ RoleName }: { RoleName: string }, call: Call): Access =>
    identityAccess(ROLE, call, action, RoleName);
}

export function userAccess(action: string) {
  return ({ UserName }: { UserName: string }, call: Call): Access =>
    identityAccess(USER, call, action, UserName);
}

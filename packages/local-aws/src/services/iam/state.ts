import { Accounts, defineTable, PolicyDocument, Tags } from '../../accounts';

/** What users and roles have in common: they are given policies. */
export interface Identity {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  /** ARN of a managed policy, beyond which nothing is allowed. */
  readonly permissionsBoundary?: string;
  /** Inline policies by name. */
  readonly policies: ReadonlyMap<string, PolicyDocument>;
  /** ARNs of managed policies, in the order in which they were attached. */
  readonly attachedPolicies: ReadonlySet<string>;
  readonly createdAt: Date;
  readonly tags: Tags;
}

/** An IAM role. */
export interface Role extends Identity {
  readonly description?: string;
  readonly maxSessionDuration: number;
  readonly trust: PolicyDocument;
}

/** An IAM user. */
export type User = Identity;

/** The key with which a user signs. */
export interface AccessKey {
  readonly id: string;
  readonly account: string;
  readonly userName: string;
  readonly isActive: boolean;
  readonly createdAt: Date;
}

/** One version of a managed policy. */
export interface PolicyVersion {
  readonly document: PolicyDocument;
  readonly createdAt: Date;
}

/** A managed policy of an account. */
export interface ManagedPolicy {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description?: string;
  /** By id: `v1`, `v2` and so on, oldest first. */
  readonly versions: ReadonlyMap<string, PolicyVersion>;
  readonly defaultVersionId: string;
  /** Numbers are not used again after a version was deleted. */
  readonly lastVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly tags: Tags;
}

/** The roles of an account by name. */
export const ROLES = defineTable<Role>('iam/roles', 'account');

/** The users of an account by name. */
export const USERS = defineTable<User>('iam/users', 'account');

/** The managed policies of an account by ARN. */
export const POLICIES = defineTable<ManagedPolicy>('iam/policies', 'account');

/** Access keys of users by id, of all accounts. */
export const ACCESS_KEYS = defineTable<AccessKey>(
  'iam/access-keys',
  'platform',
);

/** Account of an ARN, where it has one of 12 digits. */
function accountOf(arn: string): string | undefined {
  const account = arn.split(':')[4] ?? '';
  return /^\d{12}$/.test(account) ? account : undefined;
}

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

/** Finds a role by its ARN, in whichever account it is. */
export function findRole(accounts: Accounts, arn: string): Role | undefined {
  const account = accountOf(arn);
  const role = account && accounts.table(ROLES, { account }).get(nameOf(arn));
  // The name alone is not the role: its path must be right as well.
  return role && role.arn === arn ? role : undefined;
}

/** Finds a user by its ARN, in whichever account it is. */
export function findUser(accounts: Accounts, arn: string): User | undefined {
  const account = accountOf(arn);
  const user = account && accounts.table(USERS, { account }).get(nameOf(arn));
  return user && user.arn === arn ? user : undefined;
}

import { Accounts, defineTable, PolicyDocument, Tags } from '../../accounts';

/** An IAM role. */
export interface Role {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description?: string;
  readonly maxSessionDuration: number;
  readonly permissionsBoundary?: string;
  readonly trust: PolicyDocument;
  /** Inline policies by name. */
  readonly policies: ReadonlyMap<string, PolicyDocument>;
  readonly createdAt: Date;
  readonly tags: Tags;
}

/** The roles of an account by name. */
export const ROLES = defineTable<Role>('iam/roles', 'account');

/** Finds a role by its ARN, in whichever account it is. */
export function findRole(accounts: Accounts, arn: string): Role | undefined {
  const account = arn.split(':')[4] ?? '';
  if (!/^\d{12}$/.test(account)) {
    return undefined;
  }
  const role = accounts
    .table(ROLES, { account })
    .get(arn.slice(arn.lastIndexOf('/') + 1));
  // The name alone is not the role: its path must be right as well.
  return role?.arn === arn ? role : undefined;
}

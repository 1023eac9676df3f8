import { defineTable, Tags } from '../../accounts';
import { Policy } from '../../policies';

interface TemporaryCredentials {
  readonly account: string;
  readonly sessionToken: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

/** Credentials that AssumeRole gave out. */
export interface RoleSession extends TemporaryCredentials {
  readonly kind: 'role';
  readonly roleName: string;
  readonly roleId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  /** The policies given to AssumeRole, joined, which narrow the role's. */
  readonly policy?: Policy;
  /** Tags of the session, which count before the role's. */
  readonly tags: Tags;
  /** Keys of the tags that go on to the next role of a chain. */
  readonly transitiveTagKeys: ReadonlySet<string>;
  readonly sourceIdentity?: string;
}

/** Credentials that GetSessionToken gave out: they act as who asked. */
export interface OwnSession extends TemporaryCredentials {
  readonly kind: 'own';
  /** The user; root when left out. */
  readonly userArn?: string;
}

export type Session = RoleSession | OwnSession;

/** Sessions by access key id, of all accounts. */
export const SESSIONS = defineTable<Session>('sts/sessions', 'platform', {
  isTraffic: true,
});

/** ARN under which a role's session appears as principal. */
export function sessionArn(
  session: Pick<RoleSession, 'account' | 'roleName' | 'sessionName'>,
): string {
  return `arn:aws:sts::${session.account}:assumed-role/${session.roleName}/${session.sessionName}`;
}

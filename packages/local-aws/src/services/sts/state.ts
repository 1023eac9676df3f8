import { defineTable } from '../../accounts';
import { Policy } from '../../policies';

/** Credentials that AssumeRole gave out. */
export interface Session {
  readonly account: string;
  readonly roleName: string;
  readonly roleId: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sessionToken: string;
  readonly expiresAtMs: number;
  /** The policy given to AssumeRole, which narrows the role's. */
  readonly policy?: Policy;
}

/** Sessions by access key id, of all accounts. */
export const SESSIONS = defineTable<Session>('sts/sessions', 'platform', {
  isTraffic: true,
});

/** ARN under which a role's session appears as principal. */
export function sessionArn(session: Session): string {
  return `arn:aws:sts::${session.account}:assumed-role/${session.roleName}/${session.sessionName}`;
}

import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { AccountAccess } from '../config/readSettings';
import { awsReason } from './awsErrors';

/** `scan` reads an account, `apply` changes it. */
export type Purpose = 'scan' | 'apply';

/** Fixed, so that AWS's error texts for one account are equal over scans. */
const SESSION_NAME = 'busline';

/** A session is renewed when it is this near to its end. */
const RENEW_BEFORE_MS = 5 * 60_000;

interface Session {
  identity: Promise<AwsCredentialIdentity>;
  /** Set once AWS has answered. */
  settled?: AwsCredentialIdentity;
}

/** Could not enter an account; the message says which role and what to do. */
export class AccountEntryError extends Error {
  readonly mend: string;

  constructor(message: string, mend: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'AccountEntryError';
    this.mend = mend;
  }
}

/**
 * Credentials for each account and purpose, by AssumeRole; kept until shortly
 * before they expire and shared by all who ask at the same time.
 */
export class AssumedRoles {
  readonly #sts: STSClient;
  readonly #access: Map<string, AccountAccess>;
  readonly #sessions = new Map<string, Session>();

  constructor(sts: STSClient, access: Map<string, AccountAccess>) {
    this.#sts = sts;
    this.#access = access;
  }

  async credentials(
    accountId: string,
    purpose: Purpose,
  ): Promise<AwsCredentialIdentity> {
    const key = `${accountId}/${purpose}`;
    const known = this.#sessions.get(key);
    if (known && !(known.settled && isNearItsEnd(known.settled))) {
      return known.identity;
    }
    const session: Session = { identity: this.#assume(accountId, purpose) };
    this.#sessions.set(key, session);
    session.identity.then(
      identity => {
        session.settled = identity;
      },
      () => this.#sessions.delete(key),
    );
    return session.identity;
  }

  async #assume(
    accountId: string,
    purpose: Purpose,
  ): Promise<AwsCredentialIdentity> {
    const access = this.#access.get(accountId);
    if (!access) {
      throw new AccountEntryError(
        `Account ${accountId} is not one of eventbridge.accounts`,
        'List the account in eventbridge.accounts of app-config.',
      );
    }
    const roleArn =
      purpose === 'scan' ? access.scanRoleArn : access.applyRoleArn;
    try {
      const { Credentials } = await this.#sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: SESSION_NAME,
          ExternalId: access.externalId,
        }),
      );
      if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) {
        throw new Error('the answer held no credentials');
      }
      return {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        sessionToken: Credentials.SessionToken,
        expiration: Credentials.Expiration,
      };
    } catch (error) {
      throw new AccountEntryError(
        `Could not assume ${roleArn}: ${awsReason(error)}`,
        `Make sure that the role exists and that its trust policy lets Busline's own identity assume it; app-config names it by eventbridge.${purpose}Role.`,
        error,
      );
    }
  }
}

function isNearItsEnd({ expiration }: AwsCredentialIdentity): boolean {
  return (
    expiration !== undefined &&
    expiration.getTime() - Date.now() < RENEW_BEFORE_MS
  );
}

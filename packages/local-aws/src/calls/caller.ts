import { Principal } from '../policies';
import { Settings } from '../options';
import { ServiceError } from '../wire/errors';
import { Signature } from '../wire/authorization';
import { Accounts } from '../accounts';
import { Session, sessionArn, SESSIONS } from '../services/sts/state';
import { Clock } from '../clock';

/** Who makes a call, and where. */
export interface Caller {
  principal: Exclude<Principal, { kind: 'service' }>;
  account: string;
  region: string;
  /** As GetCallerIdentity gives it. */
  userId: string;
  /** Set for the credentials of AssumeRole. */
  session?: Session;
}

interface CallerPlatform {
  accounts: Accounts;
  clock: Clock;
  settings: Settings;
}

function root(account: string, region: string): Caller {
  const arn = `arn:aws:iam::${account}:root`;
  return {
    principal: { kind: 'root', account, arn },
    account,
    region,
    userId: account,
  };
}

/**
 * Finds who signed a request. An access key id of 12 digits is the root of
 * that account; the keys of AssumeRole act as their session; any other key is
 * nobody, unless the settings name a default account.
 *
 * @throws ServiceError for keys that are unknown, expired or used without
 * their session token.
 */
export function identifyCaller(
  signature: Signature,
  { accounts, clock, settings }: CallerPlatform,
): Caller {
  const { accessKeyId, sessionToken } = signature;
  const region = signature.region || settings.region;
  const session = accounts.table(SESSIONS, { account: '' }).get(accessKeyId);
  if (session) {
    if (session.sessionToken !== sessionToken) {
      throw new ServiceError(
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
      );
    }
    if (session.expiresAtMs <= clock.now()) {
      throw new ServiceError(
        'ExpiredTokenException',
        'The security token included in the request is expired',
      );
    }
    return {
      principal: {
        kind: 'session',
        account: session.account,
        arn: sessionArn(session),
        roleArn: session.roleArn,
      },
      account: session.account,
      region,
      userId: `${session.roleId}:${session.sessionName}`,
      session,
    };
  }
  if (/^\d{12}$/.test(accessKeyId)) {
    return root(accessKeyId, region);
  }
  if (settings.defaultAccount && !accessKeyId.startsWith('ASIA')) {
    return root(settings.defaultAccount, region);
  }
  throw new ServiceError(
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
  );
}

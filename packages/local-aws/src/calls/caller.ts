import { Accounts } from '../accounts';
import { Clock } from '../clock';
import { Settings } from '../options';
import { Principal } from '../policies';
import { ACCESS_KEYS, findUser, USERS } from '../services/iam/state';
import { Session, sessionArn, SESSIONS } from '../services/sts/state';
import { Signature } from '../wire/authorization';
import { ServiceError } from '../wire/errors';

/** Who makes a call, and where. */
export interface Caller {
  principal: Exclude<Principal, { kind: 'service' }>;
  account: string;
  region: string;
  /** As GetCallerIdentity gives it. */
  userId: string;
  /** Set for temporary credentials. */
  session?: Session;
}

interface CallerPlatform {
  accounts: Accounts;
  clock: Clock;
  settings: Settings;
}

/** Where a caller is, and what it signed with. */
type Circumstances = Pick<Caller, 'region' | 'session'>;

const invalidToken = () =>
  new ServiceError(
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
  );

function root(account: string, circumstances: Circumstances): Caller {
  const arn = `arn:aws:iam::${account}:root`;
  return {
    principal: { kind: 'root', account, arn },
    account,
    userId: account,
    ...circumstances,
  };
}

/** @throws ServiceError when the user is gone */
function user(
  arn: string,
  account: string,
  circumstances: Circumstances,
  accounts: Accounts,
): Caller {
  const found = findUser(accounts, arn);
  if (!found) {
    throw invalidToken();
  }
  return {
    principal: { kind: 'user', account, arn },
    account,
    userId: found.id,
    ...circumstances,
  };
}

function sessionCaller(
  session: Session,
  region: string,
  accounts: Accounts,
): Caller {
  const { account } = session;
  if (session.kind === 'own') {
    return session.userArn === undefined
      ? root(account, { region, session })
      : user(session.userArn, account, { region, session }, accounts);
  }
  return {
    principal: {
      kind: 'session',
      account,
      arn: sessionArn(session),
      roleArn: session.roleArn,
    },
    account,
    region,
    userId: `${session.roleId}:${session.sessionName}`,
    session,
  };
}

/**
 * Finds who signed a request. An access key id of 12 digits is the root of
 * that account; the keys of AssumeRole act as their session, those of
 * CreateAccessKey and GetSessionToken as their user; any other key is nobody,
 * unless the settings name a default account.
 *
 * @throws ServiceError for keys that are unknown, inactive, expired or used
 * without their session token.
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
      throw invalidToken();
    }
    if (session.expiresAtMs <= clock.now()) {
      throw new ServiceError(
        'ExpiredTokenException',
        'The security token included in the request is expired',
      );
    }
    return sessionCaller(session, region, accounts);
  }
  if (/^\d{12}$/.test(accessKeyId)) {
    return root(accessKeyId, { region });
  }
  const key = accounts.table(ACCESS_KEYS, { account: '' }).get(accessKeyId);
  if (key) {
    const owner = accounts.table(USERS, key).get(key.userName);
    if (!key.isActive || !owner) {
      throw invalidToken();
    }
    return user(owner.arn, key.account, { region }, accounts);
  }
  if (settings.defaultAccount && !accessKeyId.startsWith('ASIA')) {
    return root(settings.defaultAccount, { region });
  }
  throw invalidToken();
}

import { randomBytes } from 'node:crypto';
import type {
  GetSessionTokenRequest,
  GetSessionTokenResponse,
} from '@aws-sdk/client-sts';
import { operation } from '../../calls/operation';
import { ServiceError, violationsMessage } from '../../wire/errors';
import { newUniqueId } from '../iam/uniqueId';
import { wholeSeconds } from '../iam/wholeSeconds';
import { OwnSession, SESSIONS } from './state';

const MIN_SECONDS = 900;
const MAX_SECONDS = 129_600;
const DEFAULT_SECONDS = 43_200;
const ROOT_SECONDS = 3600;

function sessionSeconds(wanted: number | undefined, isRoot: boolean): number {
  const seconds = wanted ?? DEFAULT_SECONDS;
  if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
    const [word, bound] =
      seconds < MIN_SECONDS ? ['greater', MIN_SECONDS] : ['less', MAX_SECONDS];
    throw new ServiceError(
      'ValidationError',
      violationsMessage([
        {
          path: 'durationSeconds',
          value: seconds,
          constraint: `Member must have value ${word} than or equal to ${bound}`,
        },
      ]),
    );
  }
  // "If the duration is longer than one hour, the session for AWS account
  // owners defaults to one hour."
  return isRoot ? Math.min(seconds, ROOT_SECONDS) : seconds;
}

export const getSessionToken = operation<
  GetSessionTokenRequest,
  GetSessionTokenResponse
>({
  // "No permissions are required for users to perform this operation."
  access: () => [],
  run: ({ DurationSeconds }, { accounts, caller, clock }) => {
    if (caller.session) {
      throw new ServiceError(
        'AccessDenied',
        'Cannot call GetSessionToken with session credentials',
      );
    }
    const isRoot = caller.principal.kind === 'root';
    const issuedAtMs = wholeSeconds(clock).getTime();
    const session: OwnSession = {
      kind: 'own',
      account: caller.account,
      userArn: isRoot ? undefined : caller.principal.arn,
      sessionToken: randomBytes(48).toString('base64'),
      issuedAtMs,
      expiresAtMs: issuedAtMs + sessionSeconds(DurationSeconds, isRoot) * 1000,
    };
    const accessKeyId = newUniqueId('ASIA', 16);
    accounts.table(SESSIONS, session).set(accessKeyId, session);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: randomBytes(30).toString('base64'),
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAtMs),
      },
    };
  },
});

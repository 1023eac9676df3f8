import type {
  GetAccessKeyInfoRequest,
  GetAccessKeyInfoResponse,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';
import { Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { ACCESS_KEYS } from '../iam/state';
import { assumeRole } from './assumeRole';
import { getSessionToken } from './sessionToken';
import { SESSIONS } from './state';

const getCallerIdentity = operation<
  GetCallerIdentityRequest,
  GetCallerIdentityResponse
>({
  // "No permissions are required to perform this operation."
  access: () => [],
  run: (_, { caller }) => ({
    Account: caller.account,
    Arn: caller.principal.arn,
    UserId: caller.userId,
  }),
});

const getAccessKeyInfo = operation<
  GetAccessKeyInfoRequest,
  GetAccessKeyInfoResponse
>({
  access: () => ({ action: 'sts:GetAccessKeyInfo', resourceArn: '*' }),
  run: ({ AccessKeyId }, { accounts, caller, settings }) => {
    const isRootKey = /^\d{12}$/.test(AccessKeyId);
    const Account = isRootKey
      ? AccessKeyId
      : accounts.table(ACCESS_KEYS, caller).get(AccessKeyId)?.account ??
        accounts.table(SESSIONS, caller).get(AccessKeyId)?.account ??
        settings.defaultAccount;
    if (Account === undefined) {
      // AWS reads the account from the id itself; ours are drawn by lot.
      throw new ServiceError(
        'ValidationError',
        `The access key id ${AccessKeyId} belongs to no account.`,
      );
    }
    return { Account };
  },
});

export const stsOperations: ReadonlyMap<string, Operation> = new Map([
  ['AssumeRole', assumeRole],
  ['GetAccessKeyInfo', getAccessKeyInfo],
  ['GetCallerIdentity', getCallerIdentity],
  ['GetSessionToken', getSessionToken],
]);

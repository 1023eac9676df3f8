import { Call } from '../../calls/operation';
import { AccessKey, ACCESS_KEYS } from './state';

/** The access keys of a user of the caller's account. */
export function accessKeysOf(
  { accounts, caller }: Call,
  userName: string,
): AccessKey[] {
  return [...accounts.table(ACCESS_KEYS, caller).values()].filter(
    key => key.account === caller.account && key.userName === userName,
  );
}

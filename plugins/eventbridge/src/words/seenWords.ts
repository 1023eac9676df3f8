import { AccountView } from '@busline/backstage-plugin-eventbridge-common';
import { ageWords } from './ageWords';
import { countWords } from './countWords';

/**
 * How much of the platform a page rests on, in one line:
 * `seen 40 s ago in 5 accounts · 1 not readable`. The age is that of the oldest
 * part, so nothing on the page is older than it says.
 */
export function seenWords(accounts: AccountView[], nowMs: number): string {
  const seenAt = accounts.flatMap(account => account.seenAt ?? []);
  const seen = new Set(
    accounts.filter(account => account.seenAt).map(account => account.id),
  );
  const oldest = seenAt.reduce<string | undefined>(
    (least, at) =>
      least === undefined || Date.parse(at) < Date.parse(least) ? at : least,
    undefined,
  );
  const unreadable = accounts.filter(
    account => account.status === 'unreadable',
  ).length;
  const partial = accounts.filter(
    account => account.status === 'partial',
  ).length;
  return [
    oldest === undefined
      ? 'no account seen yet'
      : `seen ${ageWords(oldest, nowMs)} in ${countWords(
          seen.size,
          'account',
        )}`,
    ...(partial > 0 ? [`${partial} seen in part`] : []),
    ...(unreadable > 0 ? [`${unreadable} not readable`] : []),
  ].join(' · ');
}

import { Finding } from '../findings/finding';
import { Platform } from '../platform';
import { AccountScan } from '../snapshot/types';
import { AccountView } from './types';

/** How well each configured account and Region is known. */
export function accountViews(
  platform: Platform,
  scans: AccountScan[],
): AccountView[] {
  return configuredPlaces(platform).map(({ id, name, region }) => {
    const scan = scans.find(
      one => one.accountId === id && one.region === region,
    );
    const snapshot = scan?.snapshot;
    const unseen = [...(snapshot?.unseen ?? [])];
    if (scan?.failure) {
      unseen.unshift({
        operation: 'scan',
        subject: name,
        reason: scan.failure.reason,
        mend: scan.failure.mend,
      });
    }
    return {
      id,
      name,
      region,
      seenAt: snapshot?.takenAt,
      status: status(scan),
      unseen,
    };
  });
}

/** The findings that tell people where the picture has holes. */
export function accountFindings(accounts: AccountView[]): Finding[] {
  return accounts.flatMap(account => {
    const [first] = account.unseen;
    const subject = { name: `${account.name} (${account.region})` };
    if (account.status === 'unreadable') {
      return {
        code: 'account-unreadable',
        severity: 'error',
        subject,
        message: first
          ? `Account ${account.name} in ${account.region} could not be read: ${first.reason}`
          : `Account ${account.name} in ${account.region} has not been read yet`,
        mend: first?.mend ?? 'Wait for the first scan, or refresh',
      };
    }
    if (account.status === 'partial') {
      return {
        code: 'account-partial',
        severity: 'warning',
        subject,
        message: `${account.unseen.length} ${
          account.unseen.length === 1 ? 'part' : 'parts'
        } of account ${account.name} in ${
          account.region
        } could not be read, first ${first.operation} on ${first.subject}: ${
          first.reason
        }`,
        mend: first.mend,
      };
    }
    return [];
  });
}

function status(scan: AccountScan | undefined): AccountView['status'] {
  if (!scan?.snapshot || scan.failure) {
    return 'unreadable';
  }
  return scan.snapshot.unseen.length > 0 ? 'partial' : 'complete';
}

/** Every account and Region of the configuration, the hub's first even if not listed. */
function configuredPlaces(
  platform: Platform,
): Array<{ id: string; name: string; region: string }> {
  const { hub } = platform;
  const places = platform.accounts.flatMap(({ id, name, regions }) =>
    regions.map(region => ({ id, name, region })),
  );
  const hubIsListed = places.some(
    place => place.id === hub.accountId && place.region === hub.region,
  );
  const name = accountName(platform, hub.accountId);
  return hubIsListed
    ? places
    : [{ id: hub.accountId, name, region: hub.region }, ...places];
}

/** The configured name of an account, else its id. @public */
export function accountName(platform: Platform, accountId: string): string {
  return (
    platform.accounts.find(account => account.id === accountId)?.name ??
    accountId
  );
}

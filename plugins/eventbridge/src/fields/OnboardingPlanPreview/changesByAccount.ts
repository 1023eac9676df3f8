import { Change } from '@busline/backstage-plugin-eventbridge-common';

/** What happens in one account and Region. */
export interface AccountChanges {
  accountId: string;
  accountName: string;
  region: string;
  /** Creates and changes, in the order of the plan. */
  open: Change[];
  /** What is already as wanted. */
  kept: Change[];
}

/** The changes of a plan grouped by account, in the order of the plan. */
export function changesByAccount(changes: Change[]): AccountChanges[] {
  const groups = new Map<string, AccountChanges>();
  for (const change of changes) {
    const { accountId, accountName, region } = change;
    const key = `${accountId} ${region}`;
    const group = groups.get(key) ?? {
      accountId,
      accountName,
      region,
      open: [],
      kept: [],
    };
    (change.effect === 'keep' ? group.kept : group.open).push(change);
    groups.set(key, group);
  }
  return [...groups.values()];
}

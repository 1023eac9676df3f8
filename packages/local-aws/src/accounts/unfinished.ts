import { randomUUID } from 'node:crypto';
import { Accounts, TableKind } from './accounts';

/** Something underway, to be ended when it is done with. */
export interface Underway {
  end(): void;
}

const NOT_KEPT: Underway = { end: () => {} };

/**
 * Writes down that something was taken on, such as a delivery, until it is done
 * with. It is written only where something outlives the process: what is left
 * there then goes on.
 *
 * @param kind - rows of the whole platform
 */
export function beginUnfinished<Row>(
  accounts: Accounts,
  kind: TableKind<Row>,
  row: Row,
): Underway {
  if (!accounts.journal.isDurable) {
    return NOT_KEPT;
  }
  const table = accounts.table(kind, { account: '' });
  const key = randomUUID();
  table.set(key, row);
  return { end: () => table.delete(key) };
}

/** What an earlier process left undone. */
export function unfinished<Row>(
  accounts: Accounts,
  kind: TableKind<Row>,
): { row: Row; underway: Underway }[] {
  const table = accounts.table(kind, { account: '' });
  return [...table.keys()].flatMap(key => {
    const row = table.get(key);
    const underway = { end: () => table.delete(key) };
    return row === undefined ? [] : [{ row, underway }];
  });
}

import { Table } from '../accounts';

/** A part of a list, with the token that asks for the next part. */
export interface Page<Item> {
  items: Item[];
  nextToken?: string;
}

/**
 * Takes one page of a list that is sorted by `keyOf`. The token holds the last
 * key given out, so a page stays right while others add and remove items.
 *
 * @returns `undefined` when the token is not one of ours.
 */
export function takePage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  limit: number,
  token?: string,
): Page<Item> | undefined {
  const sorted = [...items].sort((a, b) => compare(keyOf(a), keyOf(b)));
  const after = token === undefined ? undefined : readToken(token);
  if (after === null) {
    return undefined;
  }
  const rest =
    after === undefined
      ? sorted
      : sorted.filter(item => compare(keyOf(item), after) > 0);
  const page = rest.slice(0, limit);
  return {
    items: page,
    nextToken:
      rest.length > page.length && page.length > 0
        ? writeToken(keyOf(page[page.length - 1]))
        : undefined,
  };
}

/**
 * Takes one page of a table's rows in the order of their keys, at the cost of
 * the page alone.
 *
 * @returns `undefined` when the token is not one of ours.
 */
export function takeTablePage<Item>(
  table: Table<Item>,
  { limit, prefix, token }: { limit: number; prefix?: string; token?: string },
): Page<Item> | undefined {
  const after = token === undefined ? undefined : readToken(token);
  if (after === null) {
    return undefined;
  }
  // One more than the page tells whether there is a next one.
  const rows = table.stretch({ prefix, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    items: page.map(([, item]) => item),
    nextToken:
      rows.length > limit && limit > 0
        ? writeToken(page[page.length - 1][0])
        : undefined,
  };
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

const MARK = 'after:';

function writeToken(key: string): string {
  return Buffer.from(MARK + key).toString('base64url');
}

function readToken(token: string): string | null {
  const text = Buffer.from(token, 'base64url').toString();
  return text.startsWith(MARK) ? text.slice(MARK.length) : null;
}

import { Table } from '../../accounts';
import { Page, takePage, takeTablePage } from '../page';
import { badRequest } from './errors';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 10;

interface PageRequest {
  Limit?: number;
  NextToken?: string;
}

/** One page of a Schemas list. @throws `BadRequestException` */
export function schemasPage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  request: PageRequest,
): Page<Item> {
  return checkedPage(request, limit =>
    takePage(items, keyOf, limit, request.NextToken),
  );
}

/** One page of the rows of a table. @throws `BadRequestException` */
export function schemasTablePage<Item>(
  table: Table<Item>,
  prefix: string | undefined,
  request: PageRequest,
): Page<Item> {
  return checkedPage(request, limit =>
    takeTablePage(table, { limit, prefix, token: request.NextToken }),
  );
}

function checkedPage<Item>(
  { Limit }: PageRequest,
  take: (limit: number) => Page<Item> | undefined,
): Page<Item> {
  if (Limit !== undefined && (Limit < 0 || Limit > MAX_PAGE)) {
    throw badRequest(`Limit must be from 1 to ${MAX_PAGE}.`);
  }
  // A limit of 0 means the default.
  const page = take(Limit || DEFAULT_PAGE);
  if (!page) {
    throw badRequest('NextToken is not valid.');
  }
  return page;
}

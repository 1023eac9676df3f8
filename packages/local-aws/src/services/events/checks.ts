import { ServiceError, Violation, violationsMessage } from '../../wire/errors';
import { Table } from '../../accounts';
import { Page, takePage, takeTablePage } from '../page';
import { invalid } from './errors';

/** @throws `ValidationException` naming every violation, if there is any. */
export function refuseViolations(violations: Violation[]): void {
  if (violations.length > 0) {
    throw new ServiceError(
      'ValidationException',
      violationsMessage(violations),
    );
  }
}

/** A list takes one of its filters at a time. @throws `ValidationException` */
export function refuseSecondFilter(
  operationName: string,
  filters: { State?: string; EventSourceArn?: string; NamePrefix?: string },
): void {
  const { State, EventSourceArn, NamePrefix } = filters;
  const given = [State, EventSourceArn, NamePrefix].filter(
    filter => filter !== undefined,
  );
  if (given.length > 1) {
    throw invalid(
      `At most one filter is allowed for ${operationName}. Use either : State, EventSourceArn, or NamePrefix.`,
    );
  }
}

const MAX_PAGE = 100;

interface PageRequest {
  Limit?: number;
  NextToken?: string;
}

/** One page of an EventBridge list. @throws `ValidationException` */
export function eventsPage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  request: PageRequest,
): Page<Item> {
  return checkedPage(request, limit =>
    takePage(items, keyOf, limit, request.NextToken),
  );
}

/** One page of the rows of a table. @throws `ValidationException` */
export function eventsTablePage<Item>(
  table: Table<Item>,
  request: PageRequest & { NamePrefix?: string },
): Page<Item> {
  return checkedPage(request, limit =>
    takeTablePage(table, {
      limit,
      prefix: request.NamePrefix,
      token: request.NextToken,
    }),
  );
}

function checkedPage<Item>(
  { Limit, NextToken }: PageRequest,
  take: (limit: number) => Page<Item> | undefined,
): Page<Item> {
  const page = take(Limit ?? MAX_PAGE);
  if (!page) {
    throw invalid(`The NextToken ${NextToken} is not valid.`);
  }
  return page;
}

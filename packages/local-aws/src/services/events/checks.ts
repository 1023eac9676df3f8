import { ServiceError, Violation, violationsMessage } from '../../wire/errors';
import { Table } from '../../accounts';
import { Page, takePage, takeTablePage } from '../page';

/** @throws `ValidationException` naming every violation, if there is any. */
export function refuseViolations(violations: Violation[]): void {
  if (violations.length > 0) {
    throw new ServiceError(
      'ValidationException',
      violationsMessage(violations),
    );
  }
}

const NAME = '[\\.\\-_A-Za-z0-9]+';

/** Rule names, target ids and statement ids: up to 64 of `.-_A-Za-z0-9`. */
export function checkName(path: string, value: string, max = 64): Violation[] {
  const violations: Violation[] = [];
  if (value.length > max) {
    violations.push({
      path,
      value,
      constraint: `Member must have length less than or equal to ${max}`,
    });
  }
  if (value.length === 0) {
    violations.push({
      path,
      value,
      constraint: 'Member must have length greater than or equal to 1',
    });
  } else if (!new RegExp(`^${NAME}$`).test(value)) {
    violations.push({
      path,
      value,
      constraint: `Member must satisfy regular expression pattern: ${NAME}`,
    });
  }
  return violations;
}

/** A list may only have so many members. */
export function checkListLength(
  path: string,
  value: unknown[],
  [min, max]: [number, number],
): Violation[] {
  if (value.length > max) {
    return [
      {
        path,
        value,
        constraint: `Member must have length less than or equal to ${max}`,
      },
    ];
  }
  return value.length < min
    ? [
        {
          path,
          value,
          constraint: `Member must have length greater than or equal to ${min}`,
        },
      ]
    : [];
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
  if (Limit !== undefined && (Limit < 1 || Limit > MAX_PAGE)) {
    refuseViolations([
      {
        path: 'limit',
        value: Limit,
        constraint: `Member must have value between 1 and ${MAX_PAGE}`,
      },
    ]);
  }
  const page = take(Limit ?? MAX_PAGE);
  if (!page) {
    throw new ServiceError(
      'ValidationException',
      `The NextToken ${NextToken} is not valid.`,
    );
  }
  return page;
}

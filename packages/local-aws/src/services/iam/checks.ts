import { ServiceError, violationsMessage } from '../../wire/errors';
import { takePage } from '../page';

/** Names of users, roles and policies ("IAM and AWS STS quotas"). */
export const IDENTITY_NAME = /^[\w+=,.@-]{1,64}$/;
export const POLICY_NAME = /^[\w+=,.@-]{1,128}$/;

const DEFAULT_PAGE = 100;

export function checkName(path: string, value: string, pattern: RegExp): void {
  if (!pattern.test(value)) {
    throw new ServiceError(
      'ValidationError',
      violationsMessage([
        {
          path,
          value,
          constraint: `Member must satisfy regular expression pattern: ${pattern.source}`,
        },
      ]),
    );
  }
}

/** The thing that a call names is not there. */
export function noSuchEntity(message: string): ServiceError {
  return new ServiceError('NoSuchEntityException', message);
}

/** One page of a list, in the words of IAM's markers. */
export function markedPage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  { Marker, MaxItems }: { Marker?: string; MaxItems?: number },
) {
  const page = takePage(items, keyOf, MaxItems ?? DEFAULT_PAGE, Marker);
  if (!page) {
    throw new ServiceError('ValidationError', `Invalid Marker ${Marker}`);
  }
  return {
    items: page.items,
    marker: {
      IsTruncated: page.nextToken !== undefined,
      Marker: page.nextToken,
    },
  };
}

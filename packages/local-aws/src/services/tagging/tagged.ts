import { Call } from '../../calls/operation';
import { takePage } from '../page';
import { TaggedResource } from '../taggable';
import { invalidParameter } from './access';
import { TAGGABLE_SERVICES } from './services';

/** Every resource of the caller's account and Region that has tags. */
export function taggedResources({ accounts, caller }: Call): TaggedResource[] {
  return TAGGABLE_SERVICES.flatMap(({ list }) => [
    ...list(accounts, caller),
  ]).filter(({ tags }) => tags.size > 0);
}

/**
 * One page of a list. The last one has an empty token, which may also be asked
 * with.
 *
 * @throws `InvalidParameterException`
 */
export function taggingPage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  limit: number,
  token: string | undefined,
): { items: Item[]; PaginationToken: string } {
  const page = takePage(items, keyOf, limit, token || undefined);
  if (!page) {
    throw invalidParameter('Invalid pagination token');
  }
  return { items: page.items, PaginationToken: page.nextToken ?? '' };
}

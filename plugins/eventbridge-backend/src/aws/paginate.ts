/** One page of a list and where the next begins. */
export interface Page<T> {
  items: T[] | undefined;
  next: string | undefined;
}

/**
 * Reads every page of a list. EventBridge's client brings no paginators of its
 * own, and the other services name their tokens differently.
 */
export async function allPages<T>(
  readPage: (token: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(token);
    all.push(...(page.items ?? []));
    token = page.next || undefined;
  } while (token);
  return all;
}

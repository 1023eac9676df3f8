/** Several items under each key. */
export class Buckets<K, T> {
  readonly #items = new Map<K, T[]>();

  get isEmpty(): boolean {
    return this.#items.size === 0;
  }

  get(key: K): readonly T[] | undefined {
    return this.#items.get(key);
  }

  /** Appends the items under the key. */
  appendTo(found: T[], key: K): void {
    const items = this.#items.get(key);
    if (items === undefined) return;
    // One by one: there may be more than a call takes arguments.
    for (let at = 0; at < items.length; at++) found.push(items[at]);
  }

  /** Answers whether the key is new. */
  add(key: K, item: T): boolean {
    const items = this.#items.get(key);
    if (items) items.push(item);
    else this.#items.set(key, [item]);
    return items === undefined;
  }

  /** Removes one item under the key; answers whether it was the key's last. */
  remove(key: K, isWanted: (item: T) => boolean): boolean {
    const items = this.#items.get(key);
    if (!items) return false;
    removeOne(items, isWanted);
    return items.length === 0 && this.#items.delete(key);
  }
}

/** Removes the first item that is wanted, if there is one. */
export function removeOne<T>(items: T[], isWanted: (item: T) => boolean): void {
  const at = items.findIndex(isWanted);
  if (at >= 0) items.splice(at, 1);
}

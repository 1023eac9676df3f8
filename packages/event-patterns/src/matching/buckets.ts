class Several<T> {
  readonly items: T[];

  constructor(items: T[]) {
    this.items = items;
  }
}

/** Several items under each key. Most keys have one, which is kept without a list: less memory, and nearer. */
export class Buckets<K, T> {
  readonly #items = new Map<K, T | Several<T>>();

  get isEmpty(): boolean {
    return this.#items.size === 0;
  }

  /** Appends the items under the key. */
  appendTo(found: T[], key: K): void {
    const held = this.#items.get(key);
    if (held === undefined) return;
    if (held instanceof Several) {
      // One by one: there may be more than a call takes arguments.
      for (let at = 0; at < held.items.length; at++) found.push(held.items[at]);
    } else {
      found.push(held);
    }
  }

  /** Answers whether the key is new. */
  add(key: K, item: T): boolean {
    const held = this.#items.get(key);
    if (held === undefined) this.#items.set(key, item);
    else if (held instanceof Several) held.items.push(item);
    else this.#items.set(key, new Several([held, item]));
    return held === undefined;
  }

  /** Removes one item under the key; answers whether it was the key's last. */
  remove(key: K, isWanted: (item: T) => boolean): boolean {
    const held = this.#items.get(key);
    if (held instanceof Several) {
      removeOne(held.items, isWanted);
      return held.items.length === 0 && this.#items.delete(key);
    }
    return held !== undefined && isWanted(held) && this.#items.delete(key);
  }
}

/** Removes the first item that is wanted, if there is one. */
export function removeOne<T>(items: T[], isWanted: (item: T) => boolean): void {
  const at = items.findIndex(isWanted);
  if (at >= 0) items.splice(at, 1);
}

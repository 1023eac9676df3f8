import { Journal } from './journal';

/** Told of each change of a table: the new value, or none for a row that went. */
export type TableListener<Value> = (
  key: string,
  value: Value | undefined,
) => void;

/** Which part of a table to list. */
export interface Stretch {
  /** Only keys that begin so. */
  prefix?: string;
  /** Only keys that come after this one. */
  after?: string;
  limit: number;
}

/**
 * Rows by name. A row is a value: to change it is to set another in its place,
 * which is how the journal and the listeners learn of every change.
 */
export class Table<Value> {
  readonly #rows = new Map<string, Value>();
  readonly #scope: string;
  readonly #journal: Journal;
  readonly #listeners: TableListener<Value>[] = [];
  readonly #changed: () => void;
  /** All keys in order, from the first listing on. */
  #keys: string[] | undefined;

  constructor(
    scope: string,
    journal: Journal,
    loaded: Iterable<[string, Value]>,
    changed: () => void,
  ) {
    this.#scope = scope;
    this.#journal = journal;
    this.#changed = changed;
    for (const [key, value] of loaded) {
      this.#rows.set(key, value);
    }
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): Value | undefined {
    return this.#rows.get(key);
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  /** Keys in the order in which the rows came. */
  keys(): IterableIterator<string> {
    return this.#rows.keys();
  }

  /** Values in the order in which the rows came. */
  values(): IterableIterator<Value> {
    return this.#rows.values();
  }

  set(key: string, value: Value): Value {
    if (this.#keys && !this.#rows.has(key)) {
      this.#keys.splice(firstAtLeast(this.#keys, key), 0, key);
    }
    this.#rows.set(key, value);
    this.#journal.put(this.#scope, key, value);
    this.#announce(key, value);
    return value;
  }

  /** @returns whether the row was there. */
  delete(key: string): boolean {
    if (!this.#rows.delete(key)) {
      return false;
    }
    this.#keys?.splice(firstAtLeast(this.#keys, key), 1);
    this.#journal.remove(this.#scope, key);
    this.#announce(key, undefined);
    return true;
  }

  clear(): void {
    for (const key of [...this.#rows.keys()]) {
      this.delete(key);
    }
  }

  /** Calls the listener at every change from now on. */
  listen(listener: TableListener<Value>): void {
    this.#listeners.push(listener);
  }

  /**
   * Values in the order of their keys. Costs what the stretch holds, however
   * many rows there are.
   */
  stretch({ prefix = '', after, limit }: Stretch): [string, Value][] {
    this.#keys ??= [...this.#rows.keys()].sort();
    const keys = this.#keys;
    let i = firstAtLeast(keys, after && after > prefix ? after : prefix);
    if (after !== undefined && keys[i] === after) {
      i++;
    }
    const found: [string, Value][] = [];
    for (; i < keys.length && found.length < limit; i++) {
      const key = keys[i];
      if (!key.startsWith(prefix)) {
        break;
      }
      const value = this.#rows.get(key);
      if (value !== undefined) {
        found.push([key, value]);
      }
    }
    return found;
  }

  #announce(key: string, value: Value | undefined): void {
    this.#changed();
    for (const listener of this.#listeners) {
      listener(key, value);
    }
  }
}

/** Index of the first key in order that is not before the wanted one. */
function firstAtLeast(keys: readonly string[], wanted: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

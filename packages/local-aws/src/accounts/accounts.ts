import { Place } from './arn';
import { FORGETFUL_JOURNAL, Journal } from './journal';
import { Table } from './table';

/** Where a kind of rows lives: the whole platform, an account, or its Region. */
type Reach = 'platform' | 'account' | 'region';

/** A kind of rows, named once by the service that owns it. */
export interface TableKind<Value> {
  readonly name: string;
  readonly reach: Reach;
  /** Rows that come and go with traffic: nothing is derived from them. */
  readonly isTraffic?: boolean;
  /** Rows that every place has from the start, such as the default bus. */
  readonly initial?: (place: Place) => Iterable<[string, Value]>;
}

/**
 * Names a kind of rows. Values are plain data (objects, Map, Set, Date, bytes),
 * because they must survive a restart.
 *
 * @param name - `service/kind`, once in the whole program
 */
export function defineTable<Value>(
  name: string,
  reach: Reach,
  options: Pick<TableKind<Value>, 'initial' | 'isTraffic'> = {},
): TableKind<Value> {
  return { name, reach, ...options };
}

/** An account, and a Region where the rows are a Region's. */
export interface PartialPlace {
  account: string;
  region?: string;
}

/** Stands between the parts of a scope; in no name that AWS allows. */
const BAR = '|';

/**
 * The state of all accounts of this local AWS. An account exists from the
 * moment somebody speaks of it.
 */
export class Accounts {
  readonly #journal: Journal;
  readonly #tables = new Map<string, Table<unknown>>();
  readonly #loaded = new Map<string, [string, unknown][]>();
  readonly #seen = new Set<string>();
  #version = 0;

  constructor(journal: Journal = FORGETFUL_JOURNAL) {
    this.#journal = journal;
    for (const { scope, key, value } of journal.load()) {
      const rows = this.#loaded.get(scope);
      if (rows) {
        rows.push([key, value]);
      } else {
        this.#loaded.set(scope, [[key, value]]);
        this.#see(scope.split(BAR)[1]);
      }
    }
  }

  get journal(): Journal {
    return this.#journal;
  }

  /**
   * Grows whenever a row changes that is not traffic: what was derived from
   * rows is then old.
   */
  get version(): number {
    return this.#version;
  }

  /**
   * The rows of one kind in one place.
   *
   * @param parent - name of the resource they belong to, such as a rule's bus
   */
  table<Value>(
    kind: TableKind<Value>,
    { account, region = '' }: PartialPlace,
    parent = '',
  ): Table<Value> {
    const place = placeOf(kind.reach, account, region);
    const scope = `${kind.name}${BAR}${place}${BAR}${parent}`;
    // Only tables of this kind are ever made for a scope that begins with its
    // name, so the values are the kind's.
    let table = this.#tables.get(scope) as Table<Value> | undefined;
    if (!table) {
      const rows = (this.#loaded.get(scope) ?? []) as [string, Value][];
      table = new Table(scope, this.#journal, rows, () => {
        if (!kind.isTraffic) {
          this.#version++;
        }
      });
      this.#loaded.delete(scope);
      for (const [key, value] of kind.initial?.({ account, region }) ?? []) {
        if (!table.has(key)) {
          table.set(key, value);
        }
      }
      this.#tables.set(scope, table as Table<unknown>);
      this.#see(account);
    }
    return table;
  }

  /** Every table of a kind that has rows, with its place and parent. */
  *tablesOf<Value>(
    kind: TableKind<Value>,
  ): Generator<{ place: Place; parent: string; table: Table<Value> }> {
    const start = `${kind.name}${BAR}`;
    const scopes = new Set([...this.#loaded.keys(), ...this.#tables.keys()]);
    for (const scope of scopes) {
      if (scope.startsWith(start)) {
        const [, account, region, parent] = scope.split(BAR);
        const place = { account, region };
        yield { place, parent, table: this.table(kind, place, parent) };
      }
    }
  }

  /** Every account seen so far. */
  ids(): string[] {
    return [...this.#seen].sort();
  }

  /** Forgets everything. */
  clear(): void {
    this.#tables.clear();
    this.#loaded.clear();
    this.#seen.clear();
    this.#journal.clear();
    this.#version++;
  }

  #see(account: string): void {
    if (/^\d{12}$/.test(account)) {
      this.#seen.add(account);
    }
  }
}

function placeOf(reach: Reach, account: string, region: string): string {
  switch (reach) {
    case 'platform':
      return BAR;
    case 'account':
      return `${account}${BAR}`;
    default:
      return `${account}${BAR}${region}`;
  }
}

import { Alternative, Scalar } from '../alternative';
import { parseIp } from '../ipAddress';
import { ValueTest, valueTest } from '../matchAlternative';
import { accessTo, addressKey } from './access';
import { AffixIndex } from './affixIndex';
import { Buckets, removeOne } from './buckets';

/** Something to be found once a value passes the test, if there is one. */
interface Entry<T> {
  item: T;
  passes: ValueTest | undefined;
}

/**
 * What hangs on the alternatives of one field, found by the field's value. Where there is something to look up, the cost
 * does not grow with the number of alternatives; the others are tested one after the other.
 */
export class ValueIndex<T> {
  readonly #values = new Buckets<Scalar, Entry<T>>();
  readonly #tested: Entry<T>[] = [];
  /** Absent where no alternative is looked up by a part or form of a text, as for most fields. */
  #texts: TextIndexes<T> | undefined;

  #size = 0;

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  add(alternatives: readonly Alternative[], item: T): void {
    for (const alternative of alternatives) {
      const access = accessTo(alternative);
      this.#size++;
      const entry: Entry<T> = {
        item,
        passes: access.isEnough ? undefined : valueTest(alternative),
      };
      if (access.by === 'test') this.#tested.push(entry);
      else if (access.by === 'value') this.#values.add(access.key, entry);
      else if (access.by !== 'absence') {
        this.#texts ??= newTextIndexes();
        this.#texts[access.by].add(access.key, entry);
      }
    }
  }

  remove(alternatives: readonly Alternative[], item: T): void {
    const isWanted = (entry: Entry<T>) => entry.item === item;
    for (const alternative of alternatives) {
      const access = accessTo(alternative);
      this.#size--;
      if (access.by === 'test') removeOne(this.#tested, isWanted);
      else if (access.by === 'value') {
        this.#values.remove(access.key, isWanted);
      } else if (access.by !== 'absence') {
        this.#texts?.[access.by].remove(access.key, isWanted);
      }
    }
  }

  /** Appends what hangs on the alternatives that a value passes. The same item may come several times. */
  find(value: Scalar, found: T[]): void {
    const entries = this.#values.get(value);
    if (entries !== undefined) takePassing(entries, value, found);
    if (this.#tested.length > 0) takePassing(this.#tested, value, found);
    if (this.#texts !== undefined && typeof value === 'string') {
      findText(this.#texts, value, found);
    }
  }
}

/** Alternatives that are looked up by a part or another form of a text. */
interface TextIndexes<T> {
  address: Buckets<string, Entry<T>>;
  folded: Buckets<string, Entry<T>>;
  start: AffixIndex<Entry<T>>;
  end: AffixIndex<Entry<T>>;
  'folded-start': AffixIndex<Entry<T>>;
  'folded-end': AffixIndex<Entry<T>>;
}

function newTextIndexes<T>(): TextIndexes<T> {
  return {
    address: new Buckets(),
    folded: new Buckets(),
    start: new AffixIndex('start'),
    end: new AffixIndex('end'),
    'folded-start': new AffixIndex('start'),
    'folded-end': new AffixIndex('end'),
  };
}

function findText<T>(texts: TextIndexes<T>, value: string, found: T[]): void {
  const entries: Entry<T>[] = [];
  texts.start.find(value, entries);
  texts.end.find(value, entries);
  const foldedStarts = texts['folded-start'];
  const foldedEnds = texts['folded-end'];
  if (!texts.folded.isEmpty || !foldedStarts.isEmpty || !foldedEnds.isEmpty) {
    const folded = value.toLowerCase();
    texts.folded.appendTo(entries, folded);
    foldedStarts.find(folded, entries);
    foldedEnds.find(folded, entries);
  }
  if (!texts.address.isEmpty) {
    const address = parseIp(value);
    if (address) texts.address.appendTo(entries, addressKey(address));
  }
  takePassing(entries, value, found);
}

function takePassing<T>(
  entries: readonly Entry<T>[],
  value: Scalar,
  found: T[],
): void {
  for (let at = 0; at < entries.length; at++) {
    const { item, passes } = entries[at];
    if (passes === undefined || passes(value)) found.push(item);
  }
}

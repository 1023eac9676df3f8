import { Alternative, Scalar } from '../alternative';
import { ValueTest, valueTest } from '../matchAlternative';
import { Access, accessTo } from './access';
import { Buckets, removeOne } from './buckets';
import { RangeIndex } from './rangeIndex';
import { TextIndex } from './textIndex';

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
  /** What is looked up by the whole value needs no test. */
  readonly #values = new Buckets<Scalar, T>();
  readonly #tested: Entry<T>[] = [];
  // Most fields need neither of these.
  #ranges: RangeIndex<Entry<T>> | undefined;
  #texts: TextIndex<Entry<T>> | undefined;
  #size = 0;

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  add(alternatives: readonly Alternative[], item: T): void {
    for (const alternative of alternatives) {
      const access = accessTo(alternative);
      const passes = access.isEnough ? undefined : valueTest(alternative);
      this.#size++;
      this.#add(access, { item, passes });
    }
  }

  #add(access: Access, entry: Entry<T>): void {
    switch (access.by) {
      case 'value':
        this.#values.add(access.key, entry.item);
        break;
      case 'range':
        this.#ranges ??= new RangeIndex();
        this.#ranges.add(access.key, entry);
        break;
      case 'test':
        this.#tested.push(entry);
        break;
      case 'absence':
        break;
      default:
        this.#texts ??= new TextIndex();
        this.#texts.add(access, entry);
    }
  }

  remove(alternatives: readonly Alternative[], item: T): void {
    const isWanted = (entry: Entry<T>) => entry.item === item;
    for (const alternative of alternatives) {
      this.#size--;
      const access = accessTo(alternative);
      if (access.by === 'value') {
        this.#values.remove(access.key, one => one === item);
      } else {
        this.#remove(access, isWanted);
      }
    }
  }

  #remove(
    access: Exclude<Access, { by: 'value' }>,
    isWanted: (entry: Entry<T>) => boolean,
  ): void {
    switch (access.by) {
      case 'range':
        this.#ranges?.remove(access.key, isWanted);
        break;
      case 'test':
        removeOne(this.#tested, isWanted);
        break;
      case 'absence':
        break;
      default:
        this.#texts?.remove(access, isWanted);
    }
  }

  /** Appends what hangs on the alternatives that a value passes. The same item may come several times. */
  find(value: Scalar, found: T[]): void {
    this.#values.appendTo(found, value);
    if (this.#tested.length > 0) takePassing(this.#tested, value, found);
    if (typeof value === 'string') {
      if (this.#texts === undefined) return;
      const near: Entry<T>[] = [];
      this.#texts.find(value, near);
      takePassing(near, value, found);
    } else if (typeof value === 'number' && this.#ranges !== undefined) {
      const near: Entry<T>[] = [];
      this.#ranges.find(value, near);
      takePassing(near, value, found);
    }
  }
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

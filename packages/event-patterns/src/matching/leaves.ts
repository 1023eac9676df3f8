import { Scalar } from '../alternative';
import { InvalidEventError } from '../problems';
import { FieldNode } from './fieldTree';

/** Where in the event's lists a leaf lies: a chain from the innermost list outwards. */
export interface Membership {
  /** Identifies the list within this event. */
  listId: number;
  /** Which element of it. */
  index: number;
  /** The place in the field tree of the list. */
  node: FieldNode;
  depth: number;
  outer: Membership | undefined;
}

/** A value of the event at a path that patterns name. */
export interface Leaf {
  value: Scalar;
  /** Absent where no list needs telling apart. */
  membership: Membership | undefined;
}

/** EventBridge's JSON reader refuses deeper nesting. */
const MAX_DEPTH = 1000;

const NONE: readonly Leaf[] = [];

/** The leaves of one event by field. Kept and cleared between events, since most events have few. */
export class Leaves {
  readonly #byField: (Leaf[] | undefined)[] = [];
  /** The fields that have a leaf. */
  readonly present: number[] = [];
  /** Whether any leaf lies in a list that needs telling apart. */
  hasListed = false;
  #listCount = 0;

  of(field: number): readonly Leaf[] {
    return this.#byField[field] ?? NONE;
  }

  add(field: number, value: Scalar, membership: Membership | undefined): void {
    if (membership !== undefined) this.hasListed = true;
    const leaves = this.#byField[field];
    if (leaves === undefined) {
      this.#byField[field] = [{ value, membership }];
      this.present.push(field);
    } else {
      leaves.push({ value, membership });
    }
  }

  /** A number for one more list of the event. */
  nextListId(): number {
    return this.#listCount++;
  }

  clear(): void {
    for (let at = 0; at < this.present.length; at++) {
      this.#byField[this.present[at]] = undefined;
    }
    this.present.length = 0;
    this.hasListed = false;
    this.#listCount = 0;
  }
}

/**
 * The membership of an element of a list.
 *
 * @throws InvalidEventError if lists nest too deep
 */
export function within(
  outer: Membership | undefined,
  listId: number,
  index: number,
  node: FieldNode,
): Membership {
  const depth = (outer?.depth ?? 0) + 1;
  if (depth > MAX_DEPTH) {
    throw new InvalidEventError(
      `Event nests lists deeper than ${MAX_DEPTH} levels`,
    );
  }
  return { listId, index, node, depth, outer };
}

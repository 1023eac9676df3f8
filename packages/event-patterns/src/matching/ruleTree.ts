import { Alternative } from '../alternative';
import { FieldTest, PlacedBranch } from './branch';
import { removeOne } from './buckets';
import { Leaf, Leaves } from './leaves';
import { ValueIndex } from './valueIndex';

/** A place in the tree of decisions, reached once all fields on the way have matched. */
class Place<B> {
  /** The branches that ask for nothing more. */
  readonly ends: B[] = [];
  /** By field: the places reached by its values. */
  readonly byField = new Map<number, ValueIndex<Place<B>>>();
  /** The places also reached where a field has no value. */
  readonly absent: { field: number; next: Place<B> }[] = [];
  /** All next places, by field and what is asked of it. */
  readonly next = new Map<string, Place<B>>();
  /** The search that was last here. */
  lastSearch = 0;
}

/**
 * Branches that share their first questions, the most telling first. An event answers each question once, however many
 * branches ask it, and few questions are asked of it at all.
 *
 * Fields are judged one by one: of branches whose fields must match in the same element of a list, too many are found.
 */
export class RuleTree<B extends PlacedBranch> {
  readonly #root = new Place<B>();
  /** Places still to be visited. */
  readonly #open: Place<B>[] = [];
  #search = 0;

  add(branch: B): void {
    let place = this.#root;
    for (const test of inOrderOfTelling(branch.fields)) {
      const key = keyOf(test);
      let next = place.next.get(key);
      if (!next) {
        next = new Place<B>();
        place.next.set(key, next);
        let index = place.byField.get(test.field);
        if (!index) {
          index = new ValueIndex();
          place.byField.set(test.field, index);
        }
        index.add(test.alternatives, next);
        if (test.mayBeAbsent) place.absent.push({ field: test.field, next });
      }
      place = next;
    }
    place.ends.push(branch);
  }

  remove(branch: B): void {
    const way: { place: Place<B>; test: FieldTest }[] = [];
    let place = this.#root;
    for (const test of inOrderOfTelling(branch.fields)) {
      const next = place.next.get(keyOf(test));
      if (!next) return;
      way.push({ place, test });
      place = next;
    }
    removeOne(place.ends, end => end === branch);
    // Cuts off what leads nowhere any more, from the end.
    for (const { place: from, test } of way.reverse()) {
      const key = keyOf(test);
      const next = from.next.get(key);
      if (!next || next.ends.length > 0 || next.next.size > 0) return;
      from.next.delete(key);
      const index = from.byField.get(test.field);
      index?.remove(test.alternatives, next);
      if (index?.isEmpty) from.byField.delete(test.field);
      removeOne(from.absent, absence => absence.next === next);
    }
  }

  /** Appends every branch whose fields all match, each judged by itself. */
  find(leaves: Leaves, found: B[]): void {
    this.#search++;
    const open = this.#open;
    open.push(this.#root);
    for (let place = open.pop(); place; place = open.pop()) {
      // Several values, or several alternatives that one value passes, lead to the same place.
      if (place.lastSearch === this.#search) continue;
      place.lastSearch = this.#search;
      for (let at = 0; at < place.ends.length; at++) found.push(place.ends[at]);
      findNext(place, leaves, open);
    }
  }
}

/** Appends the places that the event reaches from this one. */
function findNext<B>(place: Place<B>, leaves: Leaves, found: Place<B>[]): void {
  const { byField, absent } = place;
  const { present } = leaves;
  if (byField.size > present.length) {
    for (let at = 0; at < present.length; at++) {
      const index = byField.get(present[at]);
      if (index) findByValues(index, leaves.of(present[at]), found);
    }
  } else if (byField.size > 0) {
    for (const [field, index] of byField) {
      findByValues(index, leaves.of(field), found);
    }
  }
  for (let at = 0; at < absent.length; at++) {
    const { field, next } = absent[at];
    // A value in some element of a list may be absent from the one that counts.
    const values = leaves.of(field);
    if (values.length === 0 || values.some(({ membership }) => membership)) {
      found.push(next);
    }
  }
}

function findByValues<B>(
  index: ValueIndex<Place<B>>,
  values: readonly Leaf[],
  found: Place<B>[],
): void {
  for (let at = 0; at < values.length; at++)
    index.find(values[at].value, found);
}

function keyOf({ field, alternatives }: FieldTest): string {
  return `${field} ${JSON.stringify(alternatives)}`;
}

/** The fields that rule out most events come first; of equally telling ones, by path. */
function inOrderOfTelling(fields: readonly FieldTest[]): FieldTest[] {
  const ranked = fields.map(test => ({ test, rank: rankOf(test) }));
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked.map(({ test }) => test);
}

function rankOf({ path, alternatives }: FieldTest): number {
  const rank = Math.max(...alternatives.map(rankOfAlternative));
  if (rank > 0) return rank + 2;
  if (path === 'source') return 0;
  return path === 'detail-type' ? 1 : 2;
}

function rankOfAlternative(alternative: Alternative): number {
  switch (alternative.kind) {
    case 'exact':
      return 0;
    case 'anything-but':
      return 2;
    case 'exists':
      return alternative.present ? 2 : 3;
    default:
      return 1;
  }
}

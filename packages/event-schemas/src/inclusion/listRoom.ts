import { sameJson } from '../stableJson';
import { Atom } from './atoms';
import { Found, HIDDEN, isEnough, isHidden, NONE } from './found';
import { Goal } from './goal';
import { elementPlace, Place } from './place';
import type { Search } from './search';

/** Longer lists are not written down. */
const MAX_LENGTH = 1000;

interface Wishes {
  least: number;
  most: number;
  isUnique: boolean | undefined;
  described: { first: (Goal | undefined)[]; rest: Goal | undefined }[];
  wanted: Map<number, Goal[]>;
  some: { from: number; goal: Goal }[];
  /** From here on, all elements are described alike. */
  alikeFrom: number;
}

/** Lists that meet all conditions. Nothing found means there are none. */
export function listRoom(
  atoms: readonly Atom[],
  place: Place | undefined,
  search: Search,
): readonly Found[] {
  const wishes = wishesOf(atoms, place);
  if (!wishes) return NONE;
  const found: Found[] = [];
  eachAssignment(wishes, wanted => {
    found.push(...fill(wishes, wanted, place, search));
    return isEnough(found);
  });
  return found;
}

function wishesOf(
  atoms: readonly Atom[],
  place: Place | undefined,
): Wishes | undefined {
  const wishes: Wishes = {
    least: 0,
    most: Infinity,
    isUnique: undefined,
    described: [],
    wanted: new Map(),
    some: [],
    alikeFrom: Math.max(0, ...firstLengths(place)),
  };
  const uniqueness = new Set<boolean>();
  for (const atom of atoms) {
    switch (atom.on) {
      case 'size':
        wishes.least = Math.max(wishes.least, atom.least);
        wishes.most = Math.min(wishes.most, atom.most);
        break;
      case 'elements':
        wishes.described.push(atom);
        wishes.alikeFrom = Math.max(wishes.alikeFrom, atom.first.length);
        break;
      case 'element':
        wishes.wanted.set(atom.index, [
          ...(wishes.wanted.get(atom.index) ?? []),
          atom.goal,
        ]);
        wishes.alikeFrom = Math.max(wishes.alikeFrom, atom.index + 1);
        break;
      case 'some-element':
        wishes.some.push(atom);
        wishes.alikeFrom = Math.max(wishes.alikeFrom, atom.from);
        break;
      case 'unique':
        uniqueness.add(atom.holds);
        break;
      default:
    }
  }
  if (uniqueness.size > 1) return undefined;
  [wishes.isUnique] = uniqueness;
  if (wishes.isUnique === false) wishes.least = Math.max(wishes.least, 2);
  return wishes.least > wishes.most ? undefined : wishes;
}

function firstLengths(place: Place | undefined): number[] {
  return (place?.parts ?? []).flatMap(({ items, prefixItems }) =>
    [items, prefixItems].filter(Array.isArray).map(list => list.length),
  );
}

/** Tries every index for elements that may stand anywhere. Beyond where all are described alike, one stands for all. */
function eachAssignment(
  { wanted, some, alikeFrom }: Wishes,
  visit: (wanted: ReadonlyMap<number, Goal[]>) => boolean,
): void {
  assign(0, wanted);

  function assign(next: number, chosen: ReadonlyMap<number, Goal[]>): boolean {
    if (next === some.length) return visit(chosen);
    const { from, goal } = some[next];
    const taken = [...chosen.keys()].filter(index => index >= alikeFrom);
    const indices = Array.from(
      { length: alikeFrom - from },
      (_, index) => from + index,
    );
    for (const index of [...indices, ...taken, alikeFrom + taken.length]) {
      const more = new Map(chosen);
      more.set(index, [...(chosen.get(index) ?? []), goal]);
      if (assign(next + 1, more)) return true;
    }
    return false;
  }
}

function fill(
  { least, most, isUnique, described }: Wishes,
  wanted: ReadonlyMap<number, Goal[]>,
  place: Place | undefined,
  search: Search,
): readonly Found[] {
  const length = Math.max(least, ...[...wanted.keys()].map(index => index + 1));
  if (length > most) return NONE;
  if (length > MAX_LENGTH) return HIDDEN;
  const elements: (readonly Found[])[] = [];
  for (let index = 0; index < length; index++) {
    search.spend();
    const found = search.find(
      goalsAt(index),
      place && elementPlace(place, index),
    );
    if (found.length === 0) return NONE;
    elements.push(found);
  }
  if (isUnique === false) return twins();
  const lists = isUnique ? [distinct(elements)] : variants(elements);
  const found = lists.filter(list => list !== undefined);
  return found.length > 0 ? found.map(value => ({ value })) : HIDDEN;

  function goalsAt(index: number): Goal[] {
    return [
      ...(wanted.get(index) ?? []),
      ...described.flatMap(({ first, rest }) => {
        const goal = index < first.length ? first[index] : rest;
        return goal ? [goal] : [];
      }),
    ];
  }

  /** Two equal elements somewhere; not finding them proves nothing. */
  function twins(): readonly Found[] {
    for (let index = 1; index < length; index++) {
      const both = search.find(
        [...goalsAt(index - 1), ...goalsAt(index)],
        place && elementPlace(place, index),
      );
      const twin = both.find(one => !isHidden(one));
      const [list] = variants(elements);
      if (twin && list) {
        list[index - 1] = twin.value;
        list[index] = twin.value;
        return [{ value: list }];
      }
    }
    return HIDDEN;
  }
}

/** A few lists of the values found. */
function variants(elements: readonly (readonly Found[])[]): unknown[][] {
  const known = elements.map(found => found.filter(one => !isHidden(one)));
  if (known.some(found => found.length === 0)) return [];
  const count = Math.max(1, ...known.map(found => found.length));
  return Array.from({ length: count }, (_, variant) =>
    known.map(found => found[variant % found.length].value),
  );
}

/** A list in which no value comes twice, if the values found suffice. */
function distinct(
  elements: readonly (readonly Found[])[],
): unknown[] | undefined {
  const list: unknown[] = [];
  for (const found of elements) {
    const fresh = found.find(
      one => !isHidden(one) && !list.some(other => sameJson(other, one.value)),
    );
    if (!fresh) return undefined;
    list.push(fresh.value);
  }
  return list;
}

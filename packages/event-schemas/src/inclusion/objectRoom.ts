import { defineMember } from '../jsonSchema';
import { Atom, Members, NameSelection } from './atoms';
import { Found, HIDDEN, isEnough, isHidden, NONE } from './found';
import { Goal } from './goal';
import { NameClass, nameClasses } from './nameClasses';
import { mayCarry, memberPlace, namedProperties, Place } from './place';
import type { Search } from './search';
import { expressionOf } from './textRules';

export interface ObjectWishes {
  least: number;
  most: number;
  described: Members[];
  present: Map<string, Goal[]>;
  absent: Set<string>;
  some: { select: NameSelection; goals: readonly Goal[] }[];
  names: Goal[];
}

/** A property that must be there: one with a known name, or one of a class of names. */
interface Wanted {
  byName: ReadonlyMap<string, readonly Goal[]>;
  byClass: readonly { names: NameClass; goals: readonly Goal[] }[];
}

/** Objects that meet all conditions. Nothing found means there are none. */
export function objectRoom(
  atoms: readonly Atom[],
  place: Place | undefined,
  search: Search,
): readonly Found[] {
  const wishes = wishesOf(atoms);
  if (wishes.least > wishes.most) return NONE;
  const known = knownNames(wishes, place);
  let classes: NameClass[] | undefined;
  const found: Found[] = [];
  eachAssignment(wishes, known, freshNames, search, wanted => {
    found.push(...fill(wishes, wanted, known, freshNames, place, search));
    return isEnough(found);
  });
  return found;

  function freshNames(): NameClass[] {
    classes ??= nameClasses(wishes, known, place, search);
    return classes;
  }
}

function wishesOf(atoms: readonly Atom[]): ObjectWishes {
  const wishes: ObjectWishes = {
    least: 0,
    most: Infinity,
    described: [],
    present: new Map(),
    absent: new Set(),
    some: [],
    names: [],
  };
  for (const atom of atoms) {
    switch (atom.on) {
      case 'size':
        wishes.least = Math.max(wishes.least, atom.least);
        wishes.most = Math.min(wishes.most, atom.most);
        break;
      case 'members':
        wishes.described.push(atom);
        break;
      case 'present':
        wishes.present.set(atom.name, [
          ...(wishes.present.get(atom.name) ?? []),
          ...atom.goals,
        ]);
        break;
      case 'absent':
        wishes.absent.add(atom.name);
        break;
      case 'some-member':
        wishes.some.push(atom);
        break;
      case 'names':
        wishes.names.push(atom.goal);
        break;
      default:
    }
  }
  return wishes;
}

function knownNames(
  wishes: ObjectWishes,
  place: Place | undefined,
): ReadonlySet<string> {
  return new Set([
    ...wishes.present.keys(),
    ...wishes.absent,
    ...wishes.described.flatMap(({ named }) => [...named.keys()]),
    ...wishes.some.flatMap(({ select }) => [...select.isNone]),
    ...(place ? namedProperties(place) : []),
  ]);
}

/** Tries every name for properties of which only a selection is given. */
function eachAssignment(
  { present, absent, some }: ObjectWishes,
  known: ReadonlySet<string>,
  freshNames: () => NameClass[],
  search: Search,
  visit: (wanted: Wanted) => boolean,
): void {
  assign(0, { byName: present, byClass: [] });

  function assign(next: number, chosen: Wanted): boolean {
    if (next === some.length) return visit(chosen);
    const { select, goals } = some[next];
    const nameGoal = select.fulfils;
    for (const name of known) {
      if (absent.has(name) || !isSelected(select, name)) continue;
      if (nameGoal && !nameFits(name, [nameGoal], search)) continue;
      const byName = new Map(chosen.byName);
      byName.set(name, [...(byName.get(name) ?? []), ...goals]);
      if (assign(next + 1, { ...chosen, byName })) return true;
    }
    for (const names of freshNames()) {
      if (!names.isIn(select)) continue;
      const more = {
        names: nameGoal ? names.narrowed(nameGoal) : names,
        goals,
      };
      const byClass = [...chosen.byClass, more];
      if (assign(next + 1, { ...chosen, byClass })) return true;
    }
    return false;
  }
}

function isSelected(select: NameSelection, name: string): boolean {
  const fits = (pattern: { expression: string; isUnicode: boolean }) =>
    expressionOf(pattern.expression, pattern.isUnicode)?.test(name);
  return (
    !select.isNone.has(name) &&
    (!select.matches || fits(select.matches) !== false) &&
    !select.matchesNone.some(pattern => fits(pattern) === true)
  );
}

function fill(
  wishes: ObjectWishes,
  wanted: Wanted,
  known: ReadonlySet<string>,
  freshNames: () => NameClass[],
  place: Place | undefined,
  search: Search,
): readonly Found[] {
  const { absent, least, most } = wishes;
  const members: { name: string | undefined; found: readonly Found[] }[] = [];
  const count = wanted.byName.size + Math.min(1, wanted.byClass.length);
  if (count > most) return NONE;
  for (const [name, goals] of wanted.byName) {
    if (absent.has(name)) return NONE;
    const found = valuesOf(name, goals);
    if (found.length === 0) return NONE;
    members.push({ name, found });
  }
  const taken = new Set(known);
  for (const { names, goals } of wanted.byClass) {
    const found = valuesOfClass(names, goals);
    if (found.length === 0) return NONE;
    members.push({ name: names.next(taken), found });
  }
  if (!fillUp()) return NONE;
  if (members.length > most) return HIDDEN;
  const objects = variants(members);
  return members.length < least || objects.length === 0
    ? HIDDEN
    : objects.map(value => ({ value }));

  function valuesOf(name: string, goals: readonly Goal[]): readonly Found[] {
    if (place && !mayCarry(place, name)) return NONE;
    if (!nameFits(name, wishes.names, search)) return NONE;
    return search.find(
      [...goals, ...wishes.described.flatMap(each => goalsOf(each, name))],
      place && memberPlace(place, name),
    );
  }

  function valuesOfClass(
    names: NameClass,
    goals: readonly Goal[],
  ): readonly Found[] {
    if (names.isEmpty()) return NONE;
    return search.find(
      [...goals, ...wishes.described.flatMap(names.goalsIn)],
      names.place,
    );
  }

  /** Adds properties until there are enough. False if there cannot be enough. */
  function fillUp(): boolean {
    if (members.length >= least) return true;
    for (const name of known) {
      if (members.length >= least) return true;
      if (absent.has(name) || wanted.byName.has(name)) continue;
      const found = valuesOf(name, []);
      if (found.length > 0) members.push({ name, found });
    }
    if (members.length >= least) return true;
    for (const names of freshNames()) {
      const found = valuesOfClass(names, []);
      if (found.length === 0) continue;
      while (members.length < Math.min(least, 1000)) {
        members.push({ name: names.next(taken), found });
      }
      return true;
    }
    return wanted.byClass.length > 0;
  }
}

/** The goals that a description sets for a property of this name. */
function goalsOf({ named, patterns, rest }: Members, name: string): Goal[] {
  const own = named.get(name);
  const matching = patterns.filter(({ expression, isUnicode }) =>
    expressionOf(expression, isUnicode)?.test(name),
  );
  if (own || matching.length > 0) {
    return [...(own ? [own] : []), ...matching.map(({ goal }) => goal)];
  }
  return rest ? [rest] : [];
}

function nameFits(
  name: string,
  goals: readonly Goal[],
  search: Search,
): boolean {
  return (
    goals.length === 0 ||
    search.eachOfKind(
      'string',
      [
        { atom: { on: 'same', value: name, holds: true } },
        ...goals.map(goal => ({ goal })),
      ],
      undefined,
      () => true,
    )
  );
}

/** A few objects of the values found. */
function variants(
  members: readonly { name: string | undefined; found: readonly Found[] }[],
): object[] {
  const known = members.map(({ name, found }) => ({
    name,
    values: found.flatMap(one => (isHidden(one) ? [] : [one.value])),
  }));
  const count = Math.max(1, ...known.map(({ values }) => values.length));
  const objects: object[] = [];
  for (let variant = 0; variant < count; variant++) {
    const object = {};
    for (const { name, values } of known) {
      if (name === undefined || values.length === 0) return [];
      defineMember(object, name, values[variant % values.length]);
    }
    objects.push(object);
  }
  return objects;
}

import { Atom, Item, Kind, KINDS, ScalarAtom, Ways } from './atoms';
import { Demand } from './demand';
import { demandsOf } from './demands';
import { Found, HIDDEN, isEnough, NONE } from './found';
import { Goal, GoalTable } from './goal';
import { listRoom } from './listRoom';
import { numberRoom } from './numberRoom';
import { objectRoom } from './objectRoom';
import { Place } from './place';
import { Reading } from './reading';
import { textRoom } from './textRoom';

const SCALAR: ReadonlySet<string> = new Set([
  'same',
  'least',
  'most',
  'whole',
  'multiple',
  'length',
  'pattern',
  'format',
]);

/** Thrown when the search becomes longer than anybody wants to wait for. */
export class OutOfWorkError extends Error {
  readonly name = 'OutOfWorkError';
}

/** Values and schemas nested deeper are not followed. */
const MAX_DEPTH = 60;

/** What is known half way: all of it must hold. */
interface State {
  atoms: Atom[];
  open: Ways[];
  /** Goals met already, by id; whether they must hold. */
  seen: Map<number, boolean>;
}

/**
 * Looks for a value that fulfils goals, kind by kind and case by case. Whatever it cannot judge it takes as possible, so where
 * it finds nothing, no such value exists.
 *
 * A goal that leads back to itself inside a part of the value is given up there: the smallest such value would hold a
 * smaller one, so there is none.
 */
export class Search {
  readonly notes = new Set<string>();
  readonly #goals: GoalTable;
  readonly #demands = new Map<string, Demand[]>();
  readonly #known = new Map<string, readonly Found[]>();
  readonly #under = new Map<string, number>();
  readonly #places = new Map<unknown, number>();
  #earliest = Infinity;
  #workLeft: number;

  constructor(goals: GoalTable, work: number) {
    this.#goals = goals;
    this.#workLeft = work;
  }

  goal(schema: unknown, reading: Reading, holds: boolean): Goal {
    return this.#goals.goal(schema, reading, holds);
  }

  /** Values for which all goals come true; none means there is no such value. */
  find(goals: readonly Goal[], place: Place | undefined): readonly Found[] {
    const key = this.#keyOf(goals, place);
    const known = this.#known.get(key);
    if (known) return known;
    const above = this.#under.get(key);
    if (above !== undefined) {
      this.#earliest = Math.min(this.#earliest, above);
      return NONE;
    }
    const depth = this.#under.size;
    if (depth > MAX_DEPTH) {
      this.notes.add(`what is nested deeper than ${MAX_DEPTH} levels`);
      return HIDDEN;
    }
    this.#under.set(key, depth);
    const earliestBefore = this.#earliest;
    this.#earliest = Infinity;
    const found: Found[] = [];
    this.each(goals, place, room => {
      found.push(...room);
      return isEnough(found);
    });
    this.#under.delete(key);
    // A proof that leans on an assumption above holds only there.
    const leansOn = this.#earliest < depth ? this.#earliest : Infinity;
    if (found.length > 0 || leansOn === Infinity) this.#known.set(key, found);
    this.#earliest = Math.min(earliestBefore, leansOn);
    return found;
  }

  /** Visits every case in which the goals may come true, until told to stop. */
  each(
    goals: readonly Goal[],
    place: Place | undefined,
    visit: (room: readonly Found[]) => boolean,
  ): void {
    const items = goals.map((goal): Item => ({ goal }));
    KINDS.some(kind => this.eachOfKind(kind, items, place, visit));
  }

  /** As {@link each}, for values of one kind. True if told to stop. */
  eachOfKind(
    kind: Kind,
    items: readonly Item[],
    place: Place | undefined,
    visit: (room: readonly Found[]) => boolean,
  ): boolean {
    const state: State = { atoms: [], open: [[items]], seen: new Map() };
    return this.#explore(kind, state, place, visit);
  }

  #explore(
    kind: Kind,
    state: State,
    place: Place | undefined,
    visit: (room: readonly Found[]) => boolean,
  ): boolean {
    this.spend();
    const open = this.#settle(kind, state);
    if (!open) return false;
    const room = this.#room(kind, state.atoms, place);
    if (room.length === 0) return false;
    if (open.length === 0) {
      this.#noteUnknown(state.atoms);
      return visit(room);
    }
    const [narrowest] = [...open].sort((a, b) => a.length - b.length);
    const others = open.filter(ways => ways !== narrowest);
    return narrowest.some(way =>
      this.#explore(
        kind,
        {
          atoms: [...state.atoms],
          open: [[way], ...others],
          seen: new Map(state.seen),
        },
        place,
        visit,
      ),
    );
  }

  /** Follows everything that leaves no choice. Gives the choices that stay, or undefined if there is a contradiction. */
  #settle(kind: Kind, state: State): Ways[] | undefined {
    let choices = state.open;
    for (;;) {
      const next: Ways[] = [];
      let hasMoved = false;
      for (const ways of choices) {
        const possible = ways.filter(way => !this.#isRefuted(way, state.seen));
        if (possible.length === 0) return undefined;
        if (possible.some(way => isDone(way, state.seen))) continue;
        if (possible.length > 1) {
          next.push(possible);
          continue;
        }
        hasMoved = true;
        for (const item of possible[0]) {
          if ('atom' in item) state.atoms.push(item.atom);
          else if (!state.seen.has(item.goal.id)) {
            state.seen.set(item.goal.id, item.goal.holds);
            next.push(...this.#waysOf(item.goal, kind));
          } else if (state.seen.get(item.goal.id) !== item.goal.holds) {
            return undefined;
          }
        }
      }
      if (!hasMoved) return next;
      choices = next;
    }
  }

  #isRefuted(way: readonly Item[], seen: ReadonlyMap<number, boolean>) {
    return way.some(
      item => 'goal' in item && seen.get(item.goal.id) === !item.goal.holds,
    );
  }

  #waysOf(goal: Goal, kind: Kind): Ways[] {
    const key = `${goal.id} ${kind}`;
    const known = this.#demands.get(key);
    const demands =
      known ??
      demandsOf(goal.schema, kind, goal.reading, (schema, holds) =>
        this.goal(schema, goal.reading, holds),
      );
    if (!known) this.#demands.set(key, demands);
    return goal.holds
      ? demands.map(({ met }) => met)
      : [demands.flatMap(({ broken }) => broken)];
  }

  #room(
    kind: Kind,
    atoms: readonly Atom[],
    place: Place | undefined,
  ): readonly Found[] {
    switch (kind) {
      case 'object':
        return objectRoom(atoms, place, this);
      case 'array':
        return listRoom(atoms, place, this);
      case 'string':
        return textRoom(scalars(atoms));
      case 'number':
        return numberRoom(scalars(atoms));
      case 'boolean':
        return fewRoom([true, false], scalars(atoms));
      default:
        return fewRoom([null], scalars(atoms));
    }
  }

  #noteUnknown(atoms: readonly Atom[]): void {
    for (const atom of atoms) {
      if (atom.on === 'unknown') this.notes.add(atom.note);
    }
  }

  /** Ends the search after so many more steps, unless it ends before. */
  limit(work: number): void {
    this.#workLeft = Math.min(this.#workLeft, work);
  }

  /** @throws OutOfWorkError when the work allowed is done */
  spend(): void {
    this.#workLeft--;
    if (this.#workLeft < 0) throw new OutOfWorkError();
  }

  #keyOf(goals: readonly Goal[], place: Place | undefined): string {
    const wishes = goals.map(({ id, holds }) => (holds ? `${id}` : `!${id}`));
    const parts = place?.parts.map(part => this.#placeNumber(part)) ?? ['*'];
    return `${[...new Set(wishes)].sort()}@${[...parts].sort()}`;
  }

  #placeNumber(part: unknown): number {
    const number = this.#places.get(part) ?? this.#places.size;
    this.#places.set(part, number);
    return number;
  }
}

function isDone(
  way: readonly Item[],
  seen: ReadonlyMap<number, boolean>,
): boolean {
  return way.every(
    item => 'goal' in item && seen.get(item.goal.id) === item.goal.holds,
  );
}

function scalars(atoms: readonly Atom[]): ScalarAtom[] {
  return atoms.filter((atom): atom is ScalarAtom => SCALAR.has(atom.on));
}

function fewRoom(
  values: readonly (boolean | null)[],
  atoms: readonly ScalarAtom[],
): Found[] {
  return values
    .filter(value =>
      atoms.every(
        atom => atom.on !== 'same' || (atom.value === value) === atom.holds,
      ),
    )
    .map(value => ({ value }));
}

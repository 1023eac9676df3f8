import { Item, Members, NameSelection } from './atoms';
import { isHidden } from './found';
import { Goal } from './goal';
import type { ObjectWishes } from './objectRoom';
import {
  mayCarryOthers,
  Place,
  placeExpressions,
  unnamedMemberPlace,
} from './place';
import type { Search } from './search';

/** All names that no schema spells out and that fit the same expressions. */
export interface NameClass {
  isEmpty(): boolean;
  /** Whether the selection takes all of these names. Conditions on the text are left to {@link NameClass.narrowed}. */
  isIn(select: NameSelection): boolean;
  goalsIn(members: Members): Goal[];
  /** What the writer's schema says about the properties; undefined if anything may come. */
  readonly place: Place | undefined;
  /** Those of the names that fulfil one more goal. */
  narrowed(goal: Goal): NameClass;
  /** One of the names, not yet taken; undefined if none came to mind. */
  next(taken: Set<string>): string | undefined;
}

interface Expression {
  expression: string;
  isUnicode: boolean;
}

/** With more expressions than this, every name is taken to fit any of them or not. */
const MAX_EXPRESSIONS = 5;

/** Sorts the names that no schema spells out by the expressions they fit. */
export function nameClasses(
  wishes: ObjectWishes,
  known: ReadonlySet<string>,
  place: Place | undefined,
  search: Search,
): NameClass[] {
  const naming = place ? placeExpressions(place) : [];
  const isUnicode = place?.reading.isUnicode ?? true;
  const takesOthers = !place || mayCarryOthers(place);
  if (!takesOthers && naming.length === 0) return [];
  const expressions = new Map<string, Expression>();
  const all: Expression[] = [
    ...wishes.described.flatMap(({ patterns }) => patterns),
    ...wishes.some.flatMap(({ select }) => [
      ...(select.matches ? [select.matches] : []),
      ...select.matchesNone,
    ]),
    ...naming.map(expression => ({ expression, isUnicode })),
  ];
  for (const one of all) {
    expressions.set(keyOf(one), {
      expression: one.expression,
      isUnicode: one.isUnicode,
    });
  }
  if (expressions.size > MAX_EXPRESSIONS) {
    search.notes.add('property names that many expressions describe');
    return [unsorted()];
  }
  const [...keys] = expressions.keys();
  const classes: NameClass[] = [];
  // eslint-disable-next-line no-bitwise
  for (let choice = 0; choice < 1 << keys.length; choice++) {
    const fitting = new Set(
      // eslint-disable-next-line no-bitwise
      keys.filter((_, index) => choice & (1 << index)),
    );
    const isNamed =
      takesOthers ||
      naming.some(expression => fitting.has(keyOf({ expression, isUnicode })));
    if (!isNamed) continue;
    const names = sorted(fitting, wishes.names);
    if (!names.isEmpty()) classes.push(names);
  }
  return classes;

  function sorted(
    fitting: ReadonlySet<string>,
    goals: readonly Goal[],
  ): NameClass {
    const fits = (one: Expression) => fitting.has(keyOf(one));
    let found: { names: string[]; isProven: boolean } | undefined;
    const texts = () => {
      found ??= textsOf(fitting, goals);
      return found;
    };
    return {
      isEmpty: () => {
        const { names, isProven } = texts();
        return names.length === 0 && isProven;
      },
      isIn: select =>
        (!select.matches || fits(select.matches)) &&
        !select.matchesNone.some(fits),
      goalsIn: ({ patterns, rest }) => {
        const matching = patterns.filter(fits);
        if (matching.length > 0) return matching.map(({ goal }) => goal);
        return rest ? [rest] : [];
      },
      place:
        place &&
        unnamedMemberPlace(place, expression =>
          fits({ expression, isUnicode }),
        ),
      narrowed: goal => sorted(fitting, [...goals, goal]),
      next: taken => {
        const { names } = texts();
        const free =
          names.find(name => !taken.has(name)) ?? numbered(names, taken);
        if (free !== undefined) taken.add(free);
        return free;
      },
    };

    function numbered(names: string[], taken: Set<string>) {
      // Where no expression and no goal speaks of names, any will do.
      if (fitting.size > 0 || goals.length > 0 || names.length === 0) {
        return undefined;
      }
      let count = 2;
      while (taken.has(`${names[0]}${count}`)) count++;
      return `${names[0]}${count}`;
    }
  }

  function textsOf(fitting: ReadonlySet<string>, goals: readonly Goal[]) {
    const items: Item[] = [
      ...[...expressions].map(
        ([key, one]): Item => ({
          atom: { on: 'pattern', ...one, holds: fitting.has(key) },
        }),
      ),
      ...[...known].map(
        (value): Item => ({ atom: { on: 'same', value, holds: false } }),
      ),
      ...goals.map((goal): Item => ({ goal })),
    ];
    const names: string[] = [];
    let isProven = true;
    search.eachOfKind('string', items, undefined, room => {
      for (const one of room) {
        if (isHidden(one)) isProven = false;
        else names.push(String(one.value));
      }
      return names.length > 0;
    });
    return { names, isProven };
  }

  /** Names of which nothing is known. */
  function unsorted(): NameClass {
    const itself: NameClass = {
      isEmpty: () => false,
      isIn: () => true,
      goalsIn: () => [],
      place: undefined,
      narrowed: () => itself,
      next: () => undefined,
    };
    return itself;
  }
}

function keyOf({ expression, isUnicode }: Expression): string {
  return `${isUnicode ? 'u' : ''}/${expression}`;
}

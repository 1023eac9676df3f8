import { Violation } from '../../../wire/errors';

/** What the API model demands of one member beyond its type. */
export interface Constraint {
  /** What is wrong with a value, in AWS's words and order. */
  readonly check: (value: unknown, path: string) => Violation[];
}

/** What the API model demands of the members of a structure. */
export type Members = Readonly<Record<string, Constraint>>;

/** The same, ready to be gone through for each request. */
type MemberList = readonly (readonly [string, Constraint])[];

const lowerFirst = (name: string) =>
  name.charAt(0).toLowerCase() + name.slice(1);

/** The words of a broken limit; AWS tells the upper one first. */
function limitWords(
  size: number,
  what: 'length' | 'value',
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
): string[] {
  if (size > max) {
    return [`Member must have ${what} less than or equal to ${max}`];
  }
  return size < min
    ? [`Member must have ${what} greater than or equal to ${min}`]
    : [];
}

/** Texts of some length and, as a whole, of some form. */
export function text({
  min,
  max,
  pattern,
  isSecret,
}: {
  min?: number;
  max?: number;
  pattern?: string;
  /** A value that no message may tell. */
  isSecret?: boolean;
}): Constraint {
  const form =
    pattern === undefined
      ? undefined
      : new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
  return {
    check: (value, path) => {
      if (typeof value !== 'string') {
        return [];
      }
      const words = limitWords(value.length, 'length', { min, max });
      if (form && !form.test(value)) {
        words.push(
          `Member must satisfy regular expression pattern: ${pattern}`,
        );
      }
      const shown = isSecret ? '***' : value;
      return words.map(constraint => ({ path, value: shown, constraint }));
    },
  };
}

/** One of a few words. */
export function oneOf(...words: string[]): Constraint {
  return {
    check: (value, path) =>
      typeof value !== 'string' || words.includes(value)
        ? []
        : [
            {
              path,
              value,
              constraint: `Member must satisfy enum value set: [${words.join(
                ', ',
              )}]`,
            },
          ],
  };
}

/** Numbers between two others. */
export function number(limits: { min?: number; max?: number }): Constraint {
  return {
    check: (value, path) =>
      typeof value === 'number'
        ? limitWords(value, 'value', limits).map(constraint => ({
            path,
            value,
            constraint,
          }))
        : [],
  };
}

/**
 * Lists of some length.
 *
 * @param show - how AWS shows the list, where it is not as a plain list
 */
export function list(
  limits: { min?: number; max?: number },
  member?: Constraint,
  show: (items: unknown[]) => unknown = items => items,
): Constraint {
  return {
    check: (value, path) => {
      if (!Array.isArray(value)) {
        return [];
      }
      return [
        ...limitWords(value.length, 'length', limits).map(constraint => ({
          path,
          value: show(value),
          constraint,
        })),
        ...value.flatMap((item, i) =>
          member ? member.check(item, `${path}.${i + 1}.member`) : [],
        ),
      ];
    },
  };
}

/** Maps of some size. */
export function map(
  limits: { min?: number; max?: number },
  { key, value: member }: { key?: Constraint; value?: Constraint },
): Constraint {
  return {
    check: (value, path) => {
      const entries = Object.entries(Object(value));
      return [
        ...limitWords(entries.length, 'length', limits).map(constraint => ({
          path,
          value,
          constraint,
        })),
        ...entries.flatMap(([name, item]) => [
          ...(key ? key.check(name, `${path}.key`) : []),
          ...(member ? member.check(item, `${path}.${name}.member`) : []),
        ]),
      ];
    },
  };
}

/** Structures whose members have constraints. */
export function structure(members: Members): Constraint {
  const inside = Object.entries(members);
  return {
    check: (value, path) => violationsOf(inside, value, `${path}.`),
  };
}

/** Every constraint that the members of a value break. */
export function violationsOf(
  members: MemberList,
  value: unknown,
  prefix = '',
): Violation[] {
  const given = Object(value);
  const found: Violation[] = [];
  for (const [name, constraint] of members) {
    const member: unknown = given[name];
    if (member !== undefined) {
      found.push(...constraint.check(member, prefix + lowerFirst(name)));
    }
  }
  return found;
}

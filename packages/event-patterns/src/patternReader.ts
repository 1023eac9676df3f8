import { Alternative } from './alternative';
import { isObject } from './json';
import { parseAlternative } from './parseAlternative';
import { PatternProblem } from './problems';

/** "`$or` … more than 1,000 combinations" is refused ("Creating event patterns", quotas). */
const MAX_COMBINATIONS = 1000;

/** EventBridge's JSON reader refuses deeper nesting; also keeps the recursion here within the stack. */
const MAX_DEPTH = 1000;

/** Operator words, present and reserved: an object naming one inside `$or` makes `$or` an ordinary field name. */
const RESERVED_IN_OR: ReadonlySet<string> = new Set([
  'exactly',
  'equals-ignore-case',
  'prefix',
  'suffix',
  'anything-but',
  'exists',
  'wildcard',
  'numeric',
  'cidr',
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'regex',
  'not-wildcard',
  'not-equals-ignore-case',
  'date-after',
  'date-on-or-after',
  'date-before',
  'date-on-or-before',
  'in-date-range',
  'ip-address-in-range',
  'ip-address-not-in-range',
]);

const OR_MEND =
  'List two or more objects with field names other than operators; only then does $or mean “or”';

type OpenBranch = Map<string, readonly Alternative[]>;

/** Walks a pattern, gathering its branches and every problem. */
export class PatternReader {
  readonly #problems: PatternProblem[];
  #overflowed = false;
  #orIsFieldName = false;

  constructor(problems: PatternProblem[]) {
    this.#problems = problems;
  }

  read(source: Record<string, unknown>): OpenBranch[] {
    this.#orIsFieldName = holdsOrAsFieldName(source);
    return this.#object(source, '', [new Map()], 1);
  }

  /** Adds the fields of one object to every branch. A path given twice counts once: the last wins, as in EventBridge. */
  #object(
    object: Record<string, unknown>,
    path: string,
    open: OpenBranch[],
    depth: number,
  ): OpenBranch[] {
    let current = open;
    const names = Object.keys(object);
    if (names.length === 0) {
      this.#problems.push({
        path,
        code: 'empty-object',
        message: 'Empty objects are not allowed',
        mend: 'Name at least one field, or leave the object out',
      });
    }
    for (const name of names) {
      const value = object[name];
      // Only the very top has no path: a field may have an empty name.
      const fieldPath = depth === 1 ? name : `${path}.${name}`;
      if (name === '$or' && isOrList(value)) {
        if (this.#orIsFieldName) {
          this.#problems.push({
            path: fieldPath,
            code: 'or-mixed',
            message:
              'EventBridge reads every $or of this pattern as a field name, because another $or is not a list of two or more objects or names an operator inside',
            mend: 'Make every $or a list of two or more objects with field names other than operators, or rename the field',
          });
        }
        current = this.#or(value, path, fieldPath, current, depth);
      } else if (Array.isArray(value)) {
        const alternatives = this.#list(value, fieldPath);
        for (const branch of current) branch.set(fieldPath, alternatives);
      } else if (!isObject(value)) {
        this.#problems.push({
          path: fieldPath,
          code: 'not-a-list',
          message: `"${name}" must be an object or an array`,
          mend: `Put the value in a list: [${JSON.stringify(value)}]`,
        });
      } else if (depth >= MAX_DEPTH) {
        this.#problems.push({
          path: '',
          code: 'too-deep',
          message: `Event pattern nests deeper than ${MAX_DEPTH} levels`,
          mend: 'Use fewer levels; "a.b" in a pattern means the same as {"a": {"b": …}}',
        });
      } else {
        current = this.#object(value, fieldPath, current, depth + 1);
      }
    }
    return current;
  }

  #or(
    members: Record<string, unknown>[],
    path: string,
    orPath: string,
    open: OpenBranch[],
    depth: number,
  ): OpenBranch[] {
    const combined: OpenBranch[] = [];
    members.forEach((member, index) => {
      const copies = open.map(branch => new Map(branch));
      if (Object.keys(member).length === 0) {
        this.#problems.push({
          path: `${orPath}[${index}]`,
          code: 'empty-object',
          message: 'Empty objects are not allowed',
          mend: 'Name at least one field, or leave the object out',
        });
        return;
      }
      combined.push(...this.#object(member, path, copies, depth));
    });
    if (combined.length <= MAX_COMBINATIONS) return combined;
    if (!this.#overflowed) {
      this.#overflowed = true;
      this.#problems.push({
        path: orPath,
        code: 'too-many-combinations',
        message: `$or makes more than ${MAX_COMBINATIONS} combinations`,
        mend: 'Use fewer members, list values of one field together, or split the pattern over several rules',
      });
    }
    // Already refused: one branch is enough to go on looking for other problems.
    return combined.slice(0, 1);
  }

  #list(members: unknown[], path: string): Alternative[] {
    if (members.length === 0) {
      this.#problems.push({
        path,
        code: 'empty-array',
        message: 'Empty arrays are not allowed',
        mend: 'List at least one value, or leave the field out',
      });
    }
    const isOrField = path === '$or' || path.endsWith('.$or');
    return members.flatMap((member, index) => {
      const alternative = parseAlternative(
        member,
        `${path}[${index}]`,
        problem =>
          this.#problems.push(
            isOrField && problem.code === 'unknown-operator'
              ? { ...problem, mend: OR_MEND }
              : problem,
          ),
      );
      return alternative ? [alternative] : [];
    });
  }
}

/**
 * Whether a `$or` somewhere is an ordinary field name. EventBridge then reads the whole pattern in its older form, which knows
 * no `$or`, so all of them are.
 */
function holdsOrAsFieldName(source: Record<string, unknown>): boolean {
  const open = [source];
  for (let object = open.pop(); object; object = open.pop()) {
    for (const name of Object.keys(object)) {
      const value = object[name];
      if (name === '$or') {
        if (!isOrList(value)) return true;
        open.push(...value);
      } else if (isObject(value)) open.push(value);
    }
  }
  return false;
}

/** `$or` means "or" only with two or more objects, none of which names a reserved word ("Comparison operators", Or matching). */
function isOrList(value: unknown): value is Record<string, unknown>[] {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.every(member => isObject(member) && !namesReservedWord(member))
  );
}

function namesReservedWord(root: Record<string, unknown>): boolean {
  const open = [root];
  for (let object = open.pop(); object; object = open.pop()) {
    for (const name of Object.keys(object)) {
      if (RESERVED_IN_OR.has(name)) return true;
      const value = object[name];
      if (isObject(value)) open.push(value);
    }
  }
  return false;
}

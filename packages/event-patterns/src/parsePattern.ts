import { Alternative, Branch } from './alternative';
import { isObject, parseAlternative } from './parseAlternative';
import { InvalidEventPatternError, PatternProblem } from './problems';

/**
 * An event pattern known to be valid. Get one from {@link parsePattern}.
 *
 * @public
 */
export interface EventPattern {
  /** The pattern as plain JSON. Treat as read-only. */
  readonly source: Record<string, unknown>;
}

/**
 * Limits that depend on the account.
 *
 * @public
 */
export interface PatternLimits {
  /** Characters of pattern text. EventBridge's default quota is 2,048, adjustable up to the API's maximum of 4,096. */
  maxCharacters?: number;
}

const DEFAULT_MAX_CHARACTERS = 2048;

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

const branchesOf = new WeakMap<EventPattern, readonly Branch[]>();

/** The ways to satisfy a parsed pattern. */
export function branches(pattern: EventPattern): readonly Branch[] {
  const found = branchesOf.get(pattern);
  if (!found) {
    throw new TypeError('Not an event pattern: use parsePattern to make one');
  }
  return found;
}

/**
 * Reads an event pattern from JSON text or a plain object.
 *
 * @throws InvalidEventPatternError with every problem found
 * @public
 */
export function parsePattern(
  input: string | object,
  limits: PatternLimits = {},
): EventPattern {
  const { source, found, problems } = read(input, limits);
  if (problems.length > 0) throw new InvalidEventPatternError(problems);
  const pattern: EventPattern = { source };
  branchesOf.set(pattern, found);
  return pattern;
}

/**
 * Every problem of an event pattern; none when {@link parsePattern} would take it.
 *
 * @public
 */
export function checkPattern(
  input: string | object,
  limits: PatternLimits = {},
): PatternProblem[] {
  return read(input, limits).problems;
}

interface Reading {
  source: Record<string, unknown>;
  found: Branch[];
  problems: PatternProblem[];
}

function read(input: string | object, limits: PatternLimits): Reading {
  const problems: PatternProblem[] = [];
  const failed = (problem: PatternProblem): Reading => ({
    source: {},
    found: [],
    problems: [problem],
  });

  let text: string | undefined;
  try {
    // An object goes through text as well, so that the pattern holds nothing JSON cannot carry.
    text = typeof input === 'string' ? input : JSON.stringify(input);
  } catch (error) {
    return failed({
      path: '',
      code: 'not-json',
      message: `Filter cannot be written as JSON: ${String(error)}`,
      mend: 'Give plain JSON: objects, lists, text, numbers, true, false and null',
    });
  }
  let source: unknown;
  try {
    source = JSON.parse(text ?? '');
  } catch (error) {
    return failed({
      path: '',
      code: 'not-json',
      message: `Filter is not valid JSON: ${
        error instanceof Error ? error.message : error
      }`,
      mend: 'Correct the JSON, for example a missing quote or a comma too many',
    });
  }
  if (!isObject(source)) {
    return failed({
      path: '',
      code: 'not-an-object',
      message: 'Filter is not an object',
      mend: 'Start with the fields to match, such as {"source": ["orders"]}',
    });
  }

  const maxCharacters = limits.maxCharacters ?? DEFAULT_MAX_CHARACTERS;
  const characters = (text ?? '').length;
  if (characters > maxCharacters) {
    problems.push({
      path: '',
      code: 'too-large',
      message: `Event pattern has ${characters} characters, the limit is ${maxCharacters}`,
      mend: 'Shorten it, split it over several rules, or ask AWS for a higher quota (at most 4,096)',
    });
  }
  const found = new PatternReader(problems).read(source);
  return { source, found, problems };
}

type OpenBranch = Map<string, readonly Alternative[]>;

class PatternReader {
  readonly #problems: PatternProblem[];
  #overflowed = false;

  constructor(problems: PatternProblem[]) {
    this.#problems = problems;
  }

  read(source: Record<string, unknown>): OpenBranch[] {
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
    return members.flatMap((member, index) => {
      const alternative = parseAlternative(
        member,
        `${path}[${index}]`,
        problem => this.#problems.push(problem),
      );
      return alternative ? [alternative] : [];
    });
  }
}

/** `$or` means "or" only with two or more objects, none of which names a reserved word; else it is an ordinary field name. */
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

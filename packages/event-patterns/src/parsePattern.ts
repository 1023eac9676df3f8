import { Branch } from './alternative';
import { isObject } from './json';
import { PatternReader } from './patternReader';
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

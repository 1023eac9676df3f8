import { Branch } from './alternative';
import { PatternReader } from './patternReader';
import { InvalidEventPatternError, PatternProblem } from './problems';
import {
  countCharacters,
  numbersTooSmall,
  readPatternText,
} from './readPatternText';

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
  /**
   * Characters of pattern text, white space included; of an object, characters of its shortest JSON. EventBridge's default
   * quota is 2,048, adjustable up to the API's maximum of 4,096 ("Amazon EventBridge quotas").
   */
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
 * Reads an event pattern from JSON text or a plain object, by the rules of EventBridge ("Event pattern syntax", "Comparison
 * operators for use in event patterns"). Of a name given twice in one object, the last counts.
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
  const reading = readPatternText(input);
  if ('problem' in reading) {
    return { source: {}, found: [], problems: [reading.problem] };
  }
  const { text, source } = reading;
  const problems: PatternProblem[] = [];

  const maxCharacters = limits.maxCharacters ?? DEFAULT_MAX_CHARACTERS;
  const characters = countCharacters(text);
  if (characters > maxCharacters) {
    problems.push({
      path: '',
      code: 'too-large',
      message: `Event pattern has ${characters} characters, the limit is ${maxCharacters}`,
      mend: 'Shorten it, split it over several rules, or ask AWS for a higher quota (at most 4,096)',
    });
  }
  for (const number of numbersTooSmall(text)) {
    problems.push({
      path: '',
      code: 'bad-value',
      message: `The number ${number} is too small to compare`,
      mend: 'Use 0, or a number that fits a 64-bit float',
    });
  }
  const found = new PatternReader(problems).read(source);
  return { source, found, problems };
}

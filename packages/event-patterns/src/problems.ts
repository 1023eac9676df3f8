/**
 * One thing wrong with an event pattern.
 *
 * @public
 */
export interface PatternProblem {
  /** Dotted path to the place in the pattern, such as `detail.amount[0].numeric`. Empty for the pattern as a whole. */
  path: string;
  /** Stable identifier of the broken rule. */
  code: PatternProblemCode;
  /** What is wrong. */
  message: string;
  /** What would be right. */
  mend: string;
}

/** @public */
export type PatternProblemCode =
  | 'not-json'
  | 'not-an-object'
  | 'too-large'
  | 'too-deep'
  | 'empty-object'
  | 'empty-array'
  | 'not-a-list'
  | 'bad-value'
  | 'unknown-operator'
  | 'several-operators'
  | 'bad-operand'
  | 'bad-wildcard'
  | 'bad-cidr'
  | 'bad-numeric'
  | 'or-mixed'
  | 'too-many-combinations';

/**
 * Thrown when an event pattern breaks a rule of EventBridge. `problems` holds every broken rule, not just the first.
 *
 * @public
 */
export class InvalidEventPatternError extends Error {
  readonly name = 'InvalidEventPatternError';
  readonly problems: PatternProblem[];

  constructor(problems: PatternProblem[]) {
    super(
      `Event pattern is not valid. Reason: ${problems
        .map(({ path, message }) => (path ? `${path}: ${message}` : message))
        .join('; ')}`,
    );
    this.problems = problems;
  }
}

/**
 * Thrown by a matcher when it is given something that is not an event: text that is not JSON, or JSON that is not an object.
 *
 * @public
 */
export class InvalidEventError extends Error {
  readonly name = 'InvalidEventError';
}

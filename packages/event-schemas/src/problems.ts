/**
 * One thing wrong with a schema, a contract or a value.
 *
 * @public
 */
export interface SchemaProblem {
  /** Dotted path to the place, such as `properties.amount.type` or `items[0].sku`. Empty for the whole. */
  path: string;
  /** Stable identifier of the broken rule. */
  code: string;
  /** What is wrong. */
  message: string;
  /** What would be right. */
  mend: string;
  /** A warning does not stop the schema from being used, but something of it is lost or doubtful. */
  severity: 'error' | 'warning';
}

/**
 * Thrown when a schema or contract cannot be used. `problems` holds everything found, not just the first.
 *
 * @public
 */
export class InvalidContractError extends Error {
  readonly name = 'InvalidContractError';
  readonly problems: SchemaProblem[];

  constructor(problems: SchemaProblem[]) {
    super(
      `The contract is not valid: ${problems
        .map(({ path, message }) => (path ? `${path}: ${message}` : message))
        .join('; ')}`,
    );
    this.problems = problems;
  }
}

export function errorAt(
  path: string,
  code: string,
  message: string,
  mend: string,
): SchemaProblem {
  return { path, code, message, mend, severity: 'error' };
}

export function warningAt(
  path: string,
  code: string,
  message: string,
  mend: string,
): SchemaProblem {
  return { path, code, message, mend, severity: 'warning' };
}

/**
 * What is known about the events a pattern will see.
 *
 * @public
 */
export interface EventContract {
  source?: string;
  detailType?: string;
  /**
   * JSON Schema of the detail, of draft-04 to 2020-12; `$schema` tells which, draft-07 if it does not. References that leave the
   * schema are taken for "anything".
   */
  detailSchema?: object;
}

/** @public */
export interface UnknownField {
  /** Path that the contract does not name, such as `detail.amout`. */
  path: string;
  /** The nearest path it does name. */
  suggestion?: string;
}

/**
 * How a pattern fits a contract.
 *
 * @public
 */
export interface PatternAnalysis {
  /**
   * `always`: every event of the contract matches. `never`: none does. `sometimes`: neither is proven.
   */
  verdict: 'always' | 'sometimes' | 'never';
  /** Why, in sentences; also what looks like a mistake although the verdict stays `sometimes`. */
  reasons: string[];
  unknownFields: UnknownField[];
}

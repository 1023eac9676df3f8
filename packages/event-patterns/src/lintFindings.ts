/**
 * Something legal in an event pattern that probably does not do what was meant.
 *
 * @public
 */
export interface PatternFinding {
  /** Dotted path of the field, such as `detail.amount`. Empty for the pattern as a whole. */
  path: string;
  /** Stable identifier of what was found. */
  code: PatternFindingCode;
  /** What is surprising. */
  message: string;
  /** What would be right. */
  mend: string;
}

/**
 * - `never-matches`: no event has such a value at the path.
 * - `imprecise-number`: outside the range AWS promises to compare exactly.
 * - `absent-object`: `exists: false` on a name that holds an object, which always matches.
 * - `operator-as-field`: an operator's word stands where a field's name is read.
 * - `or-as-field`: `$or` is read as a field's name.
 * - `wildcard-cost`: EventBridge may refuse the rule as too complex.
 * - `wildcard-unneeded`: a cheaper operator says the same.
 * - `catch-all`: nothing, or nearly nothing, is left out.
 * - `redundant-value`: another value of the same list matches all it matches.
 * - `always-true`: the list of a field leaves nothing out.
 * - `anything-but-list`: on a list, `anything-but` matches as soon as one element differs.
 *
 * @public
 */
export type PatternFindingCode =
  | 'never-matches'
  | 'imprecise-number'
  | 'absent-object'
  | 'operator-as-field'
  | 'or-as-field'
  | 'wildcard-cost'
  | 'wildcard-unneeded'
  | 'catch-all'
  | 'redundant-value'
  | 'always-true'
  | 'anything-but-list';

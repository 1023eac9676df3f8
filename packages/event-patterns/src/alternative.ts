/** A JSON value without members: what event patterns compare. */
export type Scalar = string | number | boolean | null;

/** One end of a numeric range. */
export interface Bound {
  value: number;
  inclusive: boolean;
}

/** One of the values a pattern lists for a field. The field matches when any of its alternatives does. */
export type Alternative =
  | { kind: 'exact'; value: Scalar }
  | { kind: 'prefix' | 'suffix'; text: string; ignoreCase: boolean }
  | { kind: 'equals-ignore-case'; text: string }
  | { kind: 'wildcard'; text: string }
  | { kind: 'anything-but'; of: AnythingButOf; values: (string | number)[] }
  | { kind: 'numeric'; lower?: Bound; upper?: Bound }
  | { kind: 'cidr'; text: string }
  | { kind: 'exists'; present: boolean };

/** What `anything-but` is applied to. */
export type AnythingButOf =
  | 'value'
  | 'prefix'
  | 'suffix'
  | 'equals-ignore-case'
  | 'wildcard';

/**
 * One way to satisfy a pattern: every field must match. A pattern without `$or` has one branch; each `$or` multiplies them.
 * Keys are dotted paths.
 */
export type Branch = ReadonlyMap<string, readonly Alternative[]>;

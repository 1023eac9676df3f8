import { branches, EventPattern } from './parsePattern';

/**
 * The dotted paths of all fields that a pattern asks about, in every way through its `$or`s, sorted.
 *
 * @public
 */
export function fieldsRead(pattern: EventPattern): string[] {
  const paths = branches(pattern).flatMap(branch => [...branch.keys()]);
  return [...new Set(paths)].sort();
}

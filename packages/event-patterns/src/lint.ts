import { EventContract } from './analysis';
import { EventPattern, branches } from './parsePattern';
import { lintBreadth } from './lintBreadth';
import { PatternFinding } from './lintFindings';
import { lintNames } from './lintNames';
import { lintValues } from './lintValues';
import { lintWildcards } from './lintWildcards';

/**
 * What EventBridge accepts but probably does not do what was meant: fields no event has, operators read as field names,
 * values that make others needless, patterns that leave nothing out. None of it stops the pattern from being used; what is
 * refused, {@link checkPattern} tells.
 *
 * @param contract - what is known of the events; sharpens what is said about `exists: false`, field names and lists
 * @returns one finding per path and code, in the order of the pattern's fields
 * @public
 */
export function lint(
  pattern: EventPattern,
  contract: EventContract = {},
): PatternFinding[] {
  const found = new Map<string, PatternFinding>();
  for (const finding of lintBreadth(branches(pattern))) add(found, finding);
  for (const branch of branches(pattern)) {
    for (const [path, alternatives] of branch) {
      for (const finding of [
        ...lintNames(path, alternatives, branch, contract),
        ...lintValues(path, alternatives, contract),
        ...lintWildcards(path, alternatives),
      ]) {
        add(found, finding);
      }
    }
  }
  return [...found.values()];
}

/** Branches of `$or` share fields: the same finding is made once. */
function add(found: Map<string, PatternFinding>, finding: PatternFinding) {
  const key = `${finding.code} ${finding.path}`;
  if (!found.has(key)) found.set(key, finding);
}

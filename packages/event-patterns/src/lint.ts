import { Alternative } from './alternative';
import { EventContract } from './analysis';
import { contractFacts, FactsOf, PathFacts } from './contractPaths';
import { lintBreadth } from './lintBreadth';
import { PatternFinding } from './lintFindings';
import { lintNames } from './lintNames';
import { lintValues } from './lintValues';
import { lintWildcards } from './lintWildcards';
import { branches, EventPattern } from './parsePattern';

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
  const { detailSchema } = contract;
  const factsOf = detailSchema && contractFacts(detailSchema);
  // Branches of `$or` share the lists of the fields beside it.
  const judged = new Set<readonly Alternative[]>();
  for (const finding of lintBreadth(branches(pattern))) add(found, finding);
  for (const branch of branches(pattern)) {
    for (const [path, alternatives] of branch) {
      const facts = factsInDetail(path, factsOf);
      const isNew = !judged.has(alternatives);
      judged.add(alternatives);
      for (const finding of [
        ...lintNames(path, alternatives, branch, facts),
        ...(isNew ? lintValues(path, alternatives, facts) : []),
        ...(isNew ? lintWildcards(path, alternatives) : []),
      ]) {
        add(found, finding);
      }
    }
  }
  return [...found.values()];
}

function factsInDetail(
  path: string,
  factsOf: FactsOf | undefined,
): PathFacts | undefined {
  const [top, ...steps] = path.split('.');
  return top === 'detail' && steps.length > 0 ? factsOf?.(steps) : undefined;
}

/** Branches of `$or` share fields: the same finding is made once. */
function add(found: Map<string, PatternFinding>, finding: PatternFinding) {
  const key = `${finding.code} ${finding.path}`;
  if (!found.has(key)) found.set(key, finding);
}

import { Scalar } from './alternative';
import { describeAlternatives } from './describe';
import { fieldTest, PlacedBranch, placeBranch } from './matching/branch';
import { FieldTree } from './matching/fieldTree';
import { Leaves } from './matching/leaves';
import { matchBranch } from './matching/matchBranch';
import { readEvent } from './matching/readEvent';
import { branches, EventPattern } from './parsePattern';

/**
 * What became of one field of a pattern.
 *
 * @public
 */
export interface FieldExplanation {
  /** Dotted path, such as `detail.amount`. */
  path: string;
  matched: boolean;
  /** What the pattern asks for, in words, such as "is EU or UK". */
  expected: string;
  /** The value in the event: a list when the path occurs several times, undefined when the event has no value there. */
  found: Scalar | Scalar[] | undefined;
  /** Present when the values alone do not tell why the field failed. */
  note?: string;
}

/**
 * Explains field by field why an event matches a pattern or not. All fields are matched exactly when the event matches.
 * Of a pattern with `$or`, the branch that matches is explained, or else the one that comes nearest.
 *
 * @throws InvalidEventError if the event is not a JSON object
 * @public
 */
export function explain(
  pattern: EventPattern,
  event: unknown,
): FieldExplanation[] {
  const tree = new FieldTree();
  const placed = branches(pattern).map(branch => placeBranch(branch, tree));
  const leaves = new Leaves();
  readEvent(event, tree, leaves);
  let best: FieldExplanation[] | undefined;
  let bestMisses = Infinity;
  for (const branch of placed) {
    const explained = explainBranch(branch, leaves);
    const misses = explained.filter(({ matched }) => !matched).length;
    if (misses < bestMisses) {
      best = explained;
      bestMisses = misses;
    }
    if (misses === 0) break;
  }
  return best ?? [];
}

function explainBranch(
  branch: PlacedBranch,
  leaves: Leaves,
): FieldExplanation[] {
  const explained = branch.fields.map((field): FieldExplanation => {
    const { path, alternatives, mayBeAbsent } = field;
    const present = leaves.of(field.field);
    const passes = fieldTest(field);
    const found = present.map(({ value }) => value);
    return {
      path,
      matched:
        present.some(({ value }) => passes(value)) ||
        (mayBeAbsent && present.length === 0),
      expected: describeAlternatives(alternatives),
      found: found.length > 1 ? found : found[0],
    };
  });
  const outcome = matchBranch(branch, leaves);
  if (outcome === 'matches') {
    // A field may be absent from the chosen element of a list although other elements have it.
    return explained.map(one => ({ ...one, matched: true }));
  }
  if (explained.every(({ matched }) => matched)) {
    explained[outcome].matched = false;
    explained[outcome].note =
      'Each field matches on its own, but no single element of the list matches all of them';
  }
  return explained;
}

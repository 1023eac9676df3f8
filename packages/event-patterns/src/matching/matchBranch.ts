import { ValueTest } from '../matchAlternative';
import { FieldTest, fieldTest, PlacedBranch } from './branch';
import { FieldNode, FieldTree } from './fieldTree';
import { Leaves } from './leaves';
import {
  agreeing,
  Choice,
  choiceKey,
  extend,
  groupLeaves,
  NO_CHOICE,
} from './listConsistency';

/**
 * Judges a branch with all its fields together: `'matches'`, or the position of the first field for which no consistent
 * place is left in the event's lists.
 */
export function matchBranch(
  branch: PlacedBranch,
  leaves: Leaves,
): 'matches' | number {
  const { fields } = branch;
  const { lastFieldAt, tests } = judgementOf(branch);
  let choices: Choice[] = [NO_CHOICE];
  const nodes = new Map<number, FieldNode>();
  for (let position = 0; position < fields.length; position++) {
    const { field, mayBeAbsent } = fields[position];
    const present = leaves.of(field);
    const passes = tests[position];
    const matching = present.filter(({ value }) => passes(value));
    if (matching.length === 0 && !mayBeAbsent) return position;

    const stillMatters = (node: FieldNode) =>
      (lastFieldAt.get(node) ?? -1) > position;
    const matchingGroup = groupLeaves(matching);
    const presentGroup = mayBeAbsent ? groupLeaves(present) : undefined;
    // Choices that differ only in lists no later field looks at are one choice, which keeps their number linear.
    const next = new Map<string, Choice>();
    const add = (choice: Choice) => next.set(choiceKey(choice), choice);
    for (const choice of choices) {
      for (const { membership } of agreeing(matchingGroup, choice)) {
        add(extend(choice, membership, stillMatters, nodes));
      }
      if (presentGroup && agreeing(presentGroup, choice).next().done) {
        add(extend(choice, undefined, stillMatters, nodes));
      }
    }
    if (next.size === 0) return position;
    choices = [...next.values()];
  }
  return 'matches';
}

/**
 * Whether fields that match one by one may still not match together: two of them have values in lists of objects, or one has
 * and may be absent, which is judged against the element that counts.
 */
export function mayDisagree(branch: PlacedBranch, leaves: Leaves): boolean {
  if (!leaves.hasListed) return false;
  let listed = 0;
  for (const { field, mayBeAbsent } of branch.fields) {
    if (leaves.of(field).some(({ membership }) => membership)) {
      listed++;
      if (listed > 1 || mayBeAbsent) return true;
    }
  }
  return false;
}

interface Judgement {
  tests: ValueTest[];
  /** For each place in the field tree, the last field of the branch at or below it. */
  lastFieldAt: ReadonlyMap<FieldNode, number>;
}

/** Made for the branches that need it only: most events have no list of objects that rules look into. */
const judgements = new WeakMap<PlacedBranch, Judgement>();

function judgementOf(branch: PlacedBranch): Judgement {
  const known = judgements.get(branch);
  if (known) return known;
  const { fields, tree } = branch;
  const judgement = {
    tests: fields.map(fieldTest),
    lastFieldAt: lastFields(fields, tree),
  };
  judgements.set(branch, judgement);
  return judgement;
}

function lastFields(
  fields: readonly FieldTest[],
  tree: FieldTree,
): Map<FieldNode, number> {
  const last = new Map<FieldNode, number>();
  fields.forEach(({ field }, position) => {
    for (let at = tree.nodeOf(field); at; at = at.parent)
      last.set(at, position);
  });
  return last;
}

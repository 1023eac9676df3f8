import { Alternative, Branch } from './alternative';
import {
  agreeing,
  Choice,
  choiceKey,
  extend,
  groupLeaves,
  NO_CHOICE,
} from './arrayConsistency';
import {
  collectLeaves,
  FieldNode,
  fieldTree,
  Leaf,
  readEvent,
} from './eventFields';
import { valueTest, ValueTest } from './matchAlternative';
import { branches, EventPattern } from './parsePattern';

/**
 * Turns a pattern into a test of events. The test takes a parsed event or its JSON text, and throws
 * {@link InvalidEventError} for anything that is not a JSON object.
 *
 * Only the envelope's own fields count at the top level, as in EventBridge.
 *
 * @public
 */
export function compile(pattern: EventPattern): (event: unknown) => boolean {
  const program = compileProgram(pattern);
  return event => {
    const leaves = program.leavesOf(readEvent(event));
    return program.branches.some(
      branch => matchBranch(branch, leaves) === 'matches',
    );
  };
}

/** What one field of a branch asks for. */
export interface FieldTest {
  path: string;
  /** Index into the leaves. */
  field: number;
  alternatives: readonly Alternative[];
  passes: ValueTest;
  /** Whether `exists: false` is among the alternatives. */
  mayBeAbsent: boolean;
}

/** A branch ready to run. Fields are in the order in which EventBridge's matcher takes them: sorted by path. */
export interface BranchProgram {
  fields: FieldTest[];
  /** For each place in the field tree, the last field of this branch at or below it. */
  lastFieldAt: Map<FieldNode, number>;
}

export interface Program {
  paths: string[];
  branches: BranchProgram[];
  leavesOf(event: Record<string, unknown>): Leaf[][];
}

export function compileProgram(pattern: EventPattern): Program {
  const all = branches(pattern);
  const paths = [...new Set(all.flatMap(branch => [...branch.keys()]))];
  const tree = fieldTree(paths);
  const indexOf = new Map(paths.map((path, index) => [path, index]));
  return {
    paths,
    branches: all.map(branch => compileBranch(branch, tree, indexOf)),
    leavesOf: event => collectLeaves(tree, paths.length, event),
  };
}

function compileBranch(
  branch: Branch,
  tree: FieldNode,
  indexOf: ReadonlyMap<string, number>,
): BranchProgram {
  // The order matters to `exists: false` next to other fields of a list's objects: it is judged against the elements
  // chosen by the fields before it.
  const sorted = [...branch].sort(([a], [b]) => compareText(a, b));
  const fields = sorted.map(([path, alternatives]): FieldTest => {
    const tests = alternatives.map(valueTest);
    return {
      path,
      field: indexOf.get(path) ?? -1,
      alternatives,
      passes: value => tests.some(test => test(value)),
      mayBeAbsent: alternatives.some(
        alternative => alternative.kind === 'exists' && !alternative.present,
      ),
    };
  });
  const lastFieldAt = new Map<FieldNode, number>();
  fields.forEach(({ path }, position) => {
    let node: FieldNode | undefined = tree;
    for (const step of path.split('.')) {
      node = node?.steps.get(step);
      if (node) lastFieldAt.set(node, position);
    }
  });
  return { fields, lastFieldAt };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Runs a branch: `'matches'`, or the position of the first field for which no consistent place is left. */
export function matchBranch(
  { fields, lastFieldAt }: BranchProgram,
  leaves: Leaf[][],
): 'matches' | number {
  let choices: Choice[] = [NO_CHOICE];
  const nodes = new Map<number, FieldNode>();
  for (let position = 0; position < fields.length; position++) {
    const { field, passes, mayBeAbsent } = fields[position];
    const present = leaves[field];
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

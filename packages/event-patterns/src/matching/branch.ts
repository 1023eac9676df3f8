import { Alternative, Branch } from '../alternative';
import { ValueTest, valueTest } from '../matchAlternative';
import { FieldTree } from './fieldTree';

/** What one field of a branch asks for. */
export interface FieldTest {
  path: string;
  /** The field's number in the tree. */
  field: number;
  alternatives: readonly Alternative[];
  /** Whether `exists: false` is among the alternatives. */
  mayBeAbsent: boolean;
}

/** A branch on a field tree. Fields are in the order in which EventBridge's matcher takes them: sorted by path. */
export interface PlacedBranch {
  fields: readonly FieldTest[];
  tree: FieldTree;
}

/** Puts a branch's fields on the tree. */
export function placeBranch(branch: Branch, tree: FieldTree): PlacedBranch {
  // The order matters to `exists: false` next to other fields of a list's objects: it is judged against the elements
  // chosen by the fields before it.
  const sorted = [...branch].sort(([a], [b]) => compareText(a, b));
  return {
    tree,
    fields: sorted.map(([path, alternatives]) => ({
      path,
      field: tree.use(path),
      alternatives,
      mayBeAbsent: alternatives.some(
        alternative => alternative.kind === 'exists' && !alternative.present,
      ),
    })),
  };
}

/** Takes a branch's fields from the tree. */
export function unplaceBranch(branch: PlacedBranch): void {
  for (const { field } of branch.fields) branch.tree.release(field);
}

/** Whether an alternative of the field takes the value. */
export function fieldTest({ alternatives }: FieldTest): ValueTest {
  const tests = alternatives.map(valueTest);
  return tests.length === 1
    ? tests[0]
    : value => tests.some(test => test(value));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

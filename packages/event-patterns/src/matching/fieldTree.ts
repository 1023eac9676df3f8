import { HashedSteps } from './hashedSteps';

/**
 * A step on the way to the fields that patterns name. `a.b` and nested `a: {b}` are the same path, in patterns and in
 * events.
 */
export class FieldNode {
  readonly name: string;
  readonly parent: FieldNode | undefined;
  readonly steps = new Map<string, FieldNode>();
  /** Number of the path that ends here; none if negative. */
  field = -1;
  /** Paths that end here or below. */
  fieldCount = 0;
  /** Whether any step below has steps of its own, so that a dotted name in an event may lead there. */
  isDeep = false;
  /** The object in which a reader of text last met this step. */
  metIn = 0;
  /** Finds a step by the hash of its name, for readers that have bytes and no text. */
  readonly byHash = new HashedSteps<FieldNode>();

  constructor(name: string, parent: FieldNode | undefined) {
    this.name = name;
    this.parent = parent;
  }
}

/** The fields named by patterns, numbered, and counted so that the last user of a field takes it along. */
export class FieldTree {
  readonly root = new FieldNode('', undefined);
  readonly #nodes: (FieldNode | undefined)[] = [];
  readonly #uses: number[] = [];
  readonly #free: number[] = [];

  /** The number of a dotted path, which is now used once more. */
  use(path: string): number {
    let node = this.root;
    for (const step of path.split('.')) node = stepInto(node, step);
    if (node.field < 0) {
      node.field = this.#free.pop() ?? this.#nodes.length;
      this.#nodes[node.field] = node;
      this.#uses[node.field] = 0;
      for (let at: FieldNode | undefined = node; at; at = at.parent) {
        at.fieldCount++;
      }
    }
    this.#uses[node.field]++;
    return node.field;
  }

  /** Takes back one use of a field. */
  release(field: number): void {
    const node = this.#nodes[field];
    if (!node || --this.#uses[field] > 0) return;
    node.field = -1;
    this.#nodes[field] = undefined;
    this.#free.push(field);
    for (let at: FieldNode | undefined = node; at; at = at.parent) {
      at.fieldCount--;
      if (at.fieldCount === 0) at.parent?.steps.delete(at.name);
      at.byHash.rebuild(at.steps);
      at.isDeep = [...at.steps.values()].some(({ steps }) => steps.size > 0);
    }
  }

  /** The node at which a field's path ends. */
  nodeOf(field: number): FieldNode | undefined {
    return this.#nodes[field];
  }
}

function stepInto(node: FieldNode, name: string): FieldNode {
  const known = node.steps.get(name);
  if (known) return known;
  const next = new FieldNode(name, node);
  node.steps.set(name, next);
  node.byHash.add(next, node.steps);
  if (node.parent) node.parent.isDeep = true;
  return next;
}

import { Scalar } from './alternative';
import { ENVELOPE_FIELDS } from './envelope';
import { isObject, isScalar } from './json';
import { InvalidEventError } from './problems';

/** Where in the event's lists a leaf lies: a chain from the innermost list outwards. */
export interface Membership {
  /** Identifies the list within this event. */
  arrayId: number;
  /** Which element of it. */
  index: number;
  /** The place in the field tree of the list. */
  node: FieldNode;
  depth: number;
  outer: Membership | undefined;
}

/** A leaf of the event at a path the pattern names. */
export interface Leaf {
  value: Scalar;
  membership: Membership | undefined;
}

/** The paths a pattern names, as a tree of their steps. */
export interface FieldNode {
  steps: Map<string, FieldNode>;
  /** Index of the path that ends here, if one does. */
  field: number | undefined;
  /** Paths that end here or below. */
  fieldCount: number;
}

/** EventBridge's JSON reader refuses deeper nesting. */
const MAX_DEPTH = 1000;

/** Builds the tree of the given dotted paths. `a.b` and nested `a: {b}` are the same path, in patterns and in events. */
export function fieldTree(paths: readonly string[]): FieldNode {
  const root = newNode();
  paths.forEach((path, field) => {
    let node = root;
    node.fieldCount++;
    for (const step of path.split('.')) {
      let next = node.steps.get(step);
      if (!next) {
        next = newNode();
        node.steps.set(step, next);
      }
      next.fieldCount++;
      node = next;
    }
    node.field = field;
  });
  return root;
}

function newNode(): FieldNode {
  return { steps: new Map(), field: undefined, fieldCount: 0 };
}

/**
 * Reads the event, which may be JSON text.
 *
 * @throws InvalidEventError if it is not a JSON object
 */
export function readEvent(event: unknown): Record<string, unknown> {
  let parsed = event;
  if (typeof event === 'string') {
    try {
      parsed = JSON.parse(event);
    } catch (error) {
      throw new InvalidEventError(
        `Event is not valid JSON: ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
  }
  if (!isObject(parsed)) {
    throw new InvalidEventError('Event is not a JSON object');
  }
  return parsed;
}

interface Visit {
  node: FieldNode;
  value: unknown;
  membership: Membership | undefined;
}

/**
 * Collects the leaves at the paths of the tree; the answer is indexed like the paths. Objects and empty lists are not
 * leaves: EventBridge sees no field there. A list's scalar members are leaves of the list's own path.
 */
export function collectLeaves(
  tree: FieldNode,
  fieldCount: number,
  event: Record<string, unknown>,
): Leaf[][] {
  const leaves: Leaf[][] = Array.from({ length: fieldCount }, () => []);
  // An explicit stack, because lists inside lists may nest deeper than the call stack allows.
  const open: Visit[] = [];
  let arrayCount = 0;
  for (const name of Object.keys(event)) {
    if (ENVELOPE_FIELDS.has(name)) {
      const node = tree.steps.get(name);
      if (node) open.push({ node, value: event[name], membership: undefined });
    }
  }
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { node, value, membership } = visit;
    if (Array.isArray(value)) {
      const arrayId = arrayCount++;
      // Backwards, because the stack turns the order round again.
      for (let index = value.length - 1; index >= 0; index--) {
        const element: unknown = value[index];
        const ownMembership =
          isScalar(element) || node.fieldCount < 2
            ? // Consistency is between different fields: with one field there is nothing to keep apart.
              membership
            : within(membership, arrayId, index, node);
        open.push({ node, value: element, membership: ownMembership });
      }
    } else if (isObject(value)) {
      if (node.steps.size === 0) continue;
      for (const name of Object.keys(value).reverse()) {
        const next = descend(node, name);
        if (next) open.push({ node: next, value: value[name], membership });
      }
    } else if (node.field !== undefined && isScalar(value)) {
      leaves[node.field].push({ value, membership });
    }
  }
  return leaves;
}

function within(
  outer: Membership | undefined,
  arrayId: number,
  index: number,
  node: FieldNode,
): Membership {
  const depth = (outer?.depth ?? 0) + 1;
  if (depth > MAX_DEPTH) {
    throw new InvalidEventError(
      `Event nests lists deeper than ${MAX_DEPTH} levels`,
    );
  }
  return { arrayId, index, node, depth, outer };
}

function descend(node: FieldNode, name: string): FieldNode | undefined {
  if (!name.includes('.')) return node.steps.get(name);
  let current: FieldNode | undefined = node;
  for (const step of name.split('.')) {
    current = current?.steps.get(step);
  }
  return current;
}

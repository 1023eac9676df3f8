import { FieldNode } from './fieldTree';
import { Leaf, Membership } from './leaves';

/**
 * The list elements chosen so far: list id → element index. Several fields inside a list of objects must match within the
 * same element ("Event patterns", matching arrays), so once a field has matched in an element, the next fields must too.
 */
export type Choice = ReadonlyMap<number, number>;

export const NO_CHOICE: Choice = new Map();

/** Leaves grouped by the list elements that hold them, outermost list first. */
export interface LeafGroup {
  /** The place itself, when a leaf lies here. */
  leaf: Leaf | undefined;
  lists: Map<number, { node: FieldNode; elements: Map<number, LeafGroup> }>;
}

/** Groups leaves; leaves at the same place are kept once. */
export function groupLeaves(leaves: readonly Leaf[]): LeafGroup {
  const root = newGroup();
  for (const leaf of leaves) {
    let group = root;
    for (const { listId, index, node } of outermostFirst(leaf.membership)) {
      let list = group.lists.get(listId);
      if (!list) {
        list = { node, elements: new Map() };
        group.lists.set(listId, list);
      }
      let next = list.elements.get(index);
      if (!next) {
        next = newGroup();
        list.elements.set(index, next);
      }
      group = next;
    }
    group.leaf ??= leaf;
  }
  return root;
}

function newGroup(): LeafGroup {
  return { leaf: undefined, lists: new Map() };
}

function outermostFirst(membership: Membership | undefined): Membership[] {
  const chain: Membership[] = [];
  for (let at = membership; at; at = at.outer) chain.push(at);
  return chain.reverse();
}

/** The leaves that agree with the choice: one per place. */
export function* agreeing(group: LeafGroup, choice: Choice): Generator<Leaf> {
  if (group.leaf) yield group.leaf;
  for (const [listId, { elements }] of group.lists) {
    const chosen = choice.get(listId);
    if (chosen === undefined) {
      for (const element of elements.values()) yield* agreeing(element, choice);
    } else {
      const element = elements.get(chosen);
      if (element) yield* agreeing(element, choice);
    }
  }
}

/** Extends a choice by a leaf's place, keeping only the lists that `stillMatters` to fields yet to come. */
export function extend(
  choice: Choice,
  membership: Membership | undefined,
  stillMatters: (node: FieldNode) => boolean,
  nodes: Map<number, FieldNode>,
): Choice {
  const extended = new Map<number, number>();
  for (const [listId, index] of choice) {
    const node = nodes.get(listId);
    if (node && stillMatters(node)) extended.set(listId, index);
  }
  for (let at = membership; at; at = at.outer) {
    nodes.set(at.listId, at.node);
    if (stillMatters(at.node)) extended.set(at.listId, at.index);
  }
  return extended.size === 0 ? NO_CHOICE : extended;
}

/** Equal choices have equal keys. */
export function choiceKey(choice: Choice): string {
  return [...choice]
    .sort(([a], [b]) => a - b)
    .map(pair => pair.join(':'))
    .join(',');
}

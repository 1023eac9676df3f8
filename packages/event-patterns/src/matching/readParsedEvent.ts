import { ENVELOPE_FIELDS } from '../envelope';
import { isObject, isScalar } from '../json';
import { InvalidEventError } from '../problems';
import { FieldNode, FieldTree } from './fieldTree';
import { Leaves, Membership, within } from './leaves';

/**
 * Takes an event's leaves from parsed JSON. Objects and empty lists are not leaves: EventBridge sees no field there. A
 * list's scalar members are leaves of the list's own path. Only the envelope's fields count at the top.
 *
 * @throws InvalidEventError if it is not a JSON object
 */
export function readParsedEvent(
  event: unknown,
  tree: FieldTree,
  leaves: Leaves,
): void {
  if (!isObject(event)) {
    throw new InvalidEventError('Event is not a JSON object');
  }
  for (const [name, node] of tree.root.steps) {
    if (ENVELOPE_FIELDS.has(name) && Object.hasOwn(event, name)) {
      readValue(node, event[name], undefined, leaves);
    }
  }
}

function readValue(
  node: FieldNode,
  value: unknown,
  membership: Membership | undefined,
  leaves: Leaves,
): void {
  if (Array.isArray(value)) {
    readList(node, value, membership, leaves);
  } else if (isObject(value)) {
    if (node.steps.size > 0) readObject(node, value, membership, leaves);
  } else if (node.field >= 0 && isScalar(value)) {
    leaves.add(node.field, value, membership);
  }
}

function readObject(
  node: FieldNode,
  value: Record<string, unknown>,
  membership: Membership | undefined,
  leaves: Leaves,
): void {
  if (!node.isDeep) {
    // No dotted name can lead anywhere, so the few names that are asked for are looked up.
    for (const [name, next] of node.steps) {
      const inner = value[name];
      if (inner !== undefined && Object.hasOwn(value, name)) {
        readValue(next, inner, membership, leaves);
      }
    }
    return;
  }
  const names = Object.keys(value);
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    const next = node.steps.get(name) ?? descend(node, name);
    if (next) readValue(next, value[name], membership, leaves);
  }
}

function descend(node: FieldNode, name: string): FieldNode | undefined {
  if (!name.includes('.')) return undefined;
  let current: FieldNode | undefined = node;
  for (const step of name.split('.')) {
    current = current?.steps.get(step);
  }
  return current;
}

/** An explicit stack, because lists inside lists may nest deeper than the call stack allows. */
function readList(
  node: FieldNode,
  list: readonly unknown[],
  membership: Membership | undefined,
  leaves: Leaves,
): void {
  const open = [{ list, membership }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const listId = leaves.nextListId();
    const { list: elements, membership: outer } = visit;
    for (let index = 0; index < elements.length; index++) {
      const element = elements[index];
      if (isScalar(element)) {
        if (node.field >= 0) leaves.add(node.field, element, outer);
        continue;
      }
      // Consistency is between different fields: with one field there is nothing to keep apart.
      const own =
        node.fieldCount < 2 ? outer : within(outer, listId, index, node);
      if (Array.isArray(element)) {
        open.push({ list: element, membership: own });
      } else {
        readValue(node, element, own, leaves);
      }
    }
  }
}

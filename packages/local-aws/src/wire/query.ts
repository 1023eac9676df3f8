import { Shape, StructureShape } from './shape';
import { readText } from './textReader';

/**
 * The parameters of a Query request as a tree: `Tags.member.1.Key` is four
 * steps deep. Made once, so that reading takes no search.
 */
export interface QueryNode {
  text?: string;
  children?: Map<string, QueryNode>;
}

/** Makes the tree of a request's parameters. */
export function queryTree(params: URLSearchParams): QueryNode {
  const root: QueryNode = {};
  for (const [path, text] of params) {
    let node = root;
    for (const step of path.split('.')) {
      node.children ??= new Map();
      let next = node.children.get(step);
      if (!next) {
        next = {};
        node.children.set(step, next);
      }
      node = next;
    }
    node.text ??= text; // As elsewhere, the first of a name counts.
  }
  return root;
}

/** The numbered children of a node, by number. */
function numbered(node: QueryNode | undefined): QueryNode[] {
  return [...(node?.children ?? [])]
    .map(([step, child]) => ({ index: Number.parseInt(step, 10), child }))
    .filter(({ index }) => index > 0)
    .sort((a, b) => a.index - b.index)
    .map(({ child }) => child);
}

function readStructure(shape: StructureShape, node: QueryNode): object {
  const result: Record<string, unknown> = {};
  for (const { name, traits, shape: member } of shape.members) {
    const child = node.children?.get(traits.xmlName ?? name);
    const read = child && readMember(member, child, traits.xmlFlattened);
    if (read !== undefined) {
      result[name] = read;
    }
  }
  return result;
}

function readMember(shape: Shape, node: QueryNode, isFlat = false): unknown {
  switch (shape.type) {
    case 'list': {
      const { member } = shape;
      const itemName = member.traits.xmlName ?? 'member';
      const items = numbered(isFlat ? node : node.children?.get(itemName));
      if (items.length === 0) {
        return node.text === undefined ? undefined : [];
      }
      return items.map(item => readMember(member.shape, item));
    }
    case 'map': {
      const { key, value } = shape;
      const keyName = key.traits.xmlName ?? 'key';
      const valueName = value.traits.xmlName ?? 'value';
      const entries = numbered(isFlat ? node : node.children?.get('entry'));
      if (entries.length === 0) {
        return undefined;
      }
      return Object.fromEntries(
        entries.map(({ children }) => [
          children?.get(keyName)?.text ?? '',
          readMember(value.shape, children?.get(valueName) ?? {}),
        ]),
      );
    }
    case 'structure': {
      const result = readStructure(shape, node);
      return Object.keys(result).length === 0 ? undefined : result;
    }
    default:
      return node.text === undefined
        ? undefined
        : readText(shape.type, node.text);
  }
}

/**
 * Reads the parameters of an AWS Query request by a shape of the service's
 * model ("AWS Query protocol", Smithy 2.0 specification).
 *
 * @throws ServiceError `SerializationException` for a value of the wrong type
 */
export function readQuery(shape: Shape, params: URLSearchParams): object {
  return shape.type === 'structure'
    ? readStructure(shape, queryTree(params))
    : {};
}

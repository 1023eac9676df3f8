import { isObject } from './json';
import { listOf } from './schemaConjunction';
import { refResolver } from './schemaRefs';

const MAX_DEPTH = 12;
const MAX_VISITS = 5000;
const MAX_NAMES = 500;

/** Keywords whose schemas are about the same value. */
const SAME_VALUE = ['allOf', 'anyOf', 'oneOf'];
const SAME_VALUE_ALONE = ['then', 'else', 'items', 'additionalItems'];

/** Paths that the schema names, dotted, below the detail; those nearest to the top first. Used to suggest a name. */
export function namedPaths(root: unknown): string[] {
  const resolve = refResolver(root);
  const paths = new Set<string>();
  const open: { schema: unknown; path: string; depth: number }[] = [
    { schema: root, path: '', depth: 0 },
  ];
  for (let at = 0; at < open.length && at < MAX_VISITS; at++) {
    const { schema, path, depth } = open[at];
    if (!isObject(schema) || depth > MAX_DEPTH) continue;
    const visit = (inner: unknown, innerPath = path) =>
      open.push({ schema: inner, path: innerPath, depth: depth + 1 });
    if (typeof schema.$ref === 'string') visit(resolve(schema.$ref));
    for (const [name, inner] of Object.entries(
      isObject(schema.properties) ? schema.properties : {},
    )) {
      const innerPath = path ? `${path}.${name}` : name;
      if (paths.size >= MAX_NAMES) return [...paths];
      paths.add(innerPath);
      visit(inner, innerPath);
    }
    for (const key of [...SAME_VALUE, 'items', 'prefixItems']) {
      listOf(schema[key]).forEach(inner => visit(inner));
    }
    for (const key of SAME_VALUE_ALONE) visit(schema[key]);
  }
  return [...paths];
}

import { isObject, JsonSchema, listOf } from './jsonSchema';
import { referredSchemas } from './references';

/** The schemas that together describe a place: itself, what it refers to, and its combinations. */
export function partsOf(root: JsonSchema, schema: unknown): JsonSchema[] {
  const parts = new Set<JsonSchema>();
  const open: unknown[] = [schema];
  // The list grows while it is read.
  for (const part of open) {
    if (!isObject(part) || parts.has(part)) continue;
    parts.add(part);
    open.push(...referredSchemas(root, part));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      for (const choice of listOf(part[keyword])) open.push(choice);
    }
  }
  return [...parts];
}

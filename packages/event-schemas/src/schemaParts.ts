import { isObject, JsonSchema, listOf, resolveRef } from './jsonSchema';

/** The schemas that together describe a place: itself, what it refers to, and its combinations. */
export function partsOf(root: JsonSchema, schema: unknown): JsonSchema[] {
  const parts: JsonSchema[] = [];
  const open: unknown[] = [schema];
  while (open.length > 0) {
    const part = open.shift();
    if (!isObject(part) || parts.includes(part)) continue;
    parts.push(part);
    if (typeof part.$ref === 'string') open.push(resolveRef(root, part.$ref));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      open.push(...listOf(part[keyword]));
    }
  }
  return parts;
}

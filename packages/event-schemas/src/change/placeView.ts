import {
  defineMember,
  isObject,
  JsonSchema,
  listOf,
  typesOf,
} from '../jsonSchema';
import { referredSchemas } from '../references';
import { sameJson } from '../stableJson';

/** Keywords that name or hold other schemas and say nothing by themselves. */
const NOT_COMPARED = new Set([
  '$ref',
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$defs',
  'definitions',
  '$comment',
  'allOf',
  'nullable',
  'const',
]);

/** Chains of references and nested `allOf`s end here. */
const MAX_DEPTH = 32;

/**
 * What is said of one place, in one object whatever the draft: references followed, `allOf` folded in, `const` as `enum`,
 * flags for exclusive bounds as numbers, OpenAPI's `nullable` as a type, `prefixItems` as a list of `items`.
 */
export function placeView(root: JsonSchema, schema: unknown): JsonSchema {
  const view: JsonSchema = {};
  gather(root, schema, view, 0);
  return view;
}

function gather(
  root: JsonSchema,
  schema: unknown,
  view: JsonSchema,
  depth: number,
): void {
  if (schema === false) view.not = {};
  if (!isObject(schema) || depth > MAX_DEPTH) return;
  for (const referred of referredSchemas(root, schema)) {
    gather(root, referred, view, depth + 1);
  }
  for (const [keyword, value] of Object.entries(normalised(schema))) {
    view[keyword] = Object.hasOwn(view, keyword)
      ? bothOf(keyword, view[keyword], value)
      : value;
  }
  for (const part of listOf(schema.allOf)) gather(root, part, view, depth + 1);
}

function normalised(schema: JsonSchema): JsonSchema {
  const result: JsonSchema = {};
  for (const keyword of Object.keys(schema)) {
    if (!NOT_COMPARED.has(keyword)) result[keyword] = schema[keyword];
  }
  if (Object.hasOwn(schema, 'const')) result.enum = [schema.const];
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ]) {
    if (typeof schema[flag] !== 'boolean') continue;
    delete result[flag];
    if (schema[flag] && schema[bound] !== undefined) {
      result[flag] = schema[bound];
      delete result[bound];
    }
  }
  const types = typesOf(schema);
  if (types) {
    result.type =
      schema.nullable === true ? [...new Set([...types, 'null'])] : types;
  }
  if (Array.isArray(schema.prefixItems)) {
    result.items = schema.prefixItems;
    delete result.prefixItems;
    if (schema.items !== undefined) result.additionalItems = schema.items;
  }
  return result;
}

/** Two things said with one keyword, both of which hold. */
function bothOf(keyword: string, one: unknown, other: unknown): unknown {
  if (sameJson(one, other)) return one;
  const isMap = keyword === 'properties' || keyword === 'patternProperties';
  if (isMap && isObject(one) && isObject(other)) {
    const merged: JsonSchema = { ...one };
    for (const [name, schema] of Object.entries(other)) {
      const known = Object.hasOwn(merged, name);
      defineMember(
        merged,
        name,
        known ? { allOf: [merged[name], schema] } : schema,
      );
    }
    return merged;
  }
  if (keyword === 'required') {
    return [...new Set([...listOf(one), ...listOf(other)])];
  }
  if (keyword === 'type' || keyword === 'enum') {
    return listOf(one).filter(value =>
      listOf(other).some(each => sameJson(each, value)),
    );
  }
  if (typeof one === 'number' && typeof other === 'number') {
    return /^(min|exclusiveMin)/.test(keyword)
      ? Math.max(one, other)
      : Math.min(one, other);
  }
  return [one, other];
}

import { isObject, JsonSchema, refStep } from './jsonSchema';

/** Keywords whose value is an object of schemas. */
export const SCHEMA_MAPS: readonly string[] = [
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
  // Its members may be lists of names too, which are no schemas.
  'dependencies',
];

/** Keywords whose value is a list of schemas. */
export const SCHEMA_LISTS: readonly string[] = [
  'allOf',
  'anyOf',
  'oneOf',
  'prefixItems',
];

/** Keywords whose value is one schema. `items` is either one or a list. */
export const SCHEMAS: readonly string[] = [
  'not',
  'additionalProperties',
  'additionalItems',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'unevaluatedProperties',
  'unevaluatedItems',
];

/** Keywords that refuse no value. */
const SAYS_NOTHING = new Set([
  '$comment',
  '$defs',
  '$schema',
  'default',
  'definitions',
  'deprecated',
  'description',
  'example',
  'examples',
  'externalDocs',
  'readOnly',
  'title',
  'writeOnly',
  'xml',
]);

/** Whether a keyword may refuse a value. */
export function constrains(keyword: string): boolean {
  return !SAYS_NOTHING.has(keyword) && !keyword.startsWith('x-');
}

/** A schema inside another, and the JSON pointer that leads to it. */
export interface Place {
  pointer: string;
  schema: JsonSchema;
}

/** The schemas directly inside a schema, wherever its keywords hold some. */
export function innerSchemas(schema: JsonSchema): JsonSchema[] {
  return innerPlaces({ pointer: '', schema }).map(place => place.schema);
}

/** The schema and all schemas inside it, references not followed. */
export function allSchemas(root: JsonSchema): JsonSchema[] {
  return allPlaces(root).map(({ schema }) => schema);
}

/** As {@link allSchemas}, with where they are. */
export function allPlaces(root: JsonSchema): Place[] {
  const found: Place[] = [{ pointer: '', schema: root }];
  // The list grows while it is read.
  for (const place of found) {
    for (const inner of innerPlaces(place)) found.push(inner);
  }
  return found;
}

function innerPlaces({ pointer, schema }: Place): Place[] {
  const found: Place[] = [];
  const add = (inner: unknown, ...steps: (string | number)[]) => {
    if (!isObject(inner)) return;
    const path = steps.map(step => `/${refStep(String(step))}`).join('');
    found.push({ pointer: pointer + path, schema: inner });
  };
  for (const keyword of SCHEMA_MAPS) {
    const map = schema[keyword];
    if (!isObject(map)) continue;
    for (const name of Object.keys(map)) add(map[name], keyword, name);
  }
  for (const keyword of [...SCHEMA_LISTS, 'items']) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    list.forEach((inner, index) => add(inner, keyword, index));
  }
  for (const keyword of [...SCHEMAS, 'items']) add(schema[keyword], keyword);
  return found;
}

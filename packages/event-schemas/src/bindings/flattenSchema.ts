import { intersectSchemas } from '../intersectSchemas';
import {
  defineMember,
  isObject,
  JsonSchema,
  listOf,
  resolveRef,
  typesOf,
} from '../jsonSchema';
import { sameJson } from '../stableJson';

/** Keywords that say what a value looks like. Others narrow it in ways that types do not show. */
const STRUCTURE = [
  'type',
  'enum',
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
];

const COMBINATIONS = ['allOf', 'anyOf', 'oneOf'];

/** Choices multiply; past this many a type would help nobody. */
const MAX_ALTERNATIVES = 32;

/** Whether a schema says what its values look like. */
export function hasStructure(schema: JsonSchema): boolean {
  return STRUCTURE.some(keyword => schema[keyword] !== undefined);
}

/**
 * A schema as a choice of schemas without references and combinations at their top. Together they accept at least what the
 * schema accepts: what a type cannot show is left out.
 */
export function flattenSchema(
  root: JsonSchema,
  schema: unknown,
  within: { openRefs: readonly string[]; isObject: boolean } = {
    openRefs: [],
    isObject: false,
  },
): JsonSchema[] {
  if (schema === false) return [];
  if (!isObject(schema)) return [{}];
  if (typeof schema.$ref === 'string') {
    // Meeting itself again adds nothing.
    if (within.openRefs.includes(schema.$ref)) return [{}];
    return flattenSchema(root, resolveRef(root, schema.$ref), {
      ...within,
      openRefs: [...within.openRefs, schema.$ref],
    });
  }
  const inside = {
    ...within,
    isObject: within.isObject || isObjectSchema(schema),
  };
  let alternatives: JsonSchema[] = [own(schema)];
  for (const part of listOf(schema.allOf)) {
    alternatives = both(alternatives, flattenSchema(root, part, inside));
  }
  for (const keyword of ['anyOf', 'oneOf']) {
    if (!Array.isArray(schema[keyword])) continue;
    const options = distinct(
      listOf(schema[keyword]).flatMap(option =>
        flattenSchema(root, option, inside),
      ),
    );
    alternatives = both(
      alternatives,
      options.every(hasStructure)
        ? options
        : [inside.isObject ? loosened(options) : {}],
    );
  }
  return alternatives;
}

function isObjectSchema(schema: JsonSchema): boolean {
  const types = typesOf(schema);
  return types
    ? types.every(type => type === 'object')
    : isObject(schema.properties);
}

function own(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.keys(schema)
      .filter(keyword => !COMBINATIONS.includes(keyword))
      .map(keyword => [keyword, schema[keyword]]),
  );
}

function distinct(schemas: JsonSchema[]): JsonSchema[] {
  const kept: JsonSchema[] = [];
  for (const schema of schemas) {
    if (!kept.some(other => sameJson(other, schema))) kept.push(schema);
  }
  return kept;
}

function both(some: JsonSchema[], others: JsonSchema[]): JsonSchema[] {
  if (some.length * others.length > MAX_ALTERNATIVES) {
    const [more, fewer] =
      some.length > others.length ? [some, others] : [others, some];
    const common = more.every(isObjectSchema)
      ? { type: 'object', ...loosened(more) }
      : {};
    return both([common], fewer);
  }
  return some.flatMap(a =>
    others.map(b => {
      const merged = intersectSchemas(a, b);
      return isObject(a.items) && isObject(b.items)
        ? { ...merged, items: { allOf: [a.items, b.items] } }
        : merged;
    }),
  );
}

/**
 * One schema that accepts what any of the options accepts: it names their properties, and tells the type only of those that
 * every option describes.
 */
function loosened(options: JsonSchema[]): JsonSchema {
  const described = options.map(({ properties }) =>
    isObject(properties) ? properties : {},
  );
  const properties = {};
  for (const name of new Set(described.flatMap(Object.keys))) {
    const schemas = described.flatMap(each =>
      Object.hasOwn(each, name) ? [each[name]] : [],
    );
    defineMember(
      properties,
      name,
      schemas.length === options.length ? { anyOf: schemas } : {},
    );
  }
  return Object.keys(properties).length > 0 ? { properties } : {};
}

import {
  defineMember,
  isObject,
  JsonSchema,
  listOf,
  resolveRef,
  typesOf,
} from './jsonSchema';
import { isLoosened, KEYWORDS_OF, loosenLimits } from './loosenLimits';
import { sameJson } from './stableJson';
import { constrains } from './schemaKeywords';
import { surelyAccepts } from './surelyAccepts';
import { formatOf } from './textFormats';

/** Deeper levels are left open: schema discovery ignores events nested deeper than 255 levels ("Discover"). */
const MAX_DEPTH = 250;

/** Ajv skips a property of this name, so a schema cannot speak of it. */
const UNSPEAKABLE = '__proto__';

interface Widening {
  /** Where references lead from. */
  root: JsonSchema;
  /** Whether what the schema leaves open stays open, and what is new is described as closed. */
  isClosed: boolean;
  depth?: number;
}

/** A schema of this value, and of values of the same shape. */
export function describeValue(
  value: unknown,
  isClosed: boolean,
  depth = 0,
): JsonSchema {
  if (depth > MAX_DEPTH) return {};
  const type = typeOf(value);
  if (typeof value === 'string') {
    const format = formatOf(value);
    return { type, ...(format === undefined ? {} : { format }) };
  }
  if (Array.isArray(value)) {
    if (value.length > 0) {
      return { type, items: describeElements(value, isClosed, depth) };
    }
    return { type, ...(isClosed ? { maxItems: 0 } : {}) };
  }
  if (!isObject(value)) return { type };
  const names = Object.keys(value).filter(name => name !== UNSPEAKABLE);
  const properties = {};
  for (const name of names) {
    const member = describeValue(value[name], isClosed, depth + 1);
    defineMember(properties, name, member);
  }
  return {
    type,
    properties,
    ...(names.length > 0 ? { required: names } : {}),
    ...(isClosed && !Object.hasOwn(value, UNSPEAKABLE)
      ? { additionalProperties: false }
      : {}),
  };
}

function describeElements(
  [first, ...others]: unknown[],
  isClosed: boolean,
  depth: number,
): JsonSchema {
  return others.reduce<JsonSchema>(
    (schema, element) =>
      widenToTake(schema, element, { root: {}, isClosed, depth: depth + 1 }),
    describeValue(first, isClosed, depth + 1),
  );
}

/**
 * Makes a Draft-04 schema take a value too: changes it in place, since thousands of examples widen one schema, and gives it
 * back, or another one in its place.
 */
export function widenToTake(
  schema: unknown,
  value: unknown,
  widening: Widening,
): JsonSchema {
  const { root, isClosed, depth = 0 } = widening;
  if (depth > MAX_DEPTH) return {};
  if (!isObject(schema)) {
    return schema === false ? describeValue(value, isClosed, depth) : {};
  }
  const keywords = Object.keys(schema).filter(constrains);
  if (keywords.length === 0) return schema;
  if (isScalar(value) && surelyAccepts(schema, value, root)) return schema;
  if (keywords.length === 1 && typeof schema.$ref === 'string') {
    return widenReference(schema, schema.$ref, value, widening);
  }
  if (!keywords.every(keyword => isLoosened(keyword, schema[keyword]))) {
    return addChoice(schema, value, widening);
  }
  if (
    Array.isArray(schema.enum) &&
    !schema.enum.some(known => sameJson(known, value))
  ) {
    schema.enum = [...schema.enum, value];
  }
  if (!takesTypeOf(schema, value)) addType(schema, value, isClosed, depth);
  loosenLimits(schema, value);
  if (Array.isArray(value)) widenItems(schema, value, widening);
  else if (isObject(value)) widenProperties(schema, value, widening);
  return schema;
}

/** What others refer to as well stays as it is; here a copy takes its place if it had to change. */
function widenReference(
  schema: JsonSchema,
  ref: string,
  value: unknown,
  widening: Widening,
): JsonSchema {
  const depth = (widening.depth ?? 0) + 1;
  const target = resolveRef(widening.root, ref);
  const copy: unknown = JSON.parse(JSON.stringify(target ?? {}));
  const widened = widenToTake(copy, value, { ...widening, depth });
  return sameJson(widened, target) ? schema : widened;
}

/** A schema in words that cannot be loosened one by one becomes one choice of two. */
function addChoice(
  schema: JsonSchema,
  value: unknown,
  widening: Widening,
): JsonSchema {
  const { root, isClosed, depth = 0 } = widening;
  const { definitions, ...own } = schema;
  const choices = listOf(own.anyOf);
  const isChoice = Object.keys(own).filter(constrains).join() === 'anyOf';
  const others = isChoice ? choices.slice(0, -1) : [own];
  if (
    others.some(
      choice => isObject(choice) && surelyAccepts(choice, value, root),
    )
  ) {
    return schema;
  }
  const last = isChoice
    ? widenToTake(choices[choices.length - 1], value, {
        ...widening,
        depth: depth + 1,
      })
    : describeValue(value, isClosed, depth + 1);
  return {
    ...(isChoice ? own : {}),
    anyOf: [...others, last],
    ...(definitions === undefined ? {} : { definitions }),
  };
}

function addType(
  schema: JsonSchema,
  value: unknown,
  isClosed: boolean,
  depth: number,
): void {
  const type = typeOf(value);
  const known = typesOf(schema) ?? [];
  if (type === 'number' && known.includes('integer')) {
    schema.type = single([...known.filter(one => one !== 'integer'), type]);
    return;
  }
  schema.type = single([...known, type]);
  // Nothing of this type was taken, so what the schema said of it never mattered.
  const ofType = KEYWORDS_OF[type === 'integer' ? 'number' : type] ?? [];
  for (const keyword of ofType) delete schema[keyword];
  const described = describeValue(value, isClosed, depth);
  for (const keyword of ofType) {
    if (described[keyword] !== undefined) schema[keyword] = described[keyword];
  }
}

function widenItems(
  schema: JsonSchema,
  list: unknown[],
  widening: Widening,
): void {
  const { isClosed, depth = 0 } = widening;
  const wasEmpty = schema.maxItems === 0;
  if (list.length > 0 && wasEmpty) delete schema.maxItems;
  if (schema.items !== undefined) {
    schema.items = list.reduce<unknown>(
      (items, element) =>
        widenToTake(items, element, { ...widening, depth: depth + 1 }),
      schema.items,
    );
  } else if (list.length > 0 && (wasEmpty || !isClosed)) {
    schema.items = describeElements(list, isClosed, depth);
  }
}

function widenProperties(
  schema: JsonSchema,
  value: Record<string, unknown>,
  widening: Widening,
): void {
  const { isClosed, depth = 0 } = widening;
  const deeper = { ...widening, depth: depth + 1 };
  if (schema.required !== undefined) {
    const required = listOf(schema.required).filter(name =>
      Object.hasOwn(value, String(name)),
    );
    if (required.length > 0) schema.required = required;
    else delete schema.required;
  }
  for (const name of Object.keys(value)) {
    if (name === UNSPEAKABLE) {
      delete schema.additionalProperties;
      continue;
    }
    const properties = isObject(schema.properties) ? schema.properties : {};
    const others = schema.additionalProperties;
    if (Object.hasOwn(properties, name)) {
      const widened = widenToTake(properties[name], value[name], deeper);
      defineMember(properties, name, widened);
    } else if (isObject(others)) {
      schema.additionalProperties = widenToTake(others, value[name], deeper);
    } else if (others === false || !isClosed) {
      const described = describeValue(value[name], isClosed, depth + 1);
      defineMember(properties, name, described);
      schema.properties = properties;
    }
  }
}

function takesTypeOf(schema: JsonSchema, value: unknown): boolean {
  const types = typesOf(schema);
  const type = typeOf(value);
  return (
    !types ||
    types.includes(type) ||
    (type === 'integer' && types.includes('number'))
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

function single(types: string[]): string | string[] {
  return types.length === 1 ? types[0] : [...types].sort();
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

import { Dialect, dialectOf } from '../dialect';
import { isObject, JsonSchema, listOf, textOf } from '../jsonSchema';
import { plainSchema } from '../plainSchema';
import { hasNames } from '../references';
import { allSchemas } from '../schemaKeywords';

/** A schema document the way the validator reads it. */
export interface Reading {
  readonly root: JsonSchema;
  readonly dialect: Dialect;
  /** False if one of its expressions only exists in the laxer syntax: then all of them are read so. */
  readonly isUnicode: boolean;
  /** Whether references may go by other names than pointers. */
  readonly hasNames: boolean;
}

/** Readies a document; it must not change afterwards. */
export function readingOf(schema: JsonSchema): Reading {
  const root = plainSchema(schema);
  return {
    root,
    dialect: dialectOf(schema),
    hasNames: hasNames(root),
    isUnicode: allSchemas(root).every(place =>
      expressionsOf(place).every(isUnicodeExpression),
    ),
  };
}

/** The drafts from 2019-09 on share keywords that older ones do not know. */
export function isNewDraft({ dialect }: Reading): boolean {
  return dialect === '2019-09' || dialect === '2020-12';
}

/** Properties by name. The validator passes over one that is called `__proto__`. */
export function propertiesOf(schema: JsonSchema): Map<string, unknown> {
  const { properties } = schema;
  if (!isObject(properties)) return new Map();
  return new Map(
    Object.entries(properties).filter(([name]) => name !== '__proto__'),
  );
}

/** Properties by expression. */
export function patternsOf(schema: JsonSchema): [string, unknown][] {
  const { patternProperties } = schema;
  return isObject(patternProperties) ? Object.entries(patternProperties) : [];
}

export function requiredOf(schema: JsonSchema): string[] {
  return namesIn(schema.required);
}

export function namesIn(list: unknown): string[] {
  return listOf(list).filter(
    (name): name is string => typeof name === 'string',
  );
}

/** The schemas of an array's first elements and of all others. */
export function elementsOf(
  schema: JsonSchema,
  { dialect }: Reading,
): { first: unknown[]; rest: unknown } {
  if (dialect === '2020-12') {
    return { first: listOf(schema.prefixItems), rest: schema.items };
  }
  return Array.isArray(schema.items)
    ? { first: schema.items, rest: schema.additionalItems }
    : { first: [], rest: schema.items };
}

function expressionsOf(place: JsonSchema): string[] {
  const pattern = textOf(place.pattern);
  return [
    ...(pattern === undefined ? [] : [pattern]),
    ...patternsOf(place).map(([expression]) => expression),
  ];
}

function isUnicodeExpression(expression: string): boolean {
  try {
    return Boolean(new RegExp(expression, 'u'));
  } catch {
    return false;
  }
}

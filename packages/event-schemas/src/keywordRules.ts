import { Dialect } from './dialect';
import { isObject, JsonSchema } from './jsonSchema';
import { stableJson } from './stableJson';
import { surelyAccepts } from './surelyAccepts';

/** What a keyword's value must be, and how to write it. */
export interface KeywordRule {
  /** Whether the value keeps to the rule. */
  holds(value: unknown, schema: JsonSchema, dialect: Dialect): boolean;
  /** Completes "must be …". */
  must: string;
  mend: string;
}

const text: KeywordRule = {
  holds: value => typeof value === 'string',
  must: 'text',
  mend: 'Write text in quotes',
};

const address: KeywordRule = {
  holds: value => surelyAccepts({ format: 'uri-reference' }, value),
  must: 'an address, without spaces',
  mend: 'Write an address such as "https://example.com/order.json"',
};

const anchor: KeywordRule = {
  holds: value =>
    typeof value === 'string' && /^[A-Za-z_][-A-Za-z0-9._]*$/.test(value),
  must: 'a name of letters, digits, "-", "_" and "."',
  mend: 'Write a name such as "address"',
};

const flag: KeywordRule = {
  holds: value => typeof value === 'boolean',
  must: 'true or false',
  mend: 'Write true, or leave it out',
};

const number: KeywordRule = {
  holds: value => typeof value === 'number',
  must: 'a number',
  mend: 'Write a number, such as 1',
};

const count: KeywordRule = {
  holds: value =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0,
  must: 'a whole number, 0 or more',
  mend: 'Write a whole number, such as 1',
};

const list: KeywordRule = {
  holds: Array.isArray,
  must: 'a list',
  mend: 'Put the values in square brackets',
};

const names: KeywordRule = {
  holds: isListOfNames,
  must: 'a list of property names, each once',
  mend: 'Put "required": ["name"] beside "properties", not inside a property',
};

const exclusive = (bound: 'minimum' | 'maximum'): KeywordRule => ({
  holds: (value, schema, dialect) =>
    dialect === 'draft-04'
      ? typeof value === 'boolean' && schema[bound] !== undefined
      : typeof value === 'number',
  must: `a number (Draft-06 and later) or a flag beside "${bound}" (Draft-04)`,
  mend: `Write a number, or in Draft-04 true and the number as "${bound}"`,
});

/** Keywords whose value stands for itself, by name ("JSON Schema Validation: A Vocabulary for Structural Validation of JSON"). */
export const KEYWORD_RULES: Readonly<Record<string, KeywordRule>> = {
  $schema: address,
  $id: address,
  id: {
    ...address,
    // Later drafts know no such keyword.
    holds: (value, schema, dialect) =>
      dialect !== 'draft-04' || address.holds(value, schema, dialect),
  },
  $anchor: anchor,
  $dynamicAnchor: anchor,
  $recursiveAnchor: flag,
  $comment: text,
  title: text,
  description: text,
  format: text,
  contentEncoding: text,
  contentMediaType: text,
  deprecated: flag,
  readOnly: flag,
  writeOnly: flag,
  nullable: flag,
  uniqueItems: flag,
  examples: list,
  minimum: number,
  maximum: number,
  exclusiveMinimum: exclusive('minimum'),
  exclusiveMaximum: exclusive('maximum'),
  multipleOf: {
    holds: value => typeof value === 'number' && value > 0,
    must: 'a number above 0',
    mend: 'Write a number above 0, such as 1',
  },
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  minContains: count,
  maxContains: count,
  required: names,
  dependentRequired: {
    holds: value =>
      isObject(value) && Object.values(value).every(isListOfNames),
    must: 'an object of lists of property names',
    mend: 'Write {"a": ["b"]} where "a" requires "b"',
  },
  enum: {
    holds: (value, _, dialect) =>
      Array.isArray(value) &&
      value.length > 0 &&
      (dialect !== 'draft-04' || isUnique(value)),
    must: 'a list of at least one value, in Draft-04 each once',
    mend: 'List the allowed values, or leave "enum" out',
  },
};

function isListOfNames(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.every(name => typeof name === 'string') &&
    new Set(value).size === value.length
  );
}

function isUnique(values: readonly unknown[]): boolean {
  return (
    new Set(values.map(value => stableJson(value, 0))).size === values.length
  );
}

import fc from 'fast-check';
import { JsonSchema } from '../../index';

export interface SchemaPair {
  before: JsonSchema;
  after: JsonSchema;
}

const small = fc.integer({ min: -2, max: 6 });
const count = fc.integer({ min: 0, max: 3 });

/** Some of the keywords, each with a value of its own. */
function some(keywords: Record<string, fc.Arbitrary<unknown>>) {
  return fc.record(keywords, { requiredKeys: [] });
}

const numeric = some({
  minimum: small,
  maximum: small,
  exclusiveMinimum: small,
  exclusiveMaximum: small,
  multipleOf: fc.constantFrom(1, 2, 3, 6, 0.5, 0.1),
}).chain(more =>
  fc.constantFrom<JsonSchema>(
    { type: 'integer', ...more },
    { type: 'number', ...more },
    { ...more },
  ),
);

const textual = some({
  minLength: count,
  maxLength: fc.integer({ min: 1, max: 12 }),
  pattern: fc.constantFrom('^a', 'b$', '^[a-z]+$', '^[a-z]{3}$', '.*', 'x'),
  format: fc.constantFrom('date', 'uuid', 'ipv4', 'int32', 'own'),
}).map((more): JsonSchema => ({ type: 'string', ...more }));

const value = fc.constantFrom<unknown>('a', 'b', 0, 1, 2, true, null, [1], {
  a: 1,
});
const name = fc.constantFrom('a', 'b', 'c', 'aa');

const { schema } = fc.letrec<{
  schema: unknown;
  object: JsonSchema;
  list: JsonSchema;
}>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 3, arbitrary: numeric },
    { weight: 3, arbitrary: textual },
    {
      weight: 2,
      arbitrary: fc
        .uniqueArray(value, { minLength: 1, maxLength: 4 })
        .map(list => ({ enum: list })),
    },
    { weight: 1, arbitrary: value.map(one => ({ const: one })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        {},
        true,
        false,
        { type: 'boolean' },
        { type: ['null', 'string'] },
        { type: ['integer', 'null'] },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        { $ref: '#/definitions/Tree' },
        { $ref: '#/definitions/Leaf' },
      ),
    },
    { weight: 5, arbitrary: tie('object') },
    { weight: 3, arbitrary: tie('list') },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('schema'), { minLength: 1, maxLength: 3 })
        .map(anyOf => ({ anyOf })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('schema'), { minLength: 1, maxLength: 3 })
        .map(oneOf => ({ oneOf })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('schema'), { minLength: 1, maxLength: 2 })
        .map(allOf => ({ allOf })),
    },
    { weight: 1, arbitrary: tie('schema').map(not => ({ not })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('schema'), tie('schema'), tie('schema'))
        .map(([condition, then, otherwise]) => ({
          if: condition,
          then,
          else: otherwise,
        })),
    },
  ),
  object: fc
    .tuple(
      some({
        properties: fc.dictionary(name, tie('schema'), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
        patternProperties: fc.dictionary(
          fc.constantFrom('^a', 'b'),
          tie('schema'),
          { maxKeys: 1, noNullPrototype: true },
        ),
        additionalProperties: tie('schema'),
        required: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
      }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: some({
            minProperties: count,
            maxProperties: count,
            propertyNames: fc.constantFrom<unknown>(
              { maxLength: 1 },
              { pattern: '^a' },
              { enum: ['a', 'c'] },
            ),
            dependentRequired: fc.constantFrom({ a: ['b'] }, { b: ['a', 'c'] }),
            dependentSchemas: fc.dictionary(name, tie('schema'), {
              maxKeys: 1,
              noNullPrototype: true,
            }),
            unevaluatedProperties: fc.boolean(),
          }),
        },
      ),
    )
    .map(([one, other]): JsonSchema => ({ type: 'object', ...one, ...other })),
  list: fc
    .tuple(
      some({ items: tie('schema'), minItems: count, maxItems: count }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: some({
            items: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
            additionalItems: tie('schema'),
            uniqueItems: fc.boolean(),
            contains: tie('schema'),
            minContains: count,
          }),
        },
      ),
    )
    .map(
      ([one, other]): JsonSchema =>
        containsApart({ type: 'array', ...one, ...other }),
    ),
}));

/** Ajv, which judges here, overlooks `contains` beside a tuple where the list is empty. */
function containsApart(list: JsonSchema): JsonSchema {
  const { contains, minContains, ...rest } = list;
  return contains !== undefined && Array.isArray(list.items)
    ? {
        ...rest,
        allOf: [
          { contains, ...(minContains === undefined ? {} : { minContains }) },
        ],
      }
    : list;
}

function document(v: unknown, leaf: unknown): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2019-09/schema',
    type: 'object',
    required: ['v'],
    properties: { v },
    definitions: {
      Leaf: leaf,
      Tree: {
        type: 'object',
        properties: {
          leaf: { $ref: '#/definitions/Leaf' },
          more: { type: 'array', items: { $ref: '#/definitions/Tree' } },
        },
      },
    },
  };
}

const leaf = fc.oneof(numeric, fc.constant({ type: 'string' }));

/** Swaps one schema somewhere inside for another, or changes one keyword. */
function mutated(
  given: unknown,
  other: unknown,
  choices: readonly number[],
): unknown {
  const [choice = 0, ...rest] = choices;
  if (typeof given !== 'object' || given === null) return other;
  const keywords = Object.keys(given);
  if (rest.length === 0 || keywords.length === 0) {
    return choice % 3 === 0
      ? other
      : edited(given as JsonSchema, other, choice);
  }
  const keyword = keywords[choice % keywords.length];
  const inner = (given as JsonSchema)[keyword];
  switch (keyword) {
    case 'items':
    case 'additionalProperties':
    case 'not':
    case 'if':
    case 'then':
    case 'else':
    case 'contains':
      if (Array.isArray(inner)) break;
      return { ...given, [keyword]: mutated(inner, other, rest) };
    case 'anyOf':
    case 'oneOf':
    case 'allOf':
      return {
        ...given,
        [keyword]: (inner as unknown[]).map((part, index) =>
          index === choice % (inner as unknown[]).length
            ? mutated(part, other, rest)
            : part,
        ),
      };
    case 'properties':
    case 'patternProperties': {
      const names = Object.keys(inner as object);
      if (names.length === 0) break;
      const one = names[choice % names.length];
      return {
        ...given,
        [keyword]: {
          ...(inner as object),
          [one]: mutated((inner as JsonSchema)[one], other, rest),
        },
      };
    }
    default:
  }
  return edited(given as JsonSchema, other, choice);
}

function edited(given: JsonSchema, other: unknown, choice: number): unknown {
  const keywords = Object.keys(given);
  const keyword = keywords[choice % Math.max(1, keywords.length)];
  const inner = given[keyword];
  if (typeof inner === 'number')
    return { ...given, [keyword]: inner + (choice % 2 ? 1 : 2) };
  if (Array.isArray(inner) && inner.length > 1)
    return { ...given, [keyword]: inner.slice(1) };
  if (choice % 2 === 0) return { anyOf: [given, other] };
  const { [keyword]: _, ...kept } = given;
  return kept;
}

/** Two versions of a contract: mostly one and a change of it, sometimes two that have nothing to do with each other. */
export const schemaPair: fc.Arbitrary<SchemaPair> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          schema,
          schema,
          leaf,
          fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }),
        )
        .chain(([one, other, tip, choices]) => {
          const pair = [
            document(one, tip),
            document(mutated(one, other, choices), tip),
          ];
          return fc.constantFrom(pair, [...pair].reverse());
        }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(schema, schema, leaf, leaf)
        .map(([one, other, tip, tip2]) => [
          document(one, tip),
          document(other, tip2),
        ]),
    },
  )
  .map(([before, after]) => ({ before, after }));

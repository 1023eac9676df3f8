import Ajv from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { JsonSchema, NoSampleError, sample } from './index';

const OPTIONS = {
  strict: false,
  ownProperties: true,
  logger: false,
  // `sample` refuses what is no schema; here that would only take time.
  validateSchema: false,
  meta: false,
} as const;

/** Judges of their own, apart from the one that `sample` asks. */
const DRAFTS: Record<string, [string, () => Ajv]> = {
  'draft-04': [
    'http://json-schema.org/draft-04/schema#',
    () => new Ajv04(OPTIONS),
  ],
  'draft-06': [
    'http://json-schema.org/draft-06/schema#',
    () => new Ajv(OPTIONS),
  ],
  'draft-07': [
    'http://json-schema.org/draft-07/schema#',
    () => new Ajv(OPTIONS),
  ],
  '2019-09': [
    'https://json-schema.org/draft/2019-09/schema',
    () => new Ajv2019(OPTIONS),
  ],
  '2020-12': [
    'https://json-schema.org/draft/2020-12/schema',
    () => new Ajv2020(OPTIONS),
  ],
};

function refusals(draft: string, schema: JsonSchema, value: unknown) {
  const ajv = DRAFTS[draft][1]();
  addFormats(ajv);
  ajv.validate(schema, value);
  return ajv.errors ?? [];
}

const isLater = (draft: string) => draft !== 'draft-04';
const isNewest = (draft: string) => draft === '2020-12';
const is2019OrLater = (draft: string) => /^20/.test(draft);

const name = fc.constantFrom('a', 'status', 'orderId', 'email', 'items');

/** Any schema of a draft that says something of most values, and that some value fits. */
function schemaOf(draft: string): fc.Arbitrary<JsonSchema> {
  const bounds = fc
    .tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 9 }))
    .chain(([low, span]) =>
      fc.constantFrom<JsonSchema>(
        { minimum: low },
        { maximum: low },
        { minimum: low, maximum: low + span },
        { multipleOf: span },
        isLater(draft)
          ? { exclusiveMinimum: low, exclusiveMaximum: low + 2 }
          : { minimum: low, exclusiveMinimum: true },
      ),
    );
  const numbers = fc
    .tuple(fc.constantFrom('integer', 'number'), bounds)
    .map(([type, limits]): JsonSchema => ({ type, ...limits }));
  const texts = fc.constantFrom<JsonSchema>(
    { type: 'string' },
    { type: 'string', minLength: 12 },
    { type: 'string', maxLength: 2 },
    { type: 'string', pattern: '^[A-Z]{2}-\\d+$', minLength: 6 },
    { type: 'string', pattern: '^(?!x)\\w{3}$' },
    { type: 'string', pattern: 'b$' },
    ...['date-time', 'date', 'email', 'uuid', 'ipv4', 'uri'].map(format => ({
      type: 'string',
      format,
    })),
  );
  const leaves = fc.oneof(
    numbers,
    texts,
    fc.constantFrom<JsonSchema>(
      {},
      { type: 'boolean' },
      { type: ['null', 'integer'] },
      { enum: ['a', 1, null] },
      { enum: [1, 5, 30], minimum: 20 },
      { not: { type: 'string' } },
      { not: { enum: ['example'] } },
      ...(isLater(draft) ? [{ const: { a: [1] } }] : []),
      isNewest(draft)
        ? { $ref: '#/$defs/Tree' }
        : { $ref: '#/definitions/Tree' },
    ),
  );
  const { schema } = fc.letrec<{ schema: JsonSchema; object: JsonSchema }>(
    tie => ({
      schema: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaves,
        tie('object'),
        fc
          .tuple(tie('schema'), fc.nat(2), fc.boolean())
          .map(([items, minItems, uniqueItems]) => ({
            type: 'array',
            items,
            // No two values of an enum of one are unlike.
            ...(uniqueItems ? { uniqueItems, maxItems: 1 } : { minItems }),
          })),
        fc.tuple(tie('schema'), tie('schema')).map(
          ([one, other]): JsonSchema =>
            isNewest(draft)
              ? { type: 'array', prefixItems: [one, other], items: false }
              : {
                  type: 'array',
                  items: [one, other],
                  additionalItems: false,
                },
        ),
        fc.tuple(tie('schema'), tie('schema')).map(anyOf => ({ anyOf })),
        fc.tuple(numbers, texts).map(oneOf => ({ oneOf })),
        fc.tuple(tie('object'), name).map(([object, also]) => ({
          allOf: [object, { properties: { [also]: {} }, minProperties: 0 }],
        })),
        ...(isLater(draft)
          ? [
              leaves.map(contains => ({ type: 'array', contains })),
              fc.constant({
                type: 'object',
                propertyNames: { pattern: '^[a-c]$' },
                minProperties: 2,
              }),
              tie('object').map(
                (object): JsonSchema => ({
                  if: object,
                  then: { minProperties: 0 },
                  else: {},
                }),
              ),
            ]
          : []),
        ...(is2019OrLater(draft)
          ? [
              fc.constant<JsonSchema>({
                type: 'object',
                properties: { a: {} },
                required: ['a'],
                dependentRequired: { a: ['b'] },
                dependentSchemas: { b: { required: ['c'] } },
              }),
              tie('object').map(object => ({
                allOf: [object],
                unevaluatedProperties: false,
              })),
            ]
          : []),
      ),
      object: fc
        .tuple(
          fc.dictionary(name, tie('schema'), { maxKeys: 3 }),
          fc.boolean(),
          fc.boolean(),
        )
        .map(
          ([properties, isOpen, isRequired]): JsonSchema => ({
            type: 'object',
            properties,
            ...(isOpen ? {} : { additionalProperties: false }),
            ...(isRequired && Object.keys(properties).length > 0
              ? { required: Object.keys(properties) }
              : {}),
          }),
        ),
    }),
  );
  const tree = (ref: string) => ({
    Tree: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'integer', minimum: 1 },
        more: { type: 'array', items: { $ref: ref } },
      },
    },
  });
  return schema.map(detail => ({
    $schema: DRAFTS[draft][0],
    type: 'object',
    properties: { v: detail },
    required: ['v'],
    ...(isNewest(draft)
      ? { $defs: tree('#/$defs/Tree') }
      : { definitions: tree('#/definitions/Tree') }),
  }));
}

describe.each(Object.keys(DRAFTS))('%s', draft => {
  it('samples a value that an independent validator takes, the same for the same seed', () => {
    fc.assert(
      fc.property(schemaOf(draft), fc.integer(), (schema, seed) => {
        const value = sample(schema, seed);
        const { $schema, ...rest } = schema;
        expect(refusals(draft, rest, value)).toEqual([]);
        expect(sample(JSON.parse(JSON.stringify(schema)), seed)).toEqual(value);
      }),
      { numRuns: 150 },
    );
  });
});

it.each<[string, JsonSchema, unknown]>([
  ['text', { type: 'string' }, '***'],
  ['text of unknown type', {}, '***'],
  ['text or nothing', { type: ['null', 'string'] }, '***'],
  ['text with an example', { type: 'string', example: 'Ada' }, '***'],
  ['text with a default', { type: 'string', default: 'Ada' }, '***'],
  ['long text', { type: 'string', minLength: 5 }, '*****'],
  ['short text', { type: 'string', maxLength: 2 }, '**'],
  ['text with an expression that allows it', { pattern: '^[^<]+$' }, '***'],
  [
    'text within what is marked',
    { type: 'object', properties: { name: { type: 'string' } } },
    { name: '***' },
  ],
  [
    'the elements of what is marked',
    { type: 'array', items: { type: 'string', examples: ['Ada'] } },
    ['***'],
  ],
  ['a listed value', { enum: ['Ada'] }, 'Ada'],
])('masks %s', (_, keywords, masked) => {
  const schema = {
    type: 'object',
    required: ['who'],
    properties: { who: { ...keywords, 'x-busline-personal-data': true } },
  };
  expect(sample(schema)).toEqual({ who: masked });
});

it.each<[string, JsonSchema]>([
  [
    'a format',
    { type: 'string', format: 'email', example: 'ada@real.example' },
  ],
  ['an expression', { type: 'string', pattern: '^\\d{4}$', example: '31337' }],
  ['a number', { type: 'integer', minimum: 20, example: 31337 }],
  [
    'an object without members',
    { type: 'object', maxProperties: 0, example: { name: '31337' } },
  ],
])('makes up a value where %s forbids a mask', (_, keywords) => {
  const who = { ...keywords, 'x-busline-personal-data': true };
  const schema = { type: 'object', required: ['who'], properties: { who } };
  for (let seed = 1; seed <= 20; seed++) {
    const value = JSON.stringify(sample(schema, seed));
    expect(value).not.toMatch(/\*|31337|ada@real/);
  }
});

it('masks what is marked behind a reference or in a choice', () => {
  const schema = {
    type: 'object',
    required: ['a', 'b'],
    properties: {
      a: { $ref: '#/definitions/Name' },
      b: { oneOf: [{ $ref: '#/definitions/Name' }, { type: 'null' }] },
    },
    definitions: {
      Name: {
        type: 'string',
        example: 'Ada',
        'x-busline-personal-data': true,
      },
    },
  };
  for (let seed = 1; seed <= 20; seed++) {
    expect(JSON.stringify(sample(schema, seed))).not.toContain('Ada');
  }
});

it('reads like what it describes', () => {
  const properties = {
    orderId: { type: 'string' },
    amount: { type: 'number' },
    currency: { type: 'string' },
    placedAt: { type: 'string', format: 'date-time' },
    note: { type: 'string', example: 'Leave it with the neighbours' },
    status: { enum: ['open', 'closed'] },
  };
  expect(sample({ type: 'object', properties })).toEqual({
    orderId: expect.stringMatching(/^order-\d{4}$/),
    amount: expect.any(Number),
    currency: expect.stringMatching(/^[A-Z]{3}$/),
    placedAt: expect.stringMatching(/^2026-/),
    note: 'Leave it with the neighbours',
    status: expect.stringMatching(/^(open|closed)$/),
  });
});

it.each<[string, JsonSchema]>([
  ['contradicts itself', { type: 'string', enum: [1] }],
  ['allows nothing', { not: {} }],
  [
    'never ends',
    { required: ['a'], type: 'object', properties: { a: { $ref: '#' } } },
  ],
  [
    'doubles without end',
    {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { $ref: '#' }, b: { $ref: '#' } },
    },
  ],
])('says that there is no sample of a schema that %s', (_, schema) => {
  expect(() => sample(schema)).toThrow(NoSampleError);
});

it('gives another value for another seed', () => {
  const schema = {
    type: 'object',
    properties: { orderId: { type: 'string' } },
  };
  const values = [1, 2, 3, 4, 5].map(seed =>
    JSON.stringify(sample(schema, seed)),
  );
  expect(new Set(values).size).toBeGreaterThan(1);
});

it.each<[string, JsonSchema | undefined, RegExp]>([
  [
    'its mapping',
    { a: '#/definitions/Card', b: '#/definitions/Cash' },
    /^[ab]$/,
  ],
  ['its schemas’ names', undefined, /^(Card|Cash)$/],
])('names the choice of a discriminator by %s', (_, mapping, named) => {
  const schema = {
    type: 'object',
    oneOf: [{ $ref: '#/definitions/Card' }, { $ref: '#/definitions/Cash' }],
    discriminator: { propertyName: 'kind', ...(mapping ? { mapping } : {}) },
    definitions: {
      Card: {
        type: 'object',
        required: ['kind', 'number'],
        properties: { kind: { type: 'string' }, number: { type: 'string' } },
      },
      Cash: {
        type: 'object',
        required: ['kind', 'paid'],
        properties: { kind: { type: 'string' }, paid: { type: 'number' } },
      },
    },
  };
  expect(sample(schema)).toMatchObject({ kind: expect.stringMatching(named) });
});

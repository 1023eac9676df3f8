import fc from 'fast-check';
import { infer, JsonSchema, sample, validate, widen } from './index';

const text = fc.oneof(
  fc.string(),
  fc.uuid(),
  fc.constantFrom(
    '2026-01-15T09:30:00Z',
    '2026-02-30T09:30:00Z',
    '2026-01-15T09:30:60Z',
    'alex@example.com',
    'alex@example',
    '',
  ),
);

const { value } = fc.letrec<{ value: unknown; object: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'toString', '__proto__'),
    tie('value'),
    { maxKeys: 4 },
  ),
}));

const examples = fc.array(value, { minLength: 1, maxLength: 4 });

const accepts = (schema: JsonSchema) => {
  const check = validate(schema);
  return (one: unknown) => check(one).length === 0;
};

/** Values that an inferred schema takes and nobody gave as an example. */
function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const types = [schema.type].flat();
  if (schema.type === undefined) return fc.jsonValue({ maxDepth: 1 });
  const choices = types.map((type): fc.Arbitrary<unknown> => {
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.integer();
      case 'number':
        return fc.oneof(fc.integer(), fc.constantFrom(0.5, -1e9 / 7));
      case 'array':
        return schema.items === undefined
          ? fc.constant([])
          : fc.array(valuesOf(schema.items as JsonSchema), { maxLength: 3 });
      case 'object': {
        const properties = Object.entries(
          schema.properties as Record<string, JsonSchema>,
        );
        return fc.record(
          Object.fromEntries(
            properties.map(([name, inner]) => [name, valuesOf(inner)]),
          ),
          { requiredKeys: (schema.required ?? []) as string[] },
        );
      }
      default:
        return textOf(schema.format);
    }
  });
  return fc.oneof(...choices);
}

function textOf(format: unknown): fc.Arbitrary<string> {
  switch (format) {
    case 'date-time':
      return fc.constantFrom(
        '2026-01-15T09:30:00+02:00',
        '1999-12-31t23:59:59z',
      );
    case 'uuid':
      return fc.uuid();
    case 'email':
      return fc.constantFrom('a.b+c@example.org');
    default:
      return text;
  }
}

describe.each([[false], [true]])('closed: %s', closed => {
  it('takes every example', () => {
    fc.assert(
      fc.property(examples, given => {
        expect(given.flatMap(validate(infer(given, { closed })))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('only widens with more examples', () => {
    fc.assert(
      fc.property(
        examples.chain(before =>
          fc.tuple(
            fc.constant(before),
            examples,
            fc.array(valuesOf(infer(before, { closed })), { maxLength: 3 }),
          ),
        ),
        ([before, after, others]) => {
          const was = accepts(infer(before, { closed }));
          const is = accepts(infer([...before, ...after], { closed }));
          const shown = others.filter(was);
          expect(shown).toEqual(others);
          expect(others.filter(is)).toEqual(others);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same in one go and step by step', () => {
    fc.assert(
      fc.property(examples, examples, (before, after) => {
        expect(widen(infer(before, { closed }), after, { closed })).toEqual(
          infer([...before, ...after], { closed }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes what was taken in any order', () => {
    fc.assert(
      fc.property(examples, examples, (before, after) => {
        const one = accepts(infer([...before, ...after], { closed }));
        const other = accepts(infer([...after, ...before], { closed }));
        for (const given of [...before, ...after, {}, [], '']) {
          expect(one(given)).toBe(other(given));
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('widens for whatever was taken, when closed', () => {
  fc.assert(
    fc.property(examples, examples, value, (before, after, any) => {
      const was = accepts(infer(before, { closed: true }));
      const is = accepts(infer([...before, ...after], { closed: true }));
      const taken = [any, ...after].filter(was);
      expect(taken.filter(is)).toEqual(taken);
    }),
    { numRuns: 500 },
  );
});

it.each<[string, unknown[], JsonSchema]>([
  ['a whole number and another', [1, 1.5], { type: 'number' }],
  ['nothing and text', [null, 'a'], { type: ['null', 'string'] }],
  [
    'dates',
    ['2026-01-15T09:30:00Z', '2026-01-16T09:30:00+01:00'],
    { type: 'string', format: 'date-time' },
  ],
  [
    'a date, and text that breaks its format',
    ['2026-01-15T09:30:00Z', 'tomorrow'],
    { type: 'string' },
  ],
  [
    'formats that differ',
    ['2026-01-15T09:30:00Z', 'alex@example.com'],
    { type: 'string' },
  ],
  ['no day of February', ['2026-02-30T09:30:00Z'], { type: 'string' }],
  ['an empty list', [[]], { type: 'array' }],
  [
    'an empty list and another',
    [[], [1, 'a']],
    { type: 'array', items: { type: ['integer', 'string'] } },
  ],
  [
    'fields that come and go',
    [{ a: 1 }, { b: true }],
    {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'boolean' } },
    },
  ],
  [
    'fields that stay',
    [{ a: 1, b: {} }, { a: null }],
    {
      type: 'object',
      required: ['a'],
      properties: {
        a: { type: ['integer', 'null'] },
        b: { type: 'object', properties: {} },
      },
    },
  ],
  ['nothing at all', [], {}],
])('infers %s', (_, given, schema) => {
  expect(infer(given)).toEqual(schema);
});

it.each<[string, unknown[], JsonSchema]>([
  [
    'only the fields seen',
    [{ a: 1 }],
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' } },
      additionalProperties: false,
    },
  ],
  ['a list that was always empty', [[]], { type: 'array', maxItems: 0 }],
  [
    'a list that once was empty',
    [[], ['a']],
    { type: 'array', items: { type: 'string' } },
  ],
  ['nothing at all', [], { not: {} }],
])('infers, closed, %s', (_, given, schema) => {
  expect(infer(given, { closed: true })).toEqual(schema);
});

const person = {
  definitions: { Name: { type: 'string', maxLength: 5 } },
  type: 'object',
  properties: {
    first: { $ref: '#/definitions/Name' },
    last: { $ref: '#/definitions/Name' },
  },
};

it.each<[string, JsonSchema, unknown, JsonSchema]>([
  [
    'a value beside an enum',
    { type: 'string', enum: ['a', 'b'] },
    'c',
    { type: 'string', enum: ['a', 'b', 'c'] },
  ],
  [
    'a value of another type beside an enum',
    { enum: ['a', null] },
    5,
    { enum: ['a', null, 5] },
  ],
  [
    'a value within the limits',
    { type: 'integer', minimum: 1, maximum: 5, multipleOf: 2 },
    4,
    { type: 'integer', minimum: 1, maximum: 5, multipleOf: 2 },
  ],
  [
    'a value below the limits',
    { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 5 },
    1,
    { type: 'integer', maximum: 5 },
  ],
  [
    'text too long',
    { type: 'string', pattern: '^a', maxLength: 2, minLength: 1 },
    'aaa',
    { type: 'string', pattern: '^a', minLength: 1 },
  ],
  [
    'more elements',
    { type: 'array', maxItems: 1, uniqueItems: true },
    [1, 1],
    { type: 'array', items: { type: 'integer' } },
  ],
  [
    'a map’s value',
    { type: 'object', additionalProperties: { type: 'integer' } },
    { x: 'a' },
    { type: 'object', additionalProperties: { type: ['integer', 'string'] } },
  ],
  ['what a reference takes', person, { first: 'Alex' }, person],
  [
    'what a reference does not take, and only there',
    person,
    { first: 'Alexandra' },
    {
      ...person,
      properties: { ...person.properties, first: { type: 'string' } },
    },
  ],
  [
    'what no choice takes',
    { oneOf: [{ type: 'string' }, { type: 'null' }] },
    5,
    {
      anyOf: [
        { oneOf: [{ type: 'string' }, { type: 'null' }] },
        { type: 'integer' },
      ],
    },
  ],
  [
    'what a choice takes',
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
    'a',
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
  ],
])('widens for %s', (_, schema, given, widened) => {
  const before = JSON.stringify(schema);
  expect(widen(schema, [given])).toEqual(widened);
  expect(JSON.stringify(schema)).toBe(before);
});

it('keeps taking what a schema of any kind took, when closed', () => {
  const kinds: JsonSchema[] = [
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      prefixItems: [{ type: 'integer' }],
      items: false,
    },
    {
      type: 'object',
      patternProperties: { '^a': { type: 'null' } },
      additionalProperties: false,
    },
    { not: { type: 'integer' } },
    { type: ['object', 'string'], minProperties: 2, minLength: 2 },
    { oneOf: [{ type: 'integer' }, { minimum: 5 }] },
    { type: 'object', properties: { a: { const: 'x' } }, required: ['a'] },
    {
      type: 'object',
      properties: { a: { $ref: '#' } },
      additionalProperties: false,
    },
    {
      allOf: [
        { type: 'object', required: ['a'] },
        { properties: { a: { type: 'array', maxItems: 1 } } },
      ],
    },
    { type: 'array', items: { enum: ['a', 1] }, minItems: 1 },
    { dependencies: { a: ['b'] } },
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      examples,
      value,
      fc.nat(20),
      (kind, given, any, seed) => {
        const widened = accepts(widen(kind, given, { closed: true }));
        expect(given.filter(widened)).toEqual(given);
        const was = accepts(kind);
        const taken = [any, sample(kind, seed)].filter(was);
        expect(taken.filter(widened)).toEqual(taken);
      },
    ),
    { numRuns: 600 },
  );
});

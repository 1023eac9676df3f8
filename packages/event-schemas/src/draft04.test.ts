import fc from 'fast-check';
import { checkDetailSchema, parseDetailSchema, validate } from './index';

const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

const text = (keywords: object) =>
  JSON.stringify({ $schema: DRAFT_2020, type: 'object', ...keywords });

const json = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.jsonValue({ maxDepth: 2 }),
);

it.each<[string, object]>([
  [
    'a property that requires another twice',
    {
      dependentRequired: { a: ['b'] },
      dependentSchemas: { a: { required: ['c'] } },
    },
  ],
  [
    'a constant beside an enum',
    { properties: { a: { const: 1, enum: [1, 2] } } },
  ],
  [
    'a constant outside its enum',
    { properties: { a: { const: 3, enum: [1, 2] } } },
  ],
  [
    'if, then and else',
    {
      if: { required: ['a'] },
      then: { required: ['b'] },
      else: { required: ['c'] },
    },
  ],
  [
    'a closed tuple',
    { properties: { a: { prefixItems: [{ type: 'null' }], items: false } } },
  ],
  ['both bounds', { properties: { a: { minimum: 1, exclusiveMinimum: 1 } } }],
  ['nothing allowed', { properties: { a: false } }],
  [
    'combinations side by side',
    {
      allOf: [{ required: ['a'] }],
      anyOf: [{ required: ['b'] }, { required: ['c'] }],
      oneOf: [{ required: ['b'] }, { required: ['c'] }],
      not: { required: ['d'] },
    },
  ],
])('keeps the meaning of %s', (_, keywords) => {
  const schema = text(keywords);
  expect(checkDetailSchema(schema)).toEqual([]);
  const [before, after] = [
    validate(JSON.parse(schema)),
    validate(parseDetailSchema(schema)),
  ];
  fc.assert(
    fc.property(json, value => {
      expect(after(value).length === 0).toBe(before(value).length === 0);
    }),
    { numRuns: 200 },
  );
});

const onlyNames = { propertyNames: { pattern: '^[ab]$' } };

it.each<[string, object]>([
  ['contains', { properties: { a: { contains: { type: 'null' } } } }],
  ['propertyNames', onlyNames],
  [
    'unevaluatedProperties',
    { properties: { a: {} }, unevaluatedProperties: false },
  ],
  ['something under not', { not: onlyNames }],
  ['something under not twice', { not: { not: onlyNames } }],
  [
    'something behind a reference under not',
    {
      not: { $ref: '#/$defs/A' },
      $defs: { A: { properties: { a: { $ref: '#/$defs/A' } }, ...onlyNames } },
    },
  ],
  ['something in a choice of one', { oneOf: [onlyNames, { required: ['c'] }] }],
  [
    'something in a condition',
    {
      if: onlyNames,
      then: { required: ['a'] },
      else: { required: ['b'] },
    },
  ],
  ['something in a consequence', { if: { required: ['a'] }, then: onlyNames }],
])('allows more, never less, and says so: %s', (_, keywords) => {
  const schema = text(keywords);
  expect(checkDetailSchema(schema)).toContainEqual(
    expect.objectContaining({ code: 'not-kept', severity: 'warning' }),
  );
  const [before, after] = [
    validate(JSON.parse(schema)),
    validate(parseDetailSchema(schema)),
  ];
  fc.assert(
    fc.property(json, value => {
      fc.pre(before(value).length === 0);
      expect(after(value)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

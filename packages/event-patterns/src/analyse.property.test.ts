import Ajv, { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { analyse, compile, parsePattern } from './index';

/**
 * Contracts, patterns and events made at random: whatever Ajv accepts as an event of the contract must not contradict the
 * verdict. What is drawn is small on purpose, so that patterns, contracts and events often meet.
 */
const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });

const names = ['a', 'b', 'a.b'];
const texts = ['', 'a', 'b', 'ab', 'abc', 'ORD-1'];
const numbers = [0, 1, 2, 1.5, 7, 10];
const scalar = fc.constantFrom<unknown>(
  ...texts,
  ...numbers,
  true,
  false,
  null,
);

const scalarSchema = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom('string', ['string', 'null']),
      minLength: fc.constantFrom(0, 1, 2),
      maxLength: fc.constantFrom(1, 2, 5),
      pattern: fc.constantFrom('^a', '^ORD-[0-9]+$', 'b', '^ab?', '^(a|b)$'),
    },
    { noNullPrototype: true, requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constantFrom('integer', 'number', ['number', 'string']),
      minimum: fc.constantFrom(0, 1, 1.5),
      maximum: fc.constantFrom(1, 2, 10),
      exclusiveMinimum: fc.constantFrom(0, 1),
      exclusiveMaximum: fc.constantFrom(2, 7),
      multipleOf: fc.constantFrom(1, 2, 7, 0.5),
    },
    { noNullPrototype: true, requiredKeys: ['type'] },
  ),
  fc
    .uniqueArray(scalar, { minLength: 1, maxLength: 3 })
    .map(operand => ({ enum: operand })),
  scalar.map(operand => ({ const: operand })),
  fc.constantFrom<object>(
    { type: 'boolean' },
    { type: 'string', nullable: true },
    { enum: ['a', ['a', 1], { b: 1 }] },
    {},
  ),
);

const { object } = fc.letrec<{
  schema: object;
  object: Record<string, unknown>;
  list: object;
  choice: object;
}>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: scalarSchema },
    { weight: 2, arbitrary: tie('object') },
    { weight: 1, arbitrary: tie('list') },
    { weight: 2, arbitrary: tie('choice') },
    {
      weight: 1,
      arbitrary: fc.constantFrom<object>(
        { $ref: '#/$defs/item' },
        { $ref: '#word' },
        { $ref: '#/$defs/list' },
      ),
    },
  ),
  object: fc.record(
    {
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom(...names), tie('schema'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
      required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
      additionalProperties: fc.oneof(
        fc.constantFrom(true, false, false),
        tie('schema'),
      ),
      patternProperties: fc.dictionary(
        fc.constantFrom('^a', 'b$'),
        tie('schema'),
        {
          maxKeys: 1,
          noNullPrototype: true,
        },
      ),
      not: fc.constantFrom<object>(
        { required: ['a'] },
        { required: ['a', 'b'] },
      ),
    },
    { noNullPrototype: true, requiredKeys: ['type', 'properties'] },
  ),
  list: fc.record(
    {
      type: fc.constantFrom('array', ['array', 'string']),
      items: fc.oneof(
        tie('schema'),
        fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
      ),
      additionalItems: fc.oneof(fc.constant(false), tie('schema')),
      minItems: fc.constantFrom(0, 1),
      maxItems: fc.constantFrom(0, 2),
      contains: tie('schema'),
    },
    { noNullPrototype: true, requiredKeys: ['type'] },
  ),
  choice: fc.oneof(
    fc.record({
      anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      oneOf: fc.array(tie('schema'), { minLength: 2, maxLength: 2 }),
    }),
    fc.record({
      allOf: fc.array(tie('schema'), { minLength: 2, maxLength: 2 }),
    }),
    fc.record(
      { if: tie('schema'), then: tie('schema'), else: tie('schema') },
      { noNullPrototype: true, requiredKeys: ['if'] },
    ),
    fc
      .tuple(tie('schema'), tie('schema'))
      .map(([one, not]) => ({ ...one, not })),
  ),
}));

const contractSchema = fc
  .tuple(object, object, scalarSchema)
  .map(([root, item, word]) => ({
    ...root,
    $defs: {
      item,
      word: { $anchor: 'word', ...word },
      list: { type: 'array', items: { $ref: '#/$defs/item' } },
    },
  }));

const { value } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 2 }) },
    {
      weight: 2,
      arbitrary: fc.dictionary(fc.constantFrom(...names), tie('value'), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    },
  ),
}));
const detail = fc.dictionary(fc.constantFrom(...names), value, {
  maxKeys: 3,
  noNullPrototype: true,
});

const rule = fc.oneof(
  scalar,
  fc.constantFrom('', 'a', 'ab', 'ORD').map(operand => ({ prefix: operand })),
  fc.constantFrom('', 'b', '1').map(operand => ({ suffix: operand })),
  fc
    .constantFrom('*', 'a*', '*b*', 'ORD-*')
    .map(operand => ({ wildcard: operand })),
  fc
    .constantFrom('A', 'ab')
    .map(operand => ({ 'equals-ignore-case': operand })),
  fc
    .constant({ 'equals-ignore-case': 'A' })
    .map(operand => ({ prefix: operand })),
  fc.boolean().map(operand => ({ exists: operand })),
  fc.record({
    'anything-but': fc.oneof(
      fc.constantFrom(...texts),
      fc.constantFrom(...numbers),
      fc.constantFrom<unknown>(['a', 'b'], { prefix: 'a' }, { wildcard: '*' }),
    ),
  }),
  fc
    .tuple(
      fc.constantFrom('=', '<', '<=', '>', '>='),
      fc.constantFrom(...numbers),
    )
    .map(numeric => ({ numeric })),
);
const wanted = fc.dictionary(
  fc.constantFrom('a', 'b', 'a.a', 'a.b', 'b.a', 'a.b.a', 'c'),
  fc.array(rule, { minLength: 1, maxLength: 3 }),
  { minKeys: 1, maxKeys: 2, noNullPrototype: true },
);

const CONTRACTS = 1000;
const DETAILS = 60;
const PATTERNS = 8;

it('never contradicts an event that Ajv accepts', () => {
  const claims = { always: 0, never: 0, sometimes: 0 };
  const tested = { always: 0, never: 0 };
  fc.assert(
    fc.property(
      contractSchema,
      fc.array(detail, { minLength: DETAILS, maxLength: DETAILS }),
      fc.array(wanted, { minLength: PATTERNS, maxLength: PATTERNS }),
      (detailSchema, details, patterns) => {
        const accepts: ValidateFunction = ajv.compile(detailSchema);
        const events = details
          .filter(one => accepts(one))
          .map(one => ({ detail: one }));
        for (const fields of patterns) {
          const parsed = parsePattern({ detail: fields });
          const { verdict } = analyse(parsed, { detailSchema });
          const matches = compile(parsed);
          claims[verdict]++;
          if (verdict === 'sometimes') continue;
          for (const event of events) {
            tested[verdict]++;
            expect([verdict, matches(event), event]).toEqual([
              verdict,
              verdict === 'always',
              event,
            ]);
          }
        }
      },
    ),
    { numRuns: CONTRACTS },
  );
  // The claims must be many, and put to the test by many events.
  const all = claims.always + claims.never + claims.sometimes;
  expect(claims.always).toBeGreaterThan(all / 100);
  expect(claims.never).toBeGreaterThan(all / 10);
  expect(tested.always).toBeGreaterThan(1000);
  expect(tested.never).toBeGreaterThan(1000);
});

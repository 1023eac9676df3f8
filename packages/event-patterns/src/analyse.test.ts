import fc from 'fast-check';
import { analyse, compile, parsePattern } from './index';

const contract = {
  source: 'orders',
  detailType: 'Order Placed',
  detailSchema: {
    type: 'object',
    required: ['region', 'amount'],
    additionalProperties: false,
    properties: {
      region: { type: 'string', enum: ['EU', 'UK'] },
      amount: { type: 'number' },
      note: { type: 'string' },
      customer: {
        type: 'object',
        properties: { name: { type: 'string' } },
      },
      items: { type: 'array', items: { $ref: '#/definitions/Item' } },
      tags: { type: 'array', items: { type: 'string' } },
    },
    definitions: {
      Item: {
        type: 'object',
        additionalProperties: false,
        properties: { sku: { type: 'string' }, n: { type: 'integer' } },
      },
    },
  },
};

it.each<[string, object, string, RegExp?]>([
  ['its source', { source: ['orders'] }, 'always'],
  ['another source', { source: ['billing'] }, 'never', /always orders/],
  ['any source', { source: [{ prefix: '' }] }, 'always'],
  ['its detail type', { 'detail-type': [{ prefix: 'Order' }] }, 'always'],
  ['an account', { account: ['123456789012'] }, 'sometimes'],
  ['first sendings', { 'replay-name': [{ exists: false }] }, 'sometimes'],
  ['one replay', { 'replay-name': ['again'] }, 'sometimes'],
  ['a numbered replay', { 'replay-name': [1] }, 'never', /is text/],
  ['any account', { account: [{ exists: true }] }, 'always'],
  [
    'a field outside the envelope',
    { orders: ['x'] },
    'never',
    /under `detail`/,
  ],
  ['a listed value', { detail: { region: ['EU'] } }, 'sometimes'],
  ['all listed values', { detail: { region: ['EU', 'UK'] } }, 'always'],
  [
    'an unlisted value',
    { detail: { region: ['US'] } },
    'never',
    /one of "EU", "UK"/,
  ],
  ['a number as text', { detail: { amount: ['100'] } }, 'never', /a number/],
  [
    'text as number',
    { detail: { note: [{ numeric: ['>', 1] }] } },
    'never',
    /a string/,
  ],
  ['a required field', { detail: { amount: [{ exists: true }] } }, 'always'],
  ['an optional field', { detail: { note: [{ exists: true }] } }, 'sometimes'],
  [
    'a mistyped field',
    { detail: { amout: [1] } },
    'never',
    /did you mean `detail.amount`/,
  ],
  [
    'absence of what cannot be',
    { detail: { other: [{ exists: false }] } },
    'always',
  ],
  [
    'a name in an open object',
    { detail: { customer: { nam: ['x'] } } },
    'sometimes',
    /`detail.customer.name`/,
  ],
  [
    'an object as value',
    { detail: { customer: ['x'] } },
    'never',
    /name a field inside/,
  ],
  ['an element’s field', { detail: { items: { sku: ['x'] } } }, 'sometimes'],
  [
    'an element’s mistyped field',
    { detail: { items: { skou: ['x'] } } },
    'never',
    /`detail.items.sku`/,
  ],
  ['an element’s type', { detail: { items: { n: ['1'] } } }, 'never'],
  ['an element of a list', { detail: { tags: ['x'] } }, 'sometimes'],
  ['an element of the wrong type', { detail: { tags: [1] } }, 'never'],
  [
    'one of two ways',
    { detail: { $or: [{ region: ['US'] }, { region: ['EU', 'UK'] }] } },
    'always',
  ],
])('%s', (_, wanted, verdict, reason = /.*/) => {
  const analysis = analyse(parsePattern(wanted), contract);
  expect(analysis.verdict).toBe(verdict);
  expect(analysis.reasons.join('\n')).toMatch(reason);
});

it('judges fields that every event has', () => {
  const verdictOf = (wanted: object) =>
    analyse(parsePattern(wanted), {}).verdict;
  expect(verdictOf({ account: [123456789012] })).toBe('never');
  expect(verdictOf({ resources: [1] })).toBe('never');
  expect(verdictOf({ resources: [{ prefix: 'arn:' }] })).toBe('sometimes');
  expect(verdictOf({ detail: ['x'] })).toBe('never');
  expect(verdictOf({ source: { name: ['x'] } })).toBe('never');
});

it('does not mistake an open object for a mistyped field', () => {
  const detailSchema = {
    properties: { any: {}, map: { additionalProperties: { type: 'string' } } },
  };
  const analysis = analyse(
    parsePattern({ detail: { any: { x: ['a'] }, map: { k: ['v'] } } }),
    { detailSchema },
  );
  expect(analysis.unknownFields).toEqual([{ path: 'detail.any.x' }]);
});

/** A schema together with values that fit it. */
interface Fitting {
  schema: object;
  value: fc.Arbitrary<unknown>;
}

const scalarSchema = fc.constantFrom<Fitting>(
  { schema: { type: 'string' }, value: fc.constantFrom('a', 'b') },
  { schema: { type: 'integer' }, value: fc.constantFrom(1, 2) },
  { schema: { type: ['boolean', 'null'] }, value: fc.constantFrom(true, null) },
  { schema: { enum: ['a', 1] }, value: fc.constantFrom<unknown>('a', 1) },
  { schema: { enum: ['a'] }, value: fc.constant('a') },
  {
    schema: { type: 'string', enum: ['a', 'b'] },
    value: fc.constantFrom('a', 'b'),
  },
  { schema: {}, value: fc.constantFrom<unknown>('a', [1], { a: 1 }, []) },
);

const { fitting } = fc.letrec<{ fitting: Fitting; object: Fitting }>(tie => ({
  fitting: fc.oneof(
    { maxDepth: 3 },
    scalarSchema,
    tie('object'),
    tie('fitting').map(({ schema, value }) => ({
      schema: { type: 'array', items: schema },
      value: fc.array(value, { maxLength: 2 }),
    })),
    fc.tuple(tie('fitting'), tie('fitting')).map(([one, other]) => ({
      schema: { anyOf: [one.schema, other.schema] },
      value: fc.oneof(one.value, other.value),
    })),
  ),
  object: fc
    .tuple(
      fc.dictionary(fc.constantFrom('a', 'b', 'a.b'), tie('fitting'), {
        maxKeys: 3,
      }),
      fc.boolean(),
      fc.boolean(),
    )
    .map(
      ([members, isOpen, isRequired]): Fitting => ({
        schema: {
          type: 'object',
          properties: Object.fromEntries(
            Object.entries(members).map(([name, { schema }]) => [name, schema]),
          ),
          ...(isOpen ? {} : { additionalProperties: false }),
          ...(isRequired ? { required: Object.keys(members) } : {}),
        },
        value: fc
          .tuple(
            fc.record(
              Object.fromEntries(
                Object.entries(members).map(([name, { value }]) => [
                  name,
                  value,
                ]),
              ),
              isRequired ? {} : { requiredKeys: [] },
            ),
            isOpen
              ? fc.dictionary(
                  fc.constantFrom('c', 'a.c'),
                  fc.constantFrom<unknown>('a', 1),
                  { maxKeys: 1 },
                )
              : fc.constant({}),
          )
          .map(([own, more]) => ({ ...more, ...own })),
      }),
    ),
}));

it('never claims “always” or “never” of a pattern for which an event shows otherwise', () => {
  const rule = fc.constantFrom<unknown>(
    'a',
    'b',
    1,
    true,
    null,
    { exists: true },
    { exists: false },
    { prefix: 'a' },
    { numeric: ['>', 1] },
    { 'anything-but': 'a' },
  );
  const path = fc.constantFrom(
    'a',
    'b',
    'c',
    'a.a',
    'a.b',
    'b.a',
    'a.b.a',
    'a.c',
    'd',
  );
  const wanted = fc.dictionary(
    path,
    fc.array(rule, { minLength: 1, maxLength: 2 }),
    {
      minKeys: 1,
      maxKeys: 2,
    },
  );
  const claims = { always: 0, never: 0, sometimes: 0 };
  fc.assert(
    fc.property(
      fc.record({ a: fitting, b: fitting }).chain(({ a, b }) =>
        fc.tuple(
          fc.constant({
            type: 'object',
            additionalProperties: false,
            required: ['a'],
            properties: { a: a.schema, b: b.schema },
          }),
          fc.record({ a: a.value, b: b.value }, { requiredKeys: ['a'] }),
        ),
      ),
      wanted,
      ([detailSchema, detail], pattern) => {
        const parsed = parsePattern({ detail: pattern });
        const { verdict } = analyse(parsed, { detailSchema });
        claims[verdict]++;
        const matches = compile(parsed)({ detail });
        expect([verdict, matches]).not.toEqual(['always', false]);
        expect([verdict, matches]).not.toEqual(['never', true]);
      },
    ),
    { numRuns: 6000 },
  );
  expect(Math.min(claims.always, claims.never)).toBeGreaterThan(100);
});

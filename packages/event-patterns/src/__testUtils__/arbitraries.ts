import fc from 'fast-check';

/** Few and alike, so that patterns and events often meet. `K` is the Kelvin sign, whose lower case is an ordinary k. */
export const text = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom('', 'a', 'b', 'A', 'ab', 'ba', 'aba', 'Ab'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('é', 'É', 'ß', 'SS', 'k', '\u212a', '😀', '😀a'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '10.0.0.1',
      '010.0.0.1',
      '10.0.1.9',
      '::1',
      '0:0::1',
    ),
  },
);
export const number = fc.constantFrom(0, 1, 2, -1, 1.5, 100, 1e21);
export const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));

const caseless = fc.record({ 'equals-ignore-case': text });
const someTexts = fc.oneof(
  text,
  fc.array(text, { minLength: 1, maxLength: 2 }),
);
const bound = fc.integer({ min: -2, max: 3 });

/** A source of numbers from 0 up to 1. */
export const random: fc.Arbitrary<() => number> = fc
  .infiniteStream(fc.nat(9999))
  .map(stream => () => stream.next().value / 10_000);

/** One member of a field's list. */
export const rule = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.record({ prefix: fc.oneof(text, caseless) }),
  fc.record({ suffix: fc.oneof(text, caseless) }),
  caseless,
  fc.record({
    wildcard: fc.constantFrom('*', 'a*', '*a', 'a*a', '*b*', 'a*b*a', '😀*'),
  }),
  fc.record({
    'anything-but': fc.oneof(
      someTexts,
      number,
      fc.array(number, { minLength: 1, maxLength: 2 }),
      fc.record({ prefix: fc.constantFrom('a', 'b', 'ab') }),
      fc.record({ suffix: fc.constantFrom('a', 'b') }),
      fc.record({ 'equals-ignore-case': someTexts }),
      fc.record({ wildcard: fc.constantFrom('a*', '*b*') }),
    ),
  }),
  fc
    .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number)
    .map(numeric => ({ numeric })),
  fc
    .tuple(fc.constantFrom('>', '>='), bound, fc.constantFrom('<', '<='), bound)
    .filter(([, low, , high]) => low < high)
    .map(numeric => ({ numeric })),
  fc.record({ cidr: fc.constantFrom('10.0.0.0/24', '10.0.0.0/8', '::/64') }),
  fc.record({ exists: fc.boolean() }),
);

const rules = fc.array(rule, { minLength: 1, maxLength: 2 });
const fieldName = fc.constantFrom('a', 'b', 'c');

const { object: patternObject } = fc.letrec<{ object: object; or: object }>(
  tie => ({
    object: fc
      .tuple(
        fc.dictionary(
          fieldName,
          fc.oneof({ maxDepth: 3 }, rules, tie('object')),
          { minKeys: 1, maxKeys: 3 },
        ),
        fc.oneof(
          { weight: 7, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: tie('or') },
        ),
      )
      .map(([fields, or]) => ({ ...fields, ...or })),
    or: fc
      .array(fc.dictionary(fieldName, rules, { minKeys: 1, maxKeys: 2 }), {
        minLength: 2,
        maxLength: 2,
      })
      .map($or => ({ $or })),
  }),
);

/** Any pattern. */
export const pattern: fc.Arbitrary<object> = fc.record(
  { source: rules, detail: patternObject },
  { requiredKeys: ['detail'] },
);

const eventName = fc.constantFrom('a', 'b', 'c', 'a.b');

const { value: detailValue } = fc.letrec<{ value: unknown; object: object }>(
  tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      scalar,
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    object: fc.dictionary(eventName, tie('value'), { maxKeys: 3 }),
  }),
);

const source = fc.constantFrom('a', 'ab', 'b');

/** Any event. */
export const event: fc.Arbitrary<object> = fc.record({
  source,
  'detail-type': fc.constant('t'),
  detail: fc.dictionary(eventName, detailValue, { maxKeys: 4 }),
});

/** Patterns for lists of objects with lists of objects: where fields must match within the same element. */
export const listPattern: fc.Arbitrary<object> = fc.record({
  detail: fc.record({
    l: fc.record(
      {
        a: rules,
        b: rules,
        m: fc.record({ a: rules, z: rules }, { requiredKeys: ['z'] }),
      },
      { requiredKeys: ['b'] },
    ),
  }),
});

/** Events for {@link listPattern}. */
export const listEvent: fc.Arbitrary<object> = fc.record({
  source,
  detail: fc.record({
    l: fc.array(
      fc.record(
        {
          a: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
          b: scalar,
          m: fc.array(
            fc.record({ a: scalar, z: scalar }, { requiredKeys: [] }),
            { maxLength: 3 },
          ),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 4 },
    ),
  }),
});

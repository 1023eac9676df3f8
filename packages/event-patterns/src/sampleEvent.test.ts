import fc from 'fast-check';
import {
  compile,
  EventPattern,
  NoMatchingEventError,
  parsePattern,
  samplePatternEvent,
} from './index';

it.each<[string, object]>([
  [
    'a range',
    {
      source: ['orders'],
      detail: { a: { b: [{ numeric: ['>', 0, '<', 1] }] } },
    },
  ],
  ['resources', { resources: [{ prefix: 'arn:' }] }],
  ['$or', { detail: { $or: [{ a: [{ wildcard: 'x*y' }] }, { b: [1] }] } }],
  [
    '$or whose first way is barred',
    { $or: [{ orders: [1] }, { source: ['a'] }] },
  ],
  ['an address', { detail: { ip: [{ cidr: '10.1.2.0/24' }] } }],
  ['an address of IPv6', { detail: { ip: [{ cidr: '2001:db8::/32' }] } }],
  ['absence', { detail: { a: [{ exists: false }], b: [1] } }],
  [
    'absence of a field no event has',
    { orders: [{ exists: false }], source: ['a'] },
  ],
  [
    'a number that is not some',
    { detail: { n: [{ 'anything-but': [0, 1, 2] }] } },
  ],
  [
    'a text that is not all that comes to mind',
    {
      source: [{ 'anything-but': { wildcard: ['*e*', '*a*', '*s*'] } }],
    },
  ],
  [
    'any case',
    { detail: { x: [{ suffix: { 'equals-ignore-case': '.PNG' } }] } },
  ],
  ['a value and a field of one name', { detail: { x: ['a'], 'x.y': ['b'] } }],
  [
    'a field called __proto__',
    JSON.parse('{"detail": {"__proto__": {"a": [1]}}}'),
  ],
])('makes an event for %s', (_, wanted) => {
  const pattern = parsePattern(wanted);
  expect(compile(pattern)(samplePatternEvent(pattern))).toBe(true);
});

it('makes events that read well', () => {
  const pattern = parsePattern({
    source: ['orders'],
    detail: {
      id: [{ prefix: 'ORD-' }],
      total: [{ numeric: ['>', 100] }],
      region: ['EU', 'UK'],
      ip: [{ cidr: '10.0.0.0/8' }],
    },
  });
  expect(samplePatternEvent(pattern)).toMatchObject({
    version: '0',
    source: 'orders',
    detail: { id: 'ORD-example', total: 101, region: 'EU', ip: '10.0.0.0' },
  });
});

describe('keeps the base', () => {
  const base = {
    source: 'orders',
    detail: { total: 500, note: 'x', items: [{ sku: 'a', count: 1 }] },
  };
  const sample = (wanted: object) =>
    samplePatternEvent(parsePattern(wanted), base);

  it('where it fits', () => {
    expect(
      sample({ detail: { total: [{ numeric: ['>', 100] }] } }),
    ).toMatchObject(base);
  });

  it('but for the fields that do not fit', () => {
    expect(sample({ detail: { total: [5] } })).toMatchObject({
      ...base,
      detail: { ...base.detail, total: 5 },
    });
  });

  it('within the same element of a list', () => {
    expect(
      sample({ detail: { items: { sku: ['b'], count: [{ exists: true }] } } }),
    ).toMatchObject({ detail: { items: [{ sku: 'b', count: 1 }] } });
  });

  it('and does not change it', () => {
    const before = JSON.stringify(base);
    sample({ detail: { total: [5], note: [{ exists: false }] } });
    expect(JSON.stringify(base)).toBe(before);
  });
});

it.each<[string, object]>([
  ['a field outside the envelope', { orders: ['x'] }],
  ['a number as source', { source: [1] }],
  ['a value as detail', { detail: ['x'] }],
  ['a field inside text', { source: { name: ['x'] } }],
  [
    'a range without a float in it',
    { detail: { n: [{ numeric: ['>', 1, '<', 1.0000000000000002] }] } },
  ],
])('finds none for %s', (_, wanted) => {
  expect(() => samplePatternEvent(parsePattern(wanted))).toThrow(
    NoMatchingEventError,
  );
});

const text = fc.constantFrom('', 'a', 'b', 'A', 'ab', 'aba', 'example', 'ß');
const filled = fc.constantFrom('a', 'b', 'ex', 'ple');
const number = fc.constantFrom(0, 1, 2, -1, 1.5);
const rule = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  text.map(prefix => ({ prefix })),
  text.map(suffix => ({ suffix })),
  text.map(prefix => ({ prefix: { 'equals-ignore-case': prefix } })),
  fc.constantFrom('*', 'a*', '*b*', 'x*y*z').map(wildcard => ({ wildcard })),
  fc
    .oneof(
      text,
      number,
      fc.array(filled, { minLength: 1, maxLength: 3 }),
      filled.map(prefix => ({ prefix })),
      filled.map(suffix => ({ suffix })),
      fc.constantFrom('*a*', 'e*', '*p*').map(wildcard => ({ wildcard })),
    )
    .map(but => ({ 'anything-but': but })),
  fc
    .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number)
    .map(numeric => ({ numeric })),
  fc.constantFrom('10.0.0.0/8', '2001:db8::/33').map(cidr => ({ cidr })),
  fc.boolean().map(exists => ({ exists })),
);
const list = fc.array(rule, { minLength: 1, maxLength: 2 });
const names = fc.constantFrom('a', 'b', 'c');
const { fields } = fc.letrec<{ fields: object }>(tie => ({
  fields: fc.dictionary(names, fc.oneof({ maxDepth: 3 }, list, tie('fields')), {
    minKeys: 1,
    maxKeys: 3,
  }),
}));
const detailPattern = fc.oneof(
  { weight: 3, arbitrary: fields },
  {
    weight: 1,
    arbitrary: fc
      .array(fields, { minLength: 2, maxLength: 2 })
      .map($or => ({ $or } as object)),
  },
);

const { value } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, number, fc.boolean()),
    fc.dictionary(fc.constantFrom('a', 'b', 'a.b'), tie('value'), {
      maxKeys: 3,
    }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const base = fc.record({
  source: text,
  detail: fc.dictionary(names, value, { maxKeys: 3 }),
});

function sampleIfAny(pattern: EventPattern, from: object): object | undefined {
  try {
    return samplePatternEvent(pattern, from);
  } catch (error) {
    if (error instanceof NoMatchingEventError) return undefined;
    throw error;
  }
}

it('finds an event for every pattern about the detail, whatever it starts from', () => {
  fc.assert(
    fc.property(detailPattern, base, (detail, from) => {
      const pattern = parsePattern({ detail }, { maxCharacters: 100_000 });
      const sample = sampleIfAny(pattern, from);
      expect(sample && compile(pattern)(sample)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

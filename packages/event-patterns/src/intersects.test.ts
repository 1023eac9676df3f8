import fc from 'fast-check';
import { compile, intersects, parsePattern } from './index';

type Answer = 'yes' | 'no' | 'unknown';

const inX = (...list: unknown[]) => ({ detail: { x: list } });
const inSource = (...list: unknown[]) => ({ source: list });

describe('of all events', () => {
  it.each<[object, object, Answer]>([
    [inSource('a'), inSource('b'), 'no'],
    [inSource('a'), inSource({ prefix: 'a' }), 'yes'],
    [inSource({ prefix: 'a' }), inSource({ prefix: 'b' }), 'no'],
    [inSource({ prefix: 'ab' }), inSource({ suffix: 'ba' }), 'yes'],
    [inSource({ wildcard: 'a*b' }), inSource({ wildcard: 'ac*' }), 'yes'],
    [inSource({ wildcard: 'a*b' }), inSource({ wildcard: '*c' }), 'no'],
    [inSource({ wildcard: '*a*' }), inSource({ 'anything-but': 'a' }), 'yes'],
    [
      inSource({ wildcard: '*a*' }),
      inSource({ 'anything-but': { wildcard: '*a*' } }),
      'no',
    ],
    [
      inSource({ 'anything-but': { prefix: 'a' } }),
      inSource({ prefix: 'ab' }),
      'no',
    ],
    [
      inSource({ 'equals-ignore-case': 'AB' }),
      inSource({ prefix: 'ab' }),
      'yes',
    ],
    [inSource({ 'equals-ignore-case': 'AB' }), inSource({ prefix: 'b' }), 'no'],
    [
      inSource({ prefix: { 'equals-ignore-case': 'ß' } }),
      inSource({ wildcard: 'SS*' }),
      'yes',
    ],
    [inSource({ cidr: '10.0.0.0/8' }), inSource({ cidr: '11.0.0.0/8' }), 'no'],
    [
      inSource({ cidr: '10.0.0.0/8' }),
      inSource({ cidr: '10.1.0.0/16' }),
      'yes',
    ],
    [inSource({ cidr: '10.0.0.0/8' }), inSource({ prefix: 'orders' }), 'no'],
    [inSource({ cidr: '::/8' }), inSource('10.0.0.1'), 'no'],
    [inSource({ numeric: ['>', 1] }), inSource('a'), 'no'],
    [inX('a'), inX('b'), 'yes'],
    [inX('a'), inX({ exists: false }), 'no'],
    [inX('a'), { detail: { y: ['b'] } }, 'yes'],
    [
      inX({ numeric: ['>', 1, '<', 1.0000000000000002] }),
      { source: ['a'] },
      'no',
    ],
    [{ orders: ['x'] }, inX('a'), 'no'],
    [
      { detail: { l: { b: [1], c: [{ exists: false }] } } },
      { detail: { l: { c: [2] } } },
      'yes',
    ],
    [{ $or: [{ source: ['a'] }, { source: ['b'] }] }, inSource('c'), 'no'],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(intersects(parsePattern(a), parsePattern(b))).toBe(expected);
    expect(intersects(parsePattern(b), parsePattern(a))).toBe(expected);
  });
});

describe('of events with single values', () => {
  it.each<[object, object, Answer]>([
    [inX('a'), inX('b'), 'no'],
    [inX('a', 'b'), inX('b', 'c'), 'yes'],
    [inX({ numeric: ['>', 1] }), inX({ numeric: ['<=', 1] }), 'no'],
    [inX({ numeric: ['>=', 1] }), inX({ numeric: ['<=', 1] }), 'yes'],
    [inX({ numeric: ['=', 1] }), inX({ 'anything-but': [1, 2] }), 'no'],
    [inX({ numeric: ['>', 1] }), inX('5'), 'no'],
    [inX('a', { exists: false }), inX('b', { exists: false }), 'yes'],
    [inX('a', { exists: false }), inX('b'), 'no'],
    [inX('a'), { detail: { x: { y: ['b'] } } }, 'yes'],
    [{ resources: ['a'] }, { resources: ['b'] }, 'unknown'],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(
      intersects(parsePattern(a), parsePattern(b), { singleValued: true }),
    ).toBe(expected);
  });
});

const text = fc.constantFrom('', 'a', 'b', 'A', 'ab', 'ba', 'aba', 'ß');
const number = fc.constantFrom(0, 1, 2, 1.5);
const filled = fc.constantFrom('a', 'b', 'ab');
const rule = fc.oneof(
  text,
  number,
  fc.constantFrom(true, null, '10.0.0.1', '010.0.0.1'),
  fc.record({ prefix: text }),
  fc.record({ suffix: text }),
  fc.record({ prefix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ suffix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ 'equals-ignore-case': text }),
  fc.record({ wildcard: fc.constantFrom('*', 'a*', '*a', 'a*b*', '*b*') }),
  fc.record({
    'anything-but': fc.oneof(
      text,
      fc.array(number, { minLength: 1, maxLength: 2 }),
      fc.record({ prefix: filled }),
      fc.record({ suffix: filled }),
      fc.record({ 'equals-ignore-case': filled }),
      fc.record({ wildcard: fc.constantFrom('a*', '*b*', '*') }),
    ),
  }),
  fc.record({ cidr: fc.constantFrom('10.0.0.0/8', '10.0.0.2/31', '::/8') }),
  fc
    .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number)
    .map(numeric => ({ numeric })),
  fc.record({ exists: fc.boolean() }),
);
const list = fc.array(rule, { minLength: 1, maxLength: 2 });
const fields = fc.dictionary(fc.constantFrom('a', 'b'), list, {
  minKeys: 1,
  maxKeys: 2,
});
const detailPattern = fc.oneof(
  fields,
  fc.record({ l: fields }),
  fc
    .array(fields, { minLength: 2, maxLength: 2 })
    .map($or => ({ $or } as object)),
);
const pattern = fc.record(
  { source: list, detail: detailPattern },
  { requiredKeys: ['detail'] },
);
const leaf = fc.oneof(
  text,
  number,
  fc.constantFrom<unknown>(true, null, '10.0.0.1', '10.0.0.3', '::1'),
);
const flat = fc.dictionary(fc.constantFrom('a', 'b'), leaf, { maxKeys: 2 });
const plainDetail = fc.oneof(flat, fc.record({ l: flat }));
const listDetail = fc.oneof(
  fc.dictionary(
    fc.constantFrom('a', 'b'),
    fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })),
  ),
  fc.record({ l: fc.array(flat, { maxLength: 3 }) }),
);

const RUNS = 2000;

it.each([
  ['all events', false, fc.oneof(plainDetail, listDetail)],
  ['events with single values', true, plainDetail],
] as const)(
  'never says “no” against the evidence: %s',
  (_, singleValued, details) => {
    const answers = { yes: 0, no: 0, unknown: 0 };
    let met = 0;
    fc.assert(
      fc.property(
        pattern,
        pattern,
        // So many that a common event is found some 120 times in a run: far
        // from the least that is asked for below.
        fc.array(fc.record({ source: text, detail: details }), {
          minLength: 60,
          maxLength: 60,
        }),
        (one, other, events) => {
          const a = parsePattern(one);
          const b = parsePattern(other);
          const answer = intersects(a, b, { singleValued });
          answers[answer]++;
          expect(intersects(b, a, { singleValued })).toBe(answer);
          const matchesA = compile(a);
          const matchesB = compile(b);
          const both = events.find(event => matchesA(event) && matchesB(event));
          if (both) met++;
          expect([answer, both]).not.toEqual(['no', expect.anything()]);
        },
      ),
      { numRuns: RUNS },
    );
    // The property must have been put to the test, and most questions answered.
    expect(met).toBeGreaterThan(50);
    expect(answers.yes + answers.no).toBeGreaterThan(RUNS * 0.85);
    expect(answers.no).toBeGreaterThan(200);
  },
);

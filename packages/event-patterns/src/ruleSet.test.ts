import fc from 'fast-check';
import { compile, InvalidEventError, parsePattern, RuleSet } from './index';

const onX = (...list: unknown[]) => parsePattern({ detail: { x: list } });
const withX = (x: unknown) => ({ source: 'orders', detail: { x } });

function setOf(patterns: Record<string, object>): RuleSet<string> {
  const rules = new RuleSet<string>();
  for (const [name, pattern] of Object.entries(patterns)) {
    rules.add(name, parsePattern(pattern));
  }
  return rules;
}

it('gives the values of all matching rules, in the order they were added', () => {
  const rules = setOf({
    second: { detail: { x: ['a'] } },
    first: { source: ['orders'] },
    other: { source: ['billing'] },
  });
  expect(rules.match(withX('a'))).toEqual(['second', 'first']);
  expect(rules.match(JSON.stringify(withX('b')))).toEqual(['first']);
  expect(rules.match({})).toEqual([]);
});

it('gives a value once, however many ways its rule matches', () => {
  const rules = setOf({
    any: { detail: { $or: [{ x: ['a', { prefix: 'a' }] }, { y: [1] }] } },
  });
  expect(rules.match({ detail: { x: ['a', 'ab', 'a'], y: 1 } })).toEqual([
    'any',
  ]);
});

it('refuses a second rule for a value, and replaces it when asked', () => {
  const rules = new RuleSet<string>();
  rules.add('one', onX('a'));
  expect(() => rules.add('one', onX('b'))).toThrow(RangeError);
  expect(rules.match(withX('b'))).toEqual([]);
  rules.replace('one', onX('b'));
  expect(rules.match(withX('a'))).toEqual([]);
  expect(rules.match(withX('b'))).toEqual(['one']);
  expect(rules.size).toBe(1);
});

it('keeps a replaced rule in its place', () => {
  const rules = new RuleSet<string>();
  rules.add('one', onX('a'));
  rules.add('two', onX('a'));
  rules.replace('one', onX('a', 'b'));
  expect(rules.match(withX('a'))).toEqual(['one', 'two']);
});

it('forgets a removed rule', () => {
  const rules = new RuleSet<string>();
  rules.add('one', onX('a'));
  rules.add('two', onX('a'));
  expect(rules.has('one')).toBe(true);
  expect(rules.remove('one')).toBe(true);
  expect(rules.remove('one')).toBe(false);
  expect(rules.has('one')).toBe(false);
  expect(rules.match(withX('a'))).toEqual(['two']);
});

it.each(['{', '[]', '"a"', '', '{"source": "orders"} x', '{"a": 01}'])(
  'refuses %j, which is no event',
  text => {
    const rules = setOf({ any: { source: ['orders'] } });
    expect(() => rules.match(text)).toThrow(InvalidEventError);
  },
);

describe('JSON text', () => {
  const rules = setOf({
    a: { detail: { x: ['a'] } },
    deep: { detail: { x: { y: ['é\n"😀'] } } },
    number: { detail: { x: [1.5, 100] } },
    key: { detail: { 'é"': ['a'] } },
  });
  it.each<[string, string, string[]]>([
    ['of a name given twice the last counts', '{"x":"b","x":"a"}', ['a']],
    ['of a name given twice the first does not', '{"x":"a","x":"b"}', []],
    ['even if it held the field', '{"x":{"y":"é\\n\\"😀"},"x":{}}', []],
    ['escapes in values', '{"x":"\\u0061"}', ['a']],
    ['escapes in names', '{"\\u0078":"a"}', ['a']],
    ['a name of other characters', '{"\\u00e9\\"":"a"}', ['key']],
    ['a dotted name', '{"x.y":"\\u00e9\\n\\"\\ud83d\\ude00"}', ['deep']],
    ['characters as they are', '{"x":{"y":"é\\n\\"😀"}}', ['deep']],
    ['an exponent', '{"x":15E-1}', ['number']],
    ['decimals that say nothing', '{"x":100.000}', ['number']],
    ['spaces', ' { "x" :\n[ "a" ,\t1.5 ] } ', ['a', 'number']],
    ['words', '{"x":[true,false,null,"a"]}', ['a']],
  ])('%s', (_, detail, expected) => {
    const text = `{"source":"orders","detail":${detail}}`;
    expect(rules.match(text)).toEqual(expected);
    expect(rules.match(JSON.parse(text))).toEqual(expected);
  });
});

/** Enough rules on one field that they are looked up and no longer tried one by one. */
const RULES = 300;

const shortText = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', 'é', 'ß', 'k', '\u212a', '.'),
  maxLength: 4,
});
const number = fc.integer({ min: -40, max: 40 }).map(value => value / 4);
const address = fc
  .tuple(fc.constantFrom('10.0.', '10.1.', '::'), fc.nat(3), fc.nat(9))
  .map(([start, a, b]) =>
    start === '::' ? `::${a}:${b}` : `${start}${a}.${b}`,
  );
const caseless = shortText.map(text => ({ 'equals-ignore-case': text }));

it.each<[string, fc.Arbitrary<unknown>, fc.Arbitrary<unknown>]>([
  ['exact texts', shortText, shortText],
  ['exact numbers', number, number],
  ['addresses', address, address],
  ['prefixes', shortText.map(prefix => ({ prefix })), shortText],
  ['suffixes', shortText.map(suffix => ({ suffix })), shortText],
  ['prefixes in any case', caseless.map(prefix => ({ prefix })), shortText],
  ['suffixes in any case', caseless.map(suffix => ({ suffix })), shortText],
  ['texts in any case', caseless, shortText],
  [
    'wildcards',
    fc.tuple(shortText, shortText).map(([a, b]) => ({ wildcard: `${a}*${b}` })),
    shortText,
  ],
  [
    'ranges',
    fc
      .tuple(
        fc.constantFrom('>', '>='),
        number,
        fc.constantFrom('<', '<='),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(2, 4),
      )
      .map(([above, low, below, width, terms]) => ({
        numeric: [above, low, below, low + width / 4].slice(0, terms),
      })),
    number,
  ],
  [
    'blocks',
    fc
      .tuple(address, fc.constantFrom(8, 15, 16, 24, 31))
      .map(([network, bits]) => ({ cidr: `${network}/${bits}` })),
    address,
  ],
  [
    'exclusions',
    fc.array(shortText, { minLength: 1 }).map(but => ({ 'anything-but': but })),
    shortText,
  ],
])('finds among many %s those which match', (_, members, values) => {
  fc.assert(
    fc.property(
      fc.array(members, { minLength: RULES, maxLength: RULES }),
      fc.array(values, { minLength: 10, maxLength: 10 }),
      (wanted, given) => {
        const rules = new RuleSet<number>();
        const tests = wanted.map((member, value) => {
          rules.add(value, onX(member));
          return compile(onX(member));
        });
        const check = (from: number) => {
          for (const one of given) {
            const expected = tests.flatMap((test, value) =>
              value >= from && test(withX(one)) ? [value] : [],
            );
            expect(rules.match(withX(one))).toEqual(expected);
          }
        };
        check(0);
        // Half of them go, in another order than they came.
        for (let value = RULES / 2 - 1; value >= 0; value--) {
          rules.remove(value);
        }
        check(RULES / 2);
      },
    ),
    // Shrinking hundreds of rules takes minutes and tells little.
    { numRuns: 5, endOnFailure: true },
  );
});

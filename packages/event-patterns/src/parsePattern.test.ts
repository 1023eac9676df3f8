import { checkPattern, InvalidEventPatternError, parsePattern } from './index';

const field = (list: unknown) => ({ detail: { x: list } });

describe('refuses', () => {
  it.each<[string, string | object, string, string]>([
    ['text that is not JSON', '{"source": [', 'not-json', ''],
    ['a list', [], 'not-an-object', ''],
    ['a value', '"x"', 'not-an-object', ''],
    ['nothing', {}, 'empty-object', ''],
    ['an empty object', { detail: {} }, 'empty-object', 'detail'],
    ['an empty list', field([]), 'empty-array', 'detail.x'],
    ['a bare value', field('x'), 'not-a-list', 'detail.x'],
    ['null as value', field(null), 'not-a-list', 'detail.x'],
    ['a list in the list', field([['x']]), 'bad-value', 'detail.x[0]'],
    ['an empty operator', field([{}]), 'empty-object', 'detail.x[0]'],
    [
      'two operators in one',
      field([{ prefix: 'a', suffix: 'b' }]),
      'several-operators',
      'detail.x[0]',
    ],
    [
      'an unknown operator',
      field(['a', { regex: 'a' }]),
      'unknown-operator',
      'detail.x[1].regex',
    ],
    [
      'prefix of a number',
      field([{ prefix: 1 }]),
      'bad-operand',
      'detail.x[0].prefix',
    ],
    [
      'prefix of a list',
      field([{ prefix: ['a'] }]),
      'bad-operand',
      'detail.x[0].prefix',
    ],
    [
      'prefix with another operator',
      field([{ prefix: { wildcard: 'a' } }]),
      'unknown-operator',
      'detail.x[0].prefix.wildcard',
    ],
    [
      'suffix, any case, of a number',
      field([{ suffix: { 'equals-ignore-case': 1 } }]),
      'bad-operand',
      'detail.x[0].suffix.equals-ignore-case',
    ],
    [
      'equals-ignore-case of a list',
      field([{ 'equals-ignore-case': ['a'] }]),
      'bad-operand',
      'detail.x[0].equals-ignore-case',
    ],
    [
      'two wildcards side by side',
      field([{ wildcard: 'a**' }]),
      'bad-wildcard',
      'detail.x[0].wildcard',
    ],
    [
      'an unknown wildcard escape',
      field([{ wildcard: 'a\\b' }]),
      'bad-wildcard',
      'detail.x[0].wildcard',
    ],
    [
      'a wildcard escape of nothing',
      field([{ wildcard: 'a\\' }]),
      'bad-wildcard',
      'detail.x[0].wildcard',
    ],
    [
      'anything-but of nothing',
      field([{ 'anything-but': [] }]),
      'empty-array',
      'detail.x[0].anything-but',
    ],
    [
      'anything-but of mixed types',
      field([{ 'anything-but': ['a', 1] }]),
      'bad-operand',
      'detail.x[0].anything-but',
    ],
    [
      'anything-but of null',
      field([{ 'anything-but': null }]),
      'bad-operand',
      'detail.x[0].anything-but',
    ],
    [
      'anything-but of true',
      field([{ 'anything-but': [true] }]),
      'bad-operand',
      'detail.x[0].anything-but',
    ],
    [
      'anything-but of numeric',
      field([{ 'anything-but': { numeric: ['=', 1] } }]),
      'unknown-operator',
      'detail.x[0].anything-but.numeric',
    ],
    [
      'anything-but of an empty prefix',
      field([{ 'anything-but': { prefix: '' } }]),
      'bad-operand',
      'detail.x[0].anything-but.prefix',
    ],
    [
      'anything-but of a bad wildcard',
      field([{ 'anything-but': { wildcard: ['a', '**'] } }]),
      'bad-wildcard',
      'detail.x[0].anything-but.wildcard',
    ],
    [
      'numeric without a list',
      field([{ numeric: 1 }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'numeric of nothing',
      field([{ numeric: [] }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'numeric with another operator',
      field([{ numeric: ['!=', 1] }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'numeric of text',
      field([{ numeric: ['>', '1'] }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'numeric range from above',
      field([{ numeric: ['<', 5, '>', 1] }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'numeric range turned round',
      field([{ numeric: ['>', 5, '<', 5] }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'numeric range with two lower ends',
      field([{ numeric: ['>', 1, '>=', 5] }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'numeric range with a rest',
      field([{ numeric: ['>', 1, '<', 5, '=', 3] }]),
      'bad-numeric',
      'detail.x[0].numeric',
    ],
    [
      'a number beyond floats',
      '{"detail": {"x": [1e999]}}',
      'bad-value',
      'detail.x[0]',
    ],
    [
      'cidr without a mask',
      field([{ cidr: '10.0.0.1' }]),
      'bad-cidr',
      'detail.x[0].cidr',
    ],
    [
      'cidr of a whole v4 address',
      field([{ cidr: '10.0.0.1/32' }]),
      'bad-cidr',
      'detail.x[0].cidr',
    ],
    [
      'cidr of a whole v6 address',
      field([{ cidr: '::1/128' }]),
      'bad-cidr',
      'detail.x[0].cidr',
    ],
    [
      'cidr of no address',
      field([{ cidr: '10.0.0.256/8' }]),
      'bad-cidr',
      'detail.x[0].cidr',
    ],
    [
      'exists of text',
      field([{ exists: 'true' }]),
      'bad-operand',
      'detail.x[0].exists',
    ],
    [
      '$or of one object',
      { detail: { $or: [{ a: [1] }] } },
      'unknown-operator',
      'detail.$or[0].a',
    ],
    [
      '$or with an empty object',
      { detail: { $or: [{ a: [1] }, {}] } },
      'empty-object',
      'detail.$or[1]',
    ],
    ['$or that is an object', { $or: { a: 1 } }, 'not-a-list', '$or.a'],
    [
      'a problem inside $or',
      { detail: { $or: [{ a: [1] }, { b: [] }] } },
      'empty-array',
      'detail.b',
    ],
    [
      '2,049 characters',
      { source: ['x'.repeat(2049 - '{"source":[""]}'.length)] },
      'too-large',
      '',
    ],
  ])('%s', (_, input, code, path) => {
    const problems = checkPattern(input);
    expect(problems).toContainEqual(expect.objectContaining({ code, path }));
    for (const { message, mend } of problems) {
      expect(message).not.toBe('');
      expect(mend).not.toBe('');
    }
    expect(() => parsePattern(input)).toThrow(InvalidEventPatternError);
  });

  it('more than 1,000 combinations', () => {
    const or = (name: string, count: number) => ({
      $or: Array.from({ length: count }, (_, n) => ({ [name]: [n] })),
    });
    const limits = { maxCharacters: 4096 };
    const nested = (counts: number[]) =>
      counts.reduceRight<object>(
        (inner, count, level) => ({
          ...or(`f${level}`, count),
          [`n${level}`]: inner,
        }),
        { z: [1] },
      );
    expect(checkPattern({ detail: nested([10, 10, 10]) }, limits)).toEqual([]);
    expect(checkPattern({ detail: nested([10, 10, 11]) }, limits)).toEqual([
      expect.objectContaining({ code: 'too-many-combinations' }),
    ]);
  });
});

describe('takes', () => {
  it.each<[string, string | object]>([
    ['an empty text', field([''])],
    ['an empty prefix', field([{ prefix: '' }])],
    ['scalars of all kinds', field(['a', 1, true, false, null])],
    ['an empty field name', { detail: { '': ['x'] } }],
    ['a field named like an operator', { detail: { prefix: ['x'] } }],
    ['$or of two fields', { detail: { $or: [{ a: [1] }, { b: [2] }] } }],
    ['$or of values, as a field name', { detail: { $or: ['a', 'b'] } }],
    ['fields that no event has', { orders: ['x'] }],
    ['a mask with a sign', field([{ cidr: '10.0.0.0/+8' }])],
    [
      '2,048 characters',
      { source: ['x'.repeat(2048 - '{"source":[""]}'.length)] },
    ],
  ])('%s', (_, input) => {
    expect(checkPattern(input)).toEqual([]);
  });

  it('longer patterns where the quota is higher', () => {
    const input = { source: ['x'.repeat(3000)] };
    expect(checkPattern(input, { maxCharacters: 4096 })).toEqual([]);
  });
});

it('reports everything at once, in the words of EventBridge', () => {
  expect(() => parsePattern({ source: 'a', detail: { x: [] } })).toThrow(
    'Event pattern is not valid. Reason: source: "source" must be an object or an array; detail.x: Empty arrays are not allowed',
  );
});

it('keeps the pattern as plain JSON', () => {
  const text = '{"detail": {"__proto__": {"a": [1]}}}';
  expect(JSON.stringify(parsePattern(text).source)).toBe(
    text.replace(/\s/g, ''),
  );
});

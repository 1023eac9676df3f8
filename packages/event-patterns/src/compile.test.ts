import { compile, InvalidEventError, parsePattern } from './index';

const matches = (detailPattern: object, detail: unknown) =>
  compile(parsePattern({ detail: detailPattern }))({
    source: 'orders',
    'detail-type': 'Order Placed',
    detail,
  });

describe('one field', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['exact text', ['a'], 'a', true],
    ['exact text is case-sensitive', ['a'], 'A', false],
    ['exact text is not a number', ['1'], 1, false],
    ['exact number', [300], 3.0e2, true],
    ['exact number is not text', [300], '300', false],
    ['true', [true], true, true],
    ['true is not text', [true], 'true', false],
    ['null', [null], null, true],
    ['null is not absence', [null], undefined, false],
    ['empty text', [''], '', true],
    ['any of several', ['a', 'b'], 'b', true],
    ['an array matches if any element does', ['b'], ['a', 'b'], true],
    ['an array inside an array', ['b'], ['a', ['c', ['b']]], true],
    ['an address in another spelling', ['::1'], '0:0::1', true],
    ['prefix', [{ prefix: 'ab' }], 'abc', true],
    ['prefix of a number', [{ prefix: '1' }], 12, false],
    ['empty prefix takes any text', [{ prefix: '' }], 'x', true],
    ['empty prefix takes no number', [{ prefix: '' }], 1, false],
    [
      'prefix, any case',
      [{ prefix: { 'equals-ignore-case': 'aB' } }],
      'Abc',
      true,
    ],
    ['suffix', [{ suffix: '.png' }], 'a.png', true],
    ['suffix is case-sensitive', [{ suffix: '.png' }], 'a.PNG', false],
    [
      'suffix, any case',
      [{ suffix: { 'equals-ignore-case': '.png' } }],
      'a.PNG',
      true,
    ],
    ['equals-ignore-case', [{ 'equals-ignore-case': 'Alice' }], 'aLICE', true],
    [
      'equals-ignore-case, longer form',
      [{ 'equals-ignore-case': 'ß' }],
      'SS',
      true,
    ],
    [
      'equals-ignore-case is the whole text',
      [{ 'equals-ignore-case': 'a' }],
      'ab',
      false,
    ],
    ['wildcard', [{ wildcard: 'a*c' }], 'abbc', true],
    ['wildcard matches nothing too', [{ wildcard: 'a*c' }], 'ac', true],
    ['wildcard parts do not overlap', [{ wildcard: 'ab*ba' }], 'aba', false],
    ['wildcard escape', [{ wildcard: 'a\\*c' }], 'a*c', true],
    ['wildcard escape is literal', [{ wildcard: 'a\\*c' }], 'abc', false],
    ['wildcard backslash', [{ wildcard: 'a\\\\*' }], 'a\\bc', true],
    ['lone wildcard takes any text', [{ wildcard: '*' }], '', true],
    ['anything-but', [{ 'anything-but': 'a' }], 'b', true],
    ['anything-but, same', [{ 'anything-but': 'a' }], 'a', false],
    ['anything-but needs a value', [{ 'anything-but': 'a' }], undefined, false],
    ['anything-but takes other types', [{ 'anything-but': 'a' }], null, true],
    ['anything-but list', [{ 'anything-but': ['a', 'b'] }], 'b', false],
    ['anything-but numbers', [{ 'anything-but': [1, 2] }], 2.0, false],
    ['anything-but over an array', [{ 'anything-but': 'a' }], ['a', 'b'], true],
    ['anything-but prefix', [{ 'anything-but': { prefix: 'a' } }], 'ab', false],
    [
      'anything-but prefix list',
      [{ 'anything-but': { prefix: ['a', 'b'] } }],
      'bc',
      false,
    ],
    ['anything-but suffix', [{ 'anything-but': { suffix: 'a' } }], 'ab', true],
    [
      'anything-but any case',
      [{ 'anything-but': { 'equals-ignore-case': ['a'] } }],
      'A',
      false,
    ],
    [
      'anything-but wildcard',
      [{ 'anything-but': { wildcard: '*/x/*' } }],
      'a/x/b',
      false,
    ],
    ['numeric =', [{ numeric: ['=', 3.018e2] }], 301.8, true],
    ['numeric range, open end', [{ numeric: ['>', 0, '<=', 5] }], 0, false],
    ['numeric range, closed end', [{ numeric: ['>', 0, '<=', 5] }], 5, true],
    ['numeric takes no text', [{ numeric: ['>', 0] }], '5', false],
    ['cidr', [{ cidr: '10.0.0.0/24' }], '10.0.0.255', true],
    ['cidr with host bits', [{ cidr: '10.0.0.77/24' }], '10.0.0.1', true],
    ['cidr, outside', [{ cidr: '10.0.0.0/24' }], '10.0.1.0', false],
    [
      'cidr, leading zeros are decimal',
      [{ cidr: '10.0.0.0/24' }],
      '010.0.0.1',
      true,
    ],
    ['cidr v6', [{ cidr: '2001:db8::/32' }], '2001:DB8:1::5', true],
    ['cidr v6 takes no v4', [{ cidr: '::/0' }], '1.2.3.4', false],
    ['cidr, not an address', [{ cidr: '10.0.0.0/24' }], 'ten', false],
    ['exists', [{ exists: true }], null, true],
    ['exists on an object', [{ exists: true }], { y: 1 }, false],
    ['exists on an empty array', [{ exists: true }], [], false],
    ['absent', [{ exists: false }], undefined, true],
    ['absent matches an object', [{ exists: false }], { y: 1 }, true],
    ['absent, but present', [{ exists: false }], 'a', false],
    ['absent or a value', [{ exists: false }, 'a'], 'a', true],
    ['never a plain object', ['a'], { a: 'a' }, false],
  ])('%s', (_, wanted, value, expected) => {
    expect(matches({ x: wanted }, { x: value })).toBe(expected);
  });
});

describe('several fields', () => {
  const items = [
    { sku: 'a', n: 1 },
    { sku: 'b', n: 2 },
  ];
  it.each<[string, object, unknown, boolean]>([
    ['same element', { items: { sku: ['b'], n: [2] } }, { items }, true],
    ['different elements', { items: { sku: ['a'], n: [2] } }, { items }, false],
    [
      'an element and a field outside',
      { items: { sku: ['b'] }, z: [1] },
      { items, z: 1 },
      true,
    ],
    [
      'different lists are independent',
      { p: { a: [1] }, q: { a: [2] } },
      { p: [{ a: 1 }], q: [{ a: 1 }, { a: 2 }] },
      true,
    ],
    [
      'lists inside the same element',
      { o: { id: [1], l: { v: [9] } } },
      {
        o: [
          { id: 1, l: [{ v: 8 }] },
          { id: 2, l: [{ v: 9 }] },
        ],
      },
      false,
    ],
    ['dots in the pattern', { 'a.b': [1] }, { a: { b: 1 } }, true],
    ['dots in the event', { a: { b: [1] } }, { 'a.b': 1 }, true],
    [
      'the last of a doubled path wins',
      { a: { b: [1] }, 'a.b': [2] },
      { a: { b: 2 } },
      true,
    ],
    ['$or, first', { $or: [{ a: [1] }, { b: [1] }] }, { a: 1 }, true],
    ['$or, second', { $or: [{ a: [1] }, { b: [1] }] }, { b: 1 }, true],
    ['$or, neither', { $or: [{ a: [1] }, { b: [1] }] }, { a: 2 }, false],
    ['$or with one member is a field', { $or: ['x'] }, { $or: 'x' }, true],
    [
      '$or with a reserved word is a field',
      { $or: [{ prefix: 'x' }, { suffix: 'y' }] },
      { $or: 'by' },
      true,
    ],
    ['__proto__ is a name', JSON.parse('{"__proto__": {"a": [1]}}'), {}, false],
    [
      '__proto__ is a field',
      JSON.parse('{"__proto__": {"a": [1]}}'),
      JSON.parse('{"__proto__": {"a": 1}}'),
      true,
    ],
    [
      'inherited names are absent',
      { constructor: [{ exists: true }] },
      {},
      false,
    ],
    [
      'absent from the chosen element only',
      { l: { a: [1], z: [{ exists: false }] } },
      { l: [{ a: 1 }, { a: 2, z: 1 }] },
      true,
    ],
  ])('%s', (_, pattern, detail, expected) => {
    expect(matches(pattern, detail)).toBe(expected);
  });
});

it('looks at no top-level field but the envelope’s', () => {
  const pattern = parsePattern({ orders: ['a'] });
  expect(compile(pattern)({ orders: 'a', detail: {} })).toBe(false);
});

it('tells replayed events by the name of their replay', () => {
  const first = compile(parsePattern({ 'replay-name': [{ exists: false }] }));
  const replayed = compile(parsePattern({ 'replay-name': ['again'] }));
  const event = { source: 'orders', detail: {} };
  const again = { ...event, 'replay-name': 'again' };
  expect([first(event), first(again)]).toEqual([true, false]);
  expect([replayed(event), replayed(again)]).toEqual([false, true]);
});

it('takes JSON text', () => {
  const test = compile(parsePattern('{"source": ["orders"]}'));
  expect(test('{"source": "orders"}')).toBe(true);
  expect(() => test('{')).toThrow(InvalidEventError);
  expect(() => test([])).toThrow(InvalidEventError);
});

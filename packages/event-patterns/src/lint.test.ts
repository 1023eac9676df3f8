import { lint, parsePattern } from './index';

const found = (wanted: object, detailSchema?: object) =>
  lint(parsePattern(wanted), { detailSchema }).map(({ path, code }) => [
    path,
    code,
  ]);

const inOrders = (detail: object) => ({ source: ['orders'], detail });

it.each<[string, object, [string, string][]]>([
  [
    'a field no event has',
    { source: ['a'], orders: ['x'] },
    [['orders', 'never-matches']],
  ],
  [
    'numbers beyond what AWS promises',
    inOrders({ x: [6e9, { numeric: ['<', 0.1234567] }] }),
    [['detail.x', 'imprecise-number']],
  ],
  ['numbers within', inOrders({ x: [5e9, 0.123456] }), []],
  [
    'an account as number',
    { source: ['a'], account: [123456789012] },
    [
      ['account', 'imprecise-number'],
      ['account', 'never-matches'],
    ],
  ],
  [
    'the detail as value',
    { source: ['a'], detail: ['x'] },
    [['detail', 'never-matches']],
  ],
  [
    'a field inside text',
    { source: { name: ['x'] } },
    [['source.name', 'never-matches']],
  ],
  [
    'an operator as field',
    inOrders({ state: { prefix: ['a'] } }),
    [['detail.state.prefix', 'operator-as-field']],
  ],
  [
    '$or of values',
    inOrders({ $or: ['a', 'b'] }),
    [['detail.$or', 'or-as-field']],
  ],
  [
    '$or of operators',
    inOrders({ $or: [{ prefix: 'a' }, { suffix: 'b' }] }),
    [['detail.$or', 'or-as-field']],
  ],
  [
    'absence of an object the pattern names',
    inOrders({ a: [{ exists: false }], 'a.b': ['x'] }),
    [['detail.a', 'absent-object']],
  ],
  ['every event', { source: [{ prefix: '' }] }, [['', 'catch-all']]],
  [
    'every event of an account',
    { account: ['123456789012'] },
    [['', 'catch-all']],
  ],
  [
    'presence alone',
    { detail: { x: [{ exists: true }] } },
    [['', 'catch-all']],
  ],
  [
    'a value twice',
    inOrders({ x: ['a', 'a'] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'a value within a prefix',
    inOrders({ x: ['ab', { prefix: 'a' }] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'a wildcard that is a suffix',
    inOrders({ x: [{ wildcard: '*.png' }] }),
    [['detail.x', 'wildcard-unneeded']],
  ],
])('finds %s', (_, wanted, expected) => {
  expect(found(wanted)).toEqual(expected);
});

import {
  analyse,
  checkPattern,
  describePattern,
  explain,
  parsePattern,
} from './index';

it('explains field by field', () => {
  const pattern = parsePattern({
    source: ['orders'],
    detail: { amount: [{ numeric: ['>', 100] }], region: ['EU', 'UK'] },
  });
  expect(explain(pattern, { source: 'orders', detail: { amount: 5 } })).toEqual(
    [
      { path: 'detail.amount', matched: false, expected: '> 100', found: 5 },
      {
        path: 'detail.region',
        matched: false,
        expected: 'is EU or UK',
        found: undefined,
      },
      { path: 'source', matched: true, expected: 'is orders', found: 'orders' },
    ],
  );
});

it('describes in words', () => {
  const pattern = parsePattern({
    source: ['orders'],
    detail: {
      amount: [{ numeric: ['>', 100] }],
      region: ['EU', 'UK'],
      name: [{ prefix: 'A' }],
    },
  });
  expect(describePattern(pattern, { omit: ['source'] })).toEqual([
    '`detail.amount` > 100',
    '`detail.region` is EU or UK',
    '`detail.name` starts with A',
  ]);
});

it('suggests the field that was meant', () => {
  const detailSchema = {
    type: 'object',
    properties: { amount: { type: 'number' }, region: { enum: ['EU', 'UK'] } },
    required: ['region'],
  };
  const pattern = parsePattern({ detail: { amout: [1] } });
  expect(analyse(pattern, { detailSchema })).toEqual({
    verdict: 'sometimes',
    reasons: [
      '`detail.amout` is not in the contract; did you mean `detail.amount`?',
    ],
    unknownFields: [{ path: 'detail.amout', suggestion: 'detail.amount' }],
  });
  const us = parsePattern({ detail: { region: ['US'] } });
  expect(analyse(us, { detailSchema }).verdict).toBe('never');
});

it('collects all problems', () => {
  expect(
    checkPattern({
      source: 'x',
      detail: { a: [], b: [{ foo: 1 }], c: {} },
    }).map(({ path, code }) => [path, code]),
  ).toEqual([
    ['source', 'not-a-list'],
    ['detail.a', 'empty-array'],
    ['detail.b[0].foo', 'unknown-operator'],
    ['detail.c', 'empty-object'],
  ]);
});

it.each<[unknown, string]>([
  [['a'], 'is a'],
  [['a', 'b', 'c'], 'is a, b or c'],
  [['1', 1, null], 'is "1", 1 or null'],
  [['a or b', ''], 'is "a or b" or ""'],
  [[{ prefix: '' }], 'is any text'],
  [[{ suffix: '.png' }], 'ends with .png'],
  [
    [{ prefix: { 'equals-ignore-case': 'a' } }],
    'starts with a (upper or lower case)',
  ],
  [[{ wildcard: 'a*' }], 'looks like a*'],
  [[{ numeric: ['=', 5] }], '= 5'],
  [[{ numeric: ['>=', 0, '<', 5] }], '≥ 0 and < 5'],
  [[{ 'anything-but': ['a', 'b'] }], 'is not a or b'],
  [[{ 'anything-but': { suffix: 'a' } }], 'does not end with a'],
  [[{ cidr: '10.0.0.0/8' }], 'is an address in 10.0.0.0/8'],
  [[{ exists: false }, 'a'], 'is a or is absent'],
])('describes %j', (wanted, words) => {
  expect(describePattern(parsePattern({ detail: { x: wanted } }))).toEqual([
    `\`detail.x\` ${words}`,
  ]);
});

it('describes alternatives of fields in one line', () => {
  const pattern = parsePattern({
    source: ['orders'],
    detail: { $or: [{ a: [1] }, { b: [2], c: [3] }] },
  });
  expect(describePattern(pattern)).toEqual([
    '`source` is orders',
    '`detail.a` is 1, or `detail.b` is 2 and `detail.c` is 3',
  ]);
});

it('explains that no single element fits', () => {
  const pattern = parsePattern({ detail: { l: { a: [1], b: [2] } } });
  const event = {
    detail: {
      l: [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
    },
  };
  expect(explain(pattern, event)).toEqual([
    { path: 'detail.l.a', matched: true, expected: 'is 1', found: [1, 2] },
    {
      path: 'detail.l.b',
      matched: false,
      expected: 'is 2',
      found: [1, 2],
      note: expect.stringContaining('no single element'),
    },
  ]);
});

import {
  analyse,
  checkPattern,
  compile,
  describePattern,
  explain,
  intersects,
  parsePattern,
  samplePatternEvent,
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

it.each<[object, object, string]>([
  [{ source: ['a'] }, { source: ['b'] }, 'no'],
  [{ source: ['a'] }, { source: [{ prefix: 'a' }] }, 'yes'],
  [{ source: [{ prefix: 'a' }] }, { source: [{ prefix: 'b' }] }, 'no'],
  [{ detail: { x: ['a'] } }, { detail: { x: ['b'] } }, 'unknown'],
  [{ detail: { x: ['a'] } }, { detail: { x: [{ exists: false }] } }, 'no'],
  [{ detail: { x: ['a'] } }, { detail: { y: ['b'] } }, 'yes'],
])('%j and %j: %s', (a, b, expected) => {
  expect(intersects(parsePattern(a), parsePattern(b))).toBe(expected);
});

it.each<[object]>([
  [
    {
      source: ['orders'],
      detail: { a: { b: [{ numeric: ['>', 0, '<', 1] }] } },
    },
  ],
  [{ resources: [{ prefix: 'arn:' }] }],
  [{ detail: { $or: [{ a: [{ wildcard: 'x*y' }] }, { b: [1] }] } }],
  [JSON.parse('{"detail": {"__proto__": {"a": [1]}}}')],
])('makes an event for %j', wanted => {
  const pattern = parsePattern(wanted);
  expect(compile(pattern)(samplePatternEvent(pattern))).toBe(true);
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

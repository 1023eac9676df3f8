import { parsePattern } from '@busline/event-patterns';
import { impact, JsonSchema } from '../index';

const before: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['region', 'amount'],
  properties: {
    region: { type: 'string', enum: ['EU', 'UK', 'US'] },
    amount: { type: 'number' },
    customer: { type: 'object', properties: { id: { type: 'string' } } },
    items: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string' } } },
    },
    note: { type: 'string' },
  },
};

const withProperties = (properties: Record<string, unknown>): JsonSchema => ({
  ...before,
  properties: { ...(before.properties as object), ...properties },
});

function without(name: string): JsonSchema {
  const { [name]: _, ...properties } = before.properties as Record<
    string,
    unknown
  >;
  return { ...before, properties };
}

function impactOn(detail: object, after: JsonSchema) {
  const pattern = parsePattern({ source: ['shop'], detail });
  const change = { source: 'shop', detailType: 'Order placed', before, after };
  const [answer] = impact(change, [{ id: 'one', pattern }]);
  return answer;
}

it.each<[string, object, JsonSchema, string]>([
  [
    'a value that the filter asks for is gone',
    { region: ['US'] },
    withProperties({ region: { type: 'string', enum: ['EU', 'UK'] } }),
    'breaks',
  ],
  [
    'one of the values that the filter asks for is gone',
    { region: ['EU', 'US'] },
    withProperties({ region: { type: 'string', enum: ['EU', 'UK'] } }),
    'at-risk',
  ],
  ['the field is gone', { note: ['x'] }, without('note'), 'breaks'],
  [
    'the field has another type',
    { amount: [{ numeric: ['>', 100] }] },
    withProperties({ amount: { type: 'string' } }),
    'breaks',
  ],
  [
    'what holds the field is gone',
    { customer: { id: ['c-1'] } },
    without('customer'),
    'breaks',
  ],
  [
    'a field in a list has another type',
    { items: { sku: ['a'] } },
    withProperties({
      items: {
        type: 'array',
        items: { type: 'object', properties: { sku: { type: 'number' } } },
      },
    }),
    'breaks',
  ],
  [
    'the field is no longer required',
    { region: [{ 'anything-but': 'US' }] },
    { ...before, required: ['amount'] },
    'at-risk',
  ],
  [
    'the field takes more values',
    { region: ['EU'] },
    withProperties({
      region: { type: 'string', enum: ['EU', 'UK', 'US', 'CH'] },
    }),
    'wider',
  ],
  [
    'another field changed',
    { region: ['EU'] },
    withProperties({ note: { type: 'number' } }),
    'unaffected',
  ],
  [
    'only words changed',
    { region: ['EU'] },
    withProperties({
      region: { type: 'string', enum: ['EU', 'UK', 'US'], title: 'Region' },
    }),
    'unaffected',
  ],
  [
    'one way through $or reads a field that is gone',
    { $or: [{ note: ['x'] }, { region: ['EU'] }] },
    without('note'),
    'at-risk',
  ],
])('%s', (_, detail, after, expected) => {
  expect(impactOn(detail, after).impact).toBe(expected);
});

it('names the change and the field', () => {
  const answer = impactOn({ note: ['x'] }, without('note'));
  expect(answer.changes).toEqual([
    expect.objectContaining({ kind: 'property-removed', path: 'detail.note' }),
  ]);
  expect(answer.reasons).toContain('`detail.note` is gone');
});

it('leaves alone what is meant for other events, and answers in order', () => {
  const change = {
    source: 'shop',
    detailType: 'Order placed',
    before,
    after: without('note'),
  };
  const other = parsePattern({ source: ['billing'], detail: { note: ['x'] } });
  const hit = parsePattern({ detail: { note: ['x'] } });
  const all = parsePattern({ source: ['shop'] });
  expect(
    impact(change, [
      { id: 1, pattern: other },
      { id: 2, pattern: hit },
      { id: 3, pattern: all },
    ]).map(({ id, impact: found }) => [id, found]),
  ).toEqual([
    [1, 'unaffected'],
    [2, 'breaks'],
    [3, 'unaffected'],
  ]);
});

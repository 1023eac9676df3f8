import { JsonSchema, validate } from './index';
import { surelyAccepts } from './surelyAccepts';

const order = {
  type: 'object',
  required: ['id', 'items'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid', description: 'Of the order' },
    at: { type: 'string', format: 'date-time' },
    items: { type: 'array', minItems: 1, items: { $ref: '#/$defs/Item' } },
  },
  $defs: {
    Item: {
      type: 'object',
      properties: {
        sku: { type: 'string', pattern: '^[A-Z]+$', maxLength: 4 },
        count: { type: 'integer', minimum: 1, 'x-busline-personal-data': true },
        currency: { enum: ['EUR', 'USD'] },
      },
    },
  },
};
const item = { sku: 'ABC', count: 1, currency: 'EUR' };
const placed = {
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  at: '2026-01-15T09:30:00Z',
  items: [item],
};

it('is sure of an everyday event', () => {
  expect(surelyAccepts(order, placed)).toBe(true);
  expect(validate(order)(placed)).toEqual([]);
});

it.each<[string, unknown]>([
  ['no object', null],
  ['a property that is missing', { items: [item] }],
  ['a property too many', { ...placed, more: 1 }],
  ['another format', { ...placed, at: 'yesterday' }],
  ['an empty list', { ...placed, items: [] }],
  ['an element of another type', { ...placed, items: ['ABC'] }],
  ['a text too long', { ...placed, items: [{ ...item, sku: 'ABCDE' }] }],
  ['another pattern', { ...placed, items: [{ ...item, sku: 'abc' }] }],
  ['a fraction', { ...placed, items: [{ ...item, count: 1.5 }] }],
  ['a number too small', { ...placed, items: [{ ...item, count: 0 }] }],
  ['none of the list', { ...placed, items: [{ ...item, currency: 'GBP' }] }],
])('is not sure of %s', (_, value) => {
  expect(surelyAccepts(order, value)).toBe(false);
  expect(validate(order)(value)).not.toEqual([]);
});

it.each<[string, JsonSchema, unknown]>([
  ['a keyword that it does not know', { multipleOf: 2 }, 4],
  ['a choice', { anyOf: [{ type: 'number' }] }, 4],
  ['a bound as a flag', { minimum: 1, exclusiveMinimum: true }, 4],
  ['a reference beside a constraint', { $ref: '#', minimum: 1 }, 4],
  ['a reference that leads round', { $ref: '#' }, 4],
  ['a reference that leads nowhere', { $ref: '#/$defs/A' }, 4],
  ['an expression of the laxer syntax', { pattern: '\\@' }, '@'],
  ['an optional property left out', { properties: { a: {} } }, {}],
  ['a list whose elements nobody looked at', { items: { type: 'x' } }, []],
  ['a format of numbers', { format: 'int32' }, 4],
])('leaves %s to the validator', (_, schema, value) => {
  expect(surelyAccepts(schema, value)).toBe(false);
});

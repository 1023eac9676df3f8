import { Parser } from '@asyncapi/parser';
import {
  checkDetailSchema,
  contractDocument,
  contractFields,
  detailSchemaFromInput,
  infer,
  maskSensitive,
  parseContract,
  parseDetailSchema,
  sample,
  schemaNameOf,
  toAsyncApi,
  validate,
} from './index';

const orderPlaced = {
  type: 'object',
  required: ['orderId', 'items'],
  properties: {
    orderId: { type: 'string', format: 'uuid' },
    amount: { type: 'number', minimum: 0, exclusiveMinimum: true },
    placedAt: { type: 'string', format: 'date-time' },
    customer: {
      type: 'object',
      'x-busline-personal-data': true,
      properties: { name: { type: 'string' } },
    },
    items: { type: 'array', items: { $ref: '#/definitions/Item' } },
  },
  definitions: {
    Item: {
      type: 'object',
      required: ['sku'],
      properties: {
        sku: { type: 'string', pattern: '^SKU-\\d{3}$' },
        part: { $ref: '#/definitions/Item' },
      },
    },
  },
};

it('keeps and reads back a contract', () => {
  const text = contractDocument({
    source: 'orders',
    detailType: 'Order Placed',
    detailSchema: orderPlaced,
  });
  const contract = parseContract(text, 'JSONSchemaDraft4');
  expect(contract).toMatchObject({
    source: 'orders',
    detailType: 'Order Placed',
    detailSchema: orderPlaced,
  });
  expect(contractDocument(contract)).toBe(text);
});

it('reads the registry’s OpenApi3', () => {
  const contract = parseContract(
    JSON.stringify({
      openapi: '3.0.0',
      info: { version: '1.0.0', title: 'OrderPlaced' },
      paths: {},
      components: {
        schemas: {
          AWSEvent: {
            type: 'object',
            required: ['detail-type', 'detail'],
            'x-amazon-events-detail-type': 'Order Placed',
            'x-amazon-events-source': 'orders',
            properties: {
              detail: { $ref: '#/components/schemas/OrderPlaced' },
            },
          },
          OrderPlaced: {
            type: 'object',
            properties: { item: { $ref: '#/components/schemas/Item' } },
          },
          Item: { type: 'string', nullable: true },
        },
      },
    }),
    'OpenApi3',
  );
  expect(contract).toMatchObject({
    source: 'orders',
    detailType: 'Order Placed',
    title: 'OrderPlaced',
    version: '1.0.0',
    detailSchema: {
      type: 'object',
      properties: { item: { $ref: '#/definitions/Item' } },
      definitions: { Item: { type: ['string', 'null'] } },
    },
  });
});

it('samples what it describes', () => {
  const value = sample(orderPlaced);
  expect(validate(orderPlaced)(value)).toEqual([]);
  expect(sample(orderPlaced)).toEqual(value);
  expect(sample(orderPlaced, 2)).not.toEqual(value);
});

it('says what to mend in a value', () => {
  expect(validate(orderPlaced)({ amount: 0, items: [{ sku: 'x' }] })).toEqual([
    expect.objectContaining({ path: 'orderId', code: 'required' }),
    expect.objectContaining({ path: 'amount', code: 'minimum' }),
    expect.objectContaining({ path: 'items[0].sku', code: 'pattern' }),
  ]);
});

it('gives an AsyncAPI document that the parser takes', async () => {
  const document = toAsyncApi(
    [
      {
        source: 'orders',
        detailType: 'Order Placed',
        detailSchema: orderPlaced,
        version: '1',
      },
    ],
    [
      {
        name: 'hub',
        arn: 'arn:aws:events:eu-central-1:111122223333:event-bus/hub',
        region: 'eu-central-1',
      },
    ],
  );
  const { diagnostics, document: parsed } = await new Parser().parse(
    JSON.stringify(document),
  );
  expect(diagnostics.filter(({ severity }) => severity < 2)).toEqual([]);
  expect(parsed?.channels().all()).toHaveLength(1);
});

it('lists fields', () => {
  const fields = contractFields(orderPlaced);
  expect(
    fields.map(({ path, type, sensitive }) => [path, type, sensitive]),
  ).toEqual([
    ['detail.orderId', 'string', false],
    ['detail.amount', 'number', false],
    ['detail.placedAt', 'string', false],
    ['detail.customer', 'object', true],
    ['detail.items[]', 'array of object', false],
  ]);
  expect(fields[4].children?.map(({ path }) => path)).toEqual([
    'detail.items[].sku',
    'detail.items[].part',
  ]);
});

it('masks personal data', () => {
  expect(
    maskSensitive(orderPlaced, { orderId: 'a', customer: { name: 'x' } }),
  ).toEqual({
    orderId: 'a',
    customer: '***',
  });
});

it('infers from examples', () => {
  expect(
    infer([
      { id: '7bf73129-1428-4cd3-a780-95db273d1602', n: 1, tags: ['a'] },
      { id: '7bf73129-1428-4cd3-a780-95db273d1603', n: 1.5 },
    ]),
  ).toEqual({
    type: 'object',
    required: ['id', 'n'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      n: { type: 'number' },
      tags: { type: 'array', items: { type: 'string' } },
    },
  });
});

it.each([
  ['schema', { type: 'object', properties: { a: { type: 'string' } } }],
  ['example-detail', { a: 1 }],
  ['example-event', { source: 's', 'detail-type': 't', detail: { a: 1 } }],
  [
    'contract',
    JSON.parse(
      contractDocument({
        source: 's',
        detailType: 't',
        detailSchema: orderPlaced,
      }),
    ),
  ],
])('recognises %s', (kind, value) => {
  expect(detailSchemaFromInput(JSON.stringify(value))).toMatchObject({
    ok: true,
    kind,
  });
});

it('keeps newer drafts as Draft-04', () => {
  const text = JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      a: { const: 1 },
      b: { exclusiveMinimum: 5 },
      c: { $ref: '#/$defs/C', description: 'x' },
    },
    $defs: { C: { type: 'string' } },
    contains: {},
  });
  expect(checkDetailSchema(text)).toEqual([
    expect.objectContaining({
      path: 'contains',
      code: 'not-kept',
      severity: 'warning',
    }),
  ]);
  expect(parseDetailSchema(text)).toEqual({
    type: 'object',
    properties: {
      a: { enum: [1] },
      b: { minimum: 5, exclusiveMinimum: true },
      c: { $ref: '#/definitions/C', description: 'x' },
    },
    definitions: { C: { type: 'string' } },
  });
});

it('names schemas', () => {
  expect(schemaNameOf({ source: 'orders', detailType: 'OrderPlaced' })).toBe(
    'orders@OrderPlaced',
  );
  expect(
    schemaNameOf({ source: 'orders', detailType: 'Order Placed' }),
  ).toMatch(/^orders@OrderPlaced-[0-9a-f]{12}$/);
});

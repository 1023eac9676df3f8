import {
  checkDetailSchema,
  detailSchemaFromInput,
  InvalidContractError,
  parseContract,
  parseDetailSchema,
} from './index';

const proto = JSON.parse('{"type": "object", "properties": {"__proto__": {}}}');

const property = (schema: unknown) => ({
  type: 'object',
  properties: { a: schema },
});

it.each<[string, unknown, string, string]>([
  ['a list', [], 'not-an-object', ''],
  ['text as detail', { type: 'string' }, 'detail-not-object', 'type'],
  [
    'a mistyped type',
    property({ type: 'strng' }),
    'unknown-type',
    'properties.a.type',
  ],
  ['a schema that is text', property('string'), 'not-a-schema', 'properties.a'],
  [
    'properties that are a list',
    { type: 'object', properties: [] },
    'bad-keyword',
    'properties',
  ],
  [
    'required inside a property',
    property({ type: 'string', required: true }),
    'bad-keyword',
    'properties.a.required',
  ],
  ['an empty enum', property({ enum: [] }), 'bad-keyword', 'properties.a.enum'],
  [
    'a broken expression',
    property({ pattern: '(' }),
    'bad-pattern',
    'properties.a.pattern',
  ],
  [
    'a negative length',
    property({ minLength: -1 }),
    'bad-keyword',
    'properties.a.minLength',
  ],
  [
    'a bound that is text',
    property({ minimum: '1' }),
    'bad-keyword',
    'properties.a.minimum',
  ],
  [
    'an exclusive bound that is text',
    property({ exclusiveMinimum: '1' }),
    'bad-keyword',
    'properties.a.exclusiveMinimum',
  ],
  [
    'an empty allOf',
    property({ allOf: [] }),
    'bad-keyword',
    'properties.a.allOf',
  ],
  ['a property called __proto__', proto, 'reserved-name', 'properties'],
  [
    'a reference elsewhere',
    property({ $ref: 'https://example.com/a' }),
    'remote-ref',
    'properties.a.$ref',
  ],
  [
    'a reference to nothing',
    property({ $ref: '#/definitions/A' }),
    'missing-ref',
    'properties.a.$ref',
  ],
  [
    'a problem inside a list',
    property({ anyOf: [{}, { items: { type: 1 } }] }),
    'unknown-type',
    'properties.a.anyOf[1].items.type',
  ],
])('refuses %s', (_, schema, code, path) => {
  const text = JSON.stringify(schema);
  expect(checkDetailSchema(text)).toContainEqual(
    expect.objectContaining({ code, path, severity: 'error' }),
  );
  expect(() => parseDetailSchema(text)).toThrow(InvalidContractError);
});

it.each<[string, string, string]>([
  ['text that is not JSON', '{', 'not-json'],
  ['a value', '5', 'not-an-object'],
  ['an empty list', '[]', 'not-an-object'],
  ['a schema with errors', '{"$schema": "x", "type": "strng"}', 'unknown-type'],
  [
    'events of several types',
    '[{"source":"a","detail":{}},{"source":"b","detail":{}}]',
    'several-event-types',
  ],
  [
    'JSON nested very deep',
    `${'['.repeat(9000)}${']'.repeat(9000)}`,
    'too-deep',
  ],
])('cannot use %s as input', (_, text, code) => {
  expect(detailSchemaFromInput(text)).toMatchObject({
    ok: false,
    problems: [{ code }],
  });
});

it.each<[string, unknown, string]>([
  ['type and title', { type: 'object', title: 'Order' }, 'schema'],
  ['combined schemas', { allOf: [{ type: 'object' }] }, 'schema'],
  ['data with a type', { type: 'order', id: 5 }, 'example-detail'],
  ['data with a type and more', { type: 'object', id: 5 }, 'example-detail'],
  ['data with properties', { properties: { colour: 'red' } }, 'example-detail'],
  ['several examples', [{ a: 1 }, { b: 2 }], 'example-detail'],
  ['data with a detail', { detail: { a: 1 } }, 'example-detail'],
  [
    'an event without source',
    { 'detail-type': 'T', detail: {} },
    'example-event',
  ],
])('recognises %s', (_, value, kind) => {
  expect(detailSchemaFromInput(JSON.stringify(value))).toMatchObject({
    ok: true,
    kind,
  });
});

describe('a registry document', () => {
  const openApi = (schemas: object) =>
    JSON.stringify({ openapi: '3.0.0', components: { schemas } });
  const names = {
    'x-amazon-events-source': 's',
    'x-amazon-events-detail-type': 't',
  };
  it.each<[string, string, string, string]>([
    ['without an event', openApi({}), 'no-event', 'components.schemas'],
    [
      'without a detail',
      openApi({ AWSEvent: names }),
      'no-detail',
      'components.schemas.AWSEvent.properties.detail',
    ],
    [
      'without an event type',
      openApi({ AWSEvent: { properties: { detail: {} } } }),
      'no-event-type',
      'components.schemas.AWSEvent.x-amazon-events-source',
    ],
    [
      'whose detail leads nowhere',
      openApi({
        AWSEvent: {
          ...names,
          properties: { detail: { $ref: '#/components/schemas/X' } },
        },
      }),
      'missing-ref',
      'components.schemas.AWSEvent.properties.detail.$ref',
    ],
  ])('%s', (_, text, code, path) => {
    let problems: unknown;
    try {
      parseContract(text, 'OpenApi3');
    } catch (error) {
      problems = error instanceof InvalidContractError && error.problems;
    }
    expect(problems).toContainEqual(expect.objectContaining({ code, path }));
  });

  it('is told its event type by the schema’s name', () => {
    const text = JSON.stringify({ properties: { detail: { type: 'object' } } });
    const hint = { schemaName: 'orders@OrderPlaced' };
    expect(parseContract(text, 'JSONSchemaDraft4', hint)).toMatchObject({
      source: 'orders',
      detailType: 'OrderPlaced',
    });
  });
});

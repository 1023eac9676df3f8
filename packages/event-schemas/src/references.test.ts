import {
  checkDetailSchema,
  contractFields,
  JsonSchema,
  maskSensitive,
  parseContract,
  parseDetailSchema,
  sample,
  validate,
} from './index';

const draft = (name: string) =>
  /^\d/.test(name)
    ? `https://json-schema.org/draft/${name}/schema`
    : `http://json-schema.org/${name}/schema#`;

const COUNT = { type: 'integer', minimum: 1, 'x-busline-personal-data': true };

/** Each says that `n` is a whole number from 1, in its own way. */
const ways: [string, string, JsonSchema][] = [
  [
    'a pointer',
    'draft-07',
    {
      properties: { n: { $ref: '#/definitions/Count' } },
      definitions: { Count: COUNT },
    },
  ],
  [
    'a pointer with escapes',
    'draft-07',
    {
      properties: { n: { $ref: '#/definitions/a~1b%20~0c%25' } },
      definitions: { 'a/b ~c%': COUNT },
    },
  ],
  [
    'a pointer to a property',
    'draft-07',
    { properties: { m: COUNT, n: { $ref: '#/properties/m' } } },
  ],
  [
    'a pointer into a list',
    'draft-07',
    {
      properties: { n: { $ref: '#/definitions/Any/anyOf/1' } },
      definitions: { Any: { anyOf: [{ type: 'string' }, COUNT] } },
    },
  ],
  [
    'a pointer from the document’s own address',
    'draft-07',
    {
      $id: 'https://example.com/order.json',
      properties: { n: { $ref: 'order.json#/definitions/Count' } },
      definitions: { Count: COUNT },
    },
  ],
  [
    'Draft-04’s id',
    'draft-04',
    {
      id: 'https://example.com/order.json',
      properties: { n: { $ref: 'count.json' } },
      definitions: { Count: { id: 'count.json', ...COUNT } },
    },
  ],
  [
    'Draft-04’s id as an anchor',
    'draft-04',
    {
      properties: { n: { $ref: '#count' } },
      definitions: { Count: { id: '#count', ...COUNT } },
    },
  ],
  [
    '$id',
    'draft-06',
    {
      $id: 'https://example.com/order.json',
      properties: { n: { $ref: '/parts/count.json' } },
      definitions: { Count: { $id: 'parts/count.json', ...COUNT } },
    },
  ],
  [
    'a URN',
    '2019-09',
    {
      properties: { n: { $ref: 'urn:example:count' } },
      $defs: { Count: { $id: 'urn:example:count', ...COUNT } },
    },
  ],
  [
    'a pointer inside a schema of its own address',
    '2020-12',
    {
      $id: 'https://example.com/order.json',
      properties: { n: { $ref: 'count.json' } },
      $defs: {
        Inner: { type: 'string' },
        Count: {
          $id: 'count.json',
          $ref: '#/$defs/Inner',
          $defs: { Inner: COUNT },
        },
      },
    },
  ],
  [
    '$anchor',
    '2019-09',
    {
      properties: { n: { $ref: '#count' } },
      $defs: { Count: { $anchor: 'count', ...COUNT } },
    },
  ],
  [
    'an $anchor of another address',
    '2020-12',
    {
      $id: 'https://example.com/order.json',
      properties: { n: { $ref: 'parts.json#count' } },
      $defs: {
        count: { $anchor: 'count', type: 'string' },
        Parts: {
          $id: 'parts.json',
          $defs: { Count: { $anchor: 'count', ...COUNT } },
        },
      },
    },
  ],
  [
    '$dynamicRef',
    '2020-12',
    {
      properties: { n: { $dynamicRef: '#count' } },
      $defs: { Count: { $dynamicAnchor: 'count', ...COUNT } },
    },
  ],
  [
    '$dynamicRef to a plain anchor',
    '2020-12',
    {
      properties: { n: { $dynamicRef: '#count' } },
      $defs: { Count: { $anchor: 'count', ...COUNT } },
    },
  ],
  [
    'a reference to a reference',
    '2020-12',
    {
      properties: { n: { $ref: '#/$defs/A' } },
      $defs: { A: { $ref: '#/$defs/B' }, B: COUNT },
    },
  ],
  [
    'a reference beside a bound',
    '2020-12',
    {
      properties: { n: { $ref: '#/$defs/Whole', minimum: 1 } },
      $defs: { Whole: { type: 'integer', 'x-busline-personal-data': true } },
    },
  ],
];

describe.each(ways)('%s (%s)', (_, name, keywords) => {
  const schema = {
    $schema: draft(name),
    type: 'object',
    required: ['n'],
    ...keywords,
  };
  const text = JSON.stringify(schema);

  it('has no problems', () => {
    expect(checkDetailSchema(text)).toEqual([]);
  });

  it.each([
    ['as it is', schema],
    ['as Draft-04', parseDetailSchema(text)],
  ])('means the same %s', (__, same) => {
    const check = validate(same);
    expect(check({ n: 1 })).toEqual([]);
    expect(check(sample(same))).toEqual([]);
    for (const n of [0, 1.5, 'x']) {
      expect(check({ n })).toContainEqual(
        expect.objectContaining({ path: 'n' }),
      );
    }
    expect(maskSensitive(same, { n: 1 })).toEqual({ n: '***' });
    expect(contractFields(same)).toContainEqual(
      expect.objectContaining({
        path: 'detail.n',
        type: 'integer',
        required: true,
        sensitive: true,
      }),
    );
  });
});

it('follows the outermost dynamic anchor of a recursive schema', () => {
  const schema = {
    $schema: draft('2020-12'),
    $id: 'https://example.com/strict-tree',
    $dynamicAnchor: 'node',
    $ref: 'tree',
    type: 'object',
    required: ['size'],
    $defs: {
      Tree: {
        $id: 'tree',
        $dynamicAnchor: 'node',
        type: 'object',
        properties: {
          children: { type: 'array', items: { $dynamicRef: '#node' } },
        },
      },
    },
  };
  const text = JSON.stringify(schema);
  expect(checkDetailSchema(text)).toEqual([]);
  for (const same of [schema, parseDetailSchema(text)]) {
    const check = validate(same);
    expect(check({ size: 1, children: [{ size: 2 }] })).toEqual([]);
    expect(check({ size: 1, children: [{}] })).toHaveLength(1);
  }
});

it('leaves out a dynamic reference that could lead to several places, and says so', () => {
  const node = (own: object) => ({ $dynamicAnchor: 'node', ...own });
  const text = JSON.stringify({
    $schema: draft('2020-12'),
    type: 'object',
    properties: { a: { $ref: 'one' }, b: { $ref: 'two' } },
    $defs: {
      One: { $id: 'one', $ref: 'two', $defs: { N: node({ type: 'string' }) } },
      Two: { $id: 'two', $dynamicRef: '#node', $defs: { N: node({}) } },
    },
  });
  expect(checkDetailSchema(text)).toEqual([
    expect.objectContaining({ code: 'not-kept', severity: 'warning' }),
  ]);
  expect(validate(parseDetailSchema(text))({ a: 1, b: 1 })).toEqual([]);
});

it.each([
  ['draft-04', true],
  ['draft-06', true],
  ['draft-07', true],
  ['2019-09', false],
  ['2020-12', false],
])('in %s ignores what stands beside a reference: %s', (name, ignores) => {
  const schema = {
    $schema: draft(name),
    type: 'object',
    properties: { n: { $ref: '#/definitions/Any', maximum: 5 } },
    definitions: { Any: { minimum: 1 } },
  };
  for (const same of [schema, parseDetailSchema(JSON.stringify(schema))]) {
    expect(validate(same)({ n: 9 })).toHaveLength(ignores ? 0 : 1);
    expect(validate(same)({ n: 0 })).toHaveLength(1);
  }
});

it.each<[string, JsonSchema, string, string]>([
  [
    'an anchor given twice',
    { $defs: { A: { $anchor: 'a' }, B: { $anchor: 'a' } } },
    'duplicate-name',
    '',
  ],
  ['an anchor nobody has', { $ref: '#a' }, 'missing-ref', '$ref'],
  [
    'a dynamic anchor nobody has',
    { items: { $dynamicRef: '#a' } },
    'missing-ref',
    'items.$dynamicRef',
  ],
  [
    'a pointer to an inherited name',
    { $ref: '#/definitions/toString', definitions: {} },
    'missing-ref',
    '$ref',
  ],
  [
    'a pointer past the end of a list',
    { $ref: '#/allOf/01', allOf: [{}, {}] },
    'missing-ref',
    '$ref',
  ],
  ['another document', { $ref: 'other.json#/a' }, 'remote-ref', '$ref'],
  ['a reference that is no text', { $ref: 1 }, 'bad-keyword', '$ref'],
])('refuses %s', (_, schema, code, path) => {
  expect(
    checkDetailSchema(JSON.stringify({ $schema: draft('2020-12'), ...schema })),
  ).toContainEqual(expect.objectContaining({ code, path, severity: 'error' }));
});

describe('an OpenAPI document', () => {
  const contractOf = (openapi: string, schemas: Record<string, unknown>) =>
    parseContract(
      JSON.stringify({
        openapi,
        info: { title: 'Order placed', version: '3' },
        paths: {},
        components: {
          schemas: {
            AWSEvent: {
              type: 'object',
              'x-amazon-events-source': 'orders',
              'x-amazon-events-detail-type': 'Order placed',
              properties: { detail: { $ref: '#/components/schemas/Detail' } },
            },
            ...schemas,
          },
        },
      }),
      'OpenApi3',
    );
  const detail = (n: unknown) => ({
    Detail: { type: 'object', properties: { n } },
    Count: COUNT,
  });
  const check = (openapi: string, n: unknown) => {
    const judge = validate(contractOf(openapi, detail(n)).detailSchema);
    return (value: unknown) => judge({ n: value }).length === 0;
  };

  it.each<[string, string, unknown, [unknown, boolean][]]>([
    [
      'nullable with a type (Schema Object, nullable)',
      '3.0.3',
      { type: 'string', nullable: true },
      [
        [null, true],
        ['a', true],
        [1, false],
      ],
    ],
    [
      'nullable beside an enum that lacks null',
      '3.0.3',
      { type: 'string', nullable: true, enum: ['a'] },
      [
        [null, false],
        ['a', true],
      ],
    ],
    [
      'nullable beside an enum that has null',
      '3.0.3',
      { type: 'string', nullable: true, enum: ['a', null] },
      [
        [null, true],
        ['b', false],
      ],
    ],
    [
      'nullable without a type',
      '3.0.3',
      { nullable: true, minLength: 1 },
      [
        [null, true],
        ['', false],
      ],
    ],
    [
      'what stands beside a reference does not count in 3.0',
      '3.0.0',
      { $ref: '#/components/schemas/Count', maximum: 5 },
      [
        [9, true],
        [0, false],
      ],
    ],
    [
      'what stands beside a reference counts in 3.1',
      '3.1.0',
      { $ref: '#/components/schemas/Count', maximum: 5 },
      [
        [5, true],
        [9, false],
      ],
    ],
    [
      'several types in 3.1',
      '3.1.0',
      { type: ['string', 'null'] },
      [
        [null, true],
        [1, false],
      ],
    ],
    [
      'nullable is no keyword of 3.1',
      '3.1.0',
      { type: 'string', nullable: true },
      [[null, false]],
    ],
    [
      'exclusive bounds as numbers in 3.1',
      '3.1.0',
      { exclusiveMinimum: 1 },
      [
        [1, false],
        [2, true],
      ],
    ],
    [
      'exclusive bounds as flags in 3.0',
      '3.0.0',
      { minimum: 1, exclusiveMinimum: true },
      [
        [1, false],
        [2, true],
      ],
    ],
  ])('%s (%s)', (_, openapi, schema, values) => {
    const accepts = check(openapi, schema);
    expect(values.map(([value]) => [value, accepts(value)])).toEqual(values);
  });

  it('points a discriminator at the definitions', () => {
    const pet = (type: string) => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { type: 'string' }, [type]: { type: 'boolean' } },
    });
    const { detailSchema } = contractOf('3.0.3', {
      Detail: {
        oneOf: [
          { $ref: '#/components/schemas/Cat' },
          { $ref: '#/components/schemas/Dog' },
        ],
        discriminator: {
          propertyName: 'kind',
          mapping: { c: '#/components/schemas/Cat', d: 'Dog' },
        },
      },
      Cat: pet('purrs'),
      Dog: pet('barks'),
    });
    expect(detailSchema.discriminator).toEqual({
      propertyName: 'kind',
      mapping: { c: '#/definitions/Cat', d: '#/definitions/Dog' },
    });
    expect(Object.keys(detailSchema.definitions as object)).toEqual([
      'Cat',
      'Dog',
    ]);
  });

  it('reads the version and the title of the document', () => {
    expect(contractOf('3.1.0', detail({}))).toMatchObject({
      title: 'Order placed',
      version: '3',
    });
  });
});

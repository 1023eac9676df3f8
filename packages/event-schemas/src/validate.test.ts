import { InvalidContractError, JsonSchema, validate } from './index';

type Row = [
  keyword: string,
  schema: JsonSchema,
  value: unknown,
  path: string,
  message: string,
  mend: string,
];

const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';
const DRAFT_2019 = 'https://json-schema.org/draft/2019-09/schema';
const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';

const at = (a: JsonSchema): JsonSchema => ({ properties: { a } });

it.each<Row>([
  [
    'required',
    { required: ['a'] },
    {},
    'a',
    'a is missing',
    'Add it: the contract requires it',
  ],
  [
    'required',
    at({ required: ['b'] }),
    { a: {} },
    'a.b',
    'a.b is missing',
    'Add it: the contract requires it',
  ],
  [
    'type',
    at({ type: 'string' }),
    { a: 1 },
    'a',
    'a must be a string, found 1',
    'Send a string',
  ],
  [
    'type',
    at({ type: ['integer', 'array', 'null'] }),
    { a: 'x' },
    'a',
    'a must be an integer, an array or null, found "x"',
    'Send an integer, an array or null',
  ],
  [
    'type',
    { type: 'object' },
    [],
    '',
    'The value must be an object, found []',
    'Send an object',
  ],
  [
    'enum',
    at({ enum: ['open', 'done'] }),
    { a: 'shut' },
    'a',
    'a is "shut", which the contract does not list',
    'Use one of "open", "done"',
  ],
  ['const', at({ const: 1 }), { a: 2 }, 'a', 'a is 2, but must be 1', 'Use 1'],
  [
    'format',
    at({ format: 'date-time' }),
    { a: 'today' },
    'a',
    'a is "today", which is not a date-time',
    'Write it as date-time, such as "2026-01-15T09:30:00Z"',
  ],
  [
    'format',
    at({ format: 'json-pointer' }),
    { a: 'x' },
    'a',
    'a is "x", which is not a json-pointer',
    'Write it as json-pointer',
  ],
  [
    'pattern',
    at({ pattern: '^SKU-1$' }),
    { a: 'x' },
    'a',
    'a is "x", which does not fit the expression ^SKU-1$',
    'Write text that the expression matches, such as "SKU-1"',
  ],
  [
    'pattern',
    at({ pattern: '^(a)\\1$' }),
    { a: 'x' },
    'a',
    'a is "x", which does not fit the expression ^(a)\\1$',
    'Write text that the expression matches',
  ],
  [
    'minimum',
    at({ minimum: 1 }),
    { a: 0 },
    'a',
    'a is 0, but must be at least 1',
    'Send at least 1',
  ],
  [
    'maximum',
    at({ maximum: 1 }),
    { a: 2 },
    'a',
    'a is 2, but must be at most 1',
    'Send at most 1',
  ],
  [
    'exclusiveMinimum',
    at({ exclusiveMinimum: 1 }),
    { a: 1 },
    'a',
    'a is 1, but must be more than 1',
    'Send more than 1',
  ],
  [
    'exclusiveMaximum',
    at({ exclusiveMaximum: 1 }),
    { a: 1 },
    'a',
    'a is 1, but must be less than 1',
    'Send less than 1',
  ],
  [
    'minimum',
    { $schema: DRAFT_04, ...at({ minimum: 1, exclusiveMinimum: true }) },
    { a: 1 },
    'a',
    'a is 1, but must be more than 1',
    'Send more than 1',
  ],
  [
    'multipleOf',
    at({ multipleOf: 5 }),
    { a: 7 },
    'a',
    'a is 7, which is no multiple of 5',
    'Send a multiple of 5',
  ],
  [
    'minLength',
    at({ minLength: 2 }),
    { a: 'x' },
    'a',
    'a must have at least 2 characters, found "x"',
    'Give it 2 characters or more',
  ],
  [
    'maxLength',
    at({ maxLength: 1 }),
    { a: 'xy' },
    'a',
    'a may have at most 1 character, found "xy"',
    'Shorten it to 1 character',
  ],
  [
    'minItems',
    at({ minItems: 1 }),
    { a: [] },
    'a',
    'a must have at least 1 element, found []',
    'Give it 1 element or more',
  ],
  [
    'maxItems',
    at({ maxItems: 1 }),
    { a: [1, 2] },
    'a',
    'a may have at most 1 element, found [1,2]',
    'Shorten it to 1 element',
  ],
  [
    'additionalItems',
    at({ items: [{}], additionalItems: false }),
    { a: [1, 2] },
    'a',
    'a may have at most 1 element, found [1,2]',
    'Shorten it to 1 element',
  ],
  [
    'items',
    at({ prefixItems: [{}], items: false }),
    { a: [1, 2] },
    'a',
    'a may have at most 1 element, found [1,2]',
    'Shorten it to 1 element',
  ],
  [
    'unevaluatedItems',
    {
      $schema: DRAFT_2020,
      ...at({ prefixItems: [{}], unevaluatedItems: false }),
    },
    { a: [1, 2] },
    'a',
    'a may have at most 1 element, found [1,2]',
    'Shorten it to 1 element',
  ],
  [
    'uniqueItems',
    at({ uniqueItems: true }),
    { a: [1, 2, 1] },
    'a',
    'a has the same element at [0] and [2]',
    'List each element once',
  ],
  [
    'minProperties',
    { minProperties: 1 },
    {},
    '',
    'The value must have at least 1 property, found {}',
    'Give it 1 property or more',
  ],
  [
    'maxProperties',
    { maxProperties: 0 },
    { b: 1 },
    '',
    'The value may have at most 0 properties, found {"b":1}',
    'Shorten it to 0 properties',
  ],
  [
    'contains',
    at({ contains: { type: 'null' } }),
    { a: [1, 'x'] },
    'a',
    'a must have at least 1 element of the kind the contract asks for',
    'Add or remove elements until the number is right',
  ],
  [
    'contains',
    {
      $schema: DRAFT_2020,
      ...at({ contains: { type: 'null' }, minContains: 1, maxContains: 2 }),
    },
    { a: [null, 1, null, null] },
    'a',
    'a must have 1 to 2 elements of the kind the contract asks for',
    'Add or remove elements until the number is right',
  ],
  [
    'not',
    at({ not: { enum: [1] } }),
    { a: 1 },
    'a',
    'a is 1, which the contract rules out',
    'Send a value other than those under "not" in the contract',
  ],
  [
    'false schema',
    { properties: { a: false } },
    { a: 1 },
    'a',
    'a is not allowed by the contract',
    'Leave it out',
  ],
  [
    'dependencies',
    { dependencies: { a: ['b'] } },
    { a: 1 },
    'b',
    'b is missing, which a calls for',
    'Add it, or leave a out',
  ],
  [
    'dependentRequired',
    { $schema: DRAFT_2019, dependentRequired: { a: ['b'] } },
    { a: 1 },
    'b',
    'b is missing, which a calls for',
    'Add it, or leave a out',
  ],
  [
    'propertyNames',
    { propertyNames: { pattern: '^[a-z]$' } },
    { BIG: 1 },
    'BIG',
    'The name is "BIG", which does not fit the expression ^[a-z]$',
    'Rename the property as the contract asks',
  ],
  [
    'additionalProperties',
    { properties: { orderId: {}, amount: {} }, additionalProperties: false },
    { orderid: 1 },
    'orderid',
    'orderid is not in the contract',
    'Did you mean "orderId"? Otherwise remove it, or add it to the contract',
  ],
  [
    'additionalProperties',
    { properties: { orderId: {} }, additionalProperties: false },
    { orderId: 1, orderld: 1 },
    'orderld',
    'orderld is not in the contract',
    'Remove it, correct its name, or add it to the contract',
  ],
  [
    'additionalProperties',
    { properties: { orderId: {} }, additionalProperties: false },
    { colour: 1 },
    'colour',
    'colour is not in the contract',
    'Remove it, correct its name, or add it to the contract',
  ],
  [
    'unevaluatedProperties',
    {
      $schema: DRAFT_2020,
      properties: { amount: {} },
      unevaluatedProperties: false,
    },
    { amuont: 1 },
    'amuont',
    'amuont is not in the contract',
    'Did you mean "amount"? Otherwise remove it, or add it to the contract',
  ],
  [
    'minimum',
    { if: { required: ['a'] }, then: at({ minimum: 1 }) },
    { a: 0 },
    'a',
    'a is 0, but must be at least 1',
    'Send at least 1',
  ],
  [
    'type',
    {
      properties: {
        a: { items: { properties: { b: { items: { type: 'integer' } } } } },
      },
    },
    { a: [{}, { b: [1, 'x'] }] },
    'a[1].b[1]',
    'a[1].b[1] must be an integer, found "x"',
    'Send an integer',
  ],
  [
    'type',
    { properties: { '0': { properties: { 'a/b~c': { type: 'null' } } } } },
    { 0: { 'a/b~c': 1 } },
    '0.a/b~c',
    '0.a/b~c must be null, found 1',
    'Send null',
  ],
  [
    'type',
    { type: 'object', properties: { a: { type: 'string', nullable: true } } },
    { a: 1 },
    'a',
    'a must be a string or null, found 1',
    'Send a string or null',
  ],
])('explains %s in %j for %j', (code, schema, value, path, message, mend) => {
  expect(validate(schema)(value)).toEqual([
    { path, code, message, mend, severity: 'error' },
  ]);
});

const card = {
  type: 'object',
  required: ['kind', 'number'],
  properties: {
    kind: { enum: ['card'] },
    number: { type: 'string', minLength: 4 },
    expires: { type: 'string' },
  },
  additionalProperties: false,
};

const cash = {
  type: 'object',
  required: ['kind', 'paid'],
  properties: { kind: { enum: ['cash'] }, paid: { type: 'number' } },
  additionalProperties: false,
};

describe.each(['oneOf', 'anyOf'])('%s', keyword => {
  const order = (payment: unknown, schema: JsonSchema) =>
    validate({
      type: 'object',
      required: ['id'],
      properties: { payment: schema },
      definitions: { card, cash },
    })({ payment });

  const ways: [string, unknown[]][] = [
    ['written out', [cash, card, { type: 'null' }]],
    [
      'behind references',
      [
        { $ref: '#/definitions/cash' },
        { $ref: '#/definitions/card' },
        { type: 'null' },
      ],
    ],
    [
      'inside other choices',
      [{ [keyword]: [cash, { type: 'null' }] }, { allOf: [card] }],
    ],
  ];

  it.each(ways)('explains the nearest choice only, %s', (_, choices) => {
    const problems = order(
      { kind: 'card', number: '1', expired: 'x' },
      {
        [keyword]: choices,
      },
    );
    expect(problems).toEqual([
      expect.objectContaining({ path: 'id', code: 'required' }),
      expect.objectContaining({
        path: 'payment.expired',
        code: 'additionalProperties',
        mend: expect.stringContaining('"expires"'),
      }),
      expect.objectContaining({
        path: 'payment.number',
        code: 'minLength',
        mend: expect.stringMatching(/\(the nearest of \d choices\)$/),
      }),
    ]);
  });

  it('tells the types to choose from', () => {
    expect(
      order(5, { [keyword]: [{ type: 'string' }, card, { type: 'null' }] }),
    ).toContainEqual({
      path: 'payment',
      code: 'type',
      severity: 'error',
      message: 'payment must be a string, an object or null, found 5',
      mend: 'Send a string, an object or null',
    });
  });

  it('tells the values to choose from', () => {
    expect(
      order('c', { [keyword]: [{ const: 'a' }, { enum: ['b', null] }] }),
    ).toContainEqual(
      expect.objectContaining({
        path: 'payment',
        code: 'enum',
        mend: 'Use one of "a", "b", null',
      }),
    );
  });

  it.each<[string, JsonSchema]>([
    ['its mapping', { c: '#/definitions/card', m: '#/definitions/cash' }],
    ['its schemas’ names', {}],
  ])('follows a discriminator by %s', (_, mapping) => {
    const loose = { type: 'object', required: ['paid', 'when', 'where'] };
    const check = validate({
      [keyword]: [
        { $ref: '#/definitions/card' },
        { $ref: '#/definitions/cash' },
      ],
      discriminator: { propertyName: 'kind', mapping },
      definitions: {
        card: { type: 'object', required: ['number'] },
        cash: loose,
      },
    });
    const kind = Object.keys(mapping).length > 0 ? 'm' : 'cash';
    expect(check({ kind }).map(({ path }) => path)).toEqual([
      'paid',
      'when',
      'where',
    ]);
  });
});

it('says which choices of oneOf fit together', () => {
  const schema = {
    properties: { a: { oneOf: [{ type: 'integer' }, {}, { minimum: 5 }] } },
  };
  expect(validate(schema)({ a: 1 })).toEqual([
    {
      path: 'a',
      code: 'oneOf',
      severity: 'error',
      message:
        'a is 1, which fits choices 1 and 2 of the contract, but may fit only one',
      mend: 'Leave out what belongs to the other choice',
    },
  ]);
});

it('collects every problem, each once', () => {
  const item = { type: 'object', required: ['sku', 'count'] };
  const schema = {
    allOf: [{ required: ['id'] }, { required: ['id'] }],
    properties: { items: { type: 'array', items: item } },
  };
  expect(
    validate(schema)({ items: [{}, 5] }).map(({ path, code }) => [path, code]),
  ).toEqual([
    ['id', 'required'],
    ['items[0].sku', 'required'],
    ['items[0].count', 'required'],
    ['items[1]', 'type'],
  ]);
});

it('repeats no personal data', () => {
  const schema = {
    type: 'object',
    required: ['who'],
    properties: {
      who: {
        'x-busline-personal-data': true,
        type: 'object',
        properties: { name: { type: 'string', maxLength: 3 } },
      },
      phone: {
        'x-busline-personal-data': true,
        oneOf: [{ format: 'uuid' }, { pattern: '^\\+' }],
      },
    },
    maxProperties: 1,
  };
  const problems = validate(schema)({
    who: { name: 'Ada Lovelace' },
    phone: '01234',
  });
  expect(problems).toHaveLength(3);
  expect(JSON.stringify(problems)).not.toMatch(/Ada|01234/);
});

it.each<[string, JsonSchema]>([
  ['an unknown type', { type: 'strng' }],
  ['an expression that is none', { pattern: '(' }],
  ['a reference that leads nowhere', { $ref: '#/definitions/A' }],
  ['a keyword of the wrong kind', { required: 'a' }],
])('refuses a schema with %s', (_, schema) => {
  expect(() => validate(schema)).toThrow(InvalidContractError);
});

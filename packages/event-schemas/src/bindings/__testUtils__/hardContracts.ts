import { JsonSchema } from '../../index';

/** A contract that is hard to bind, and details that it accepts. */
export interface HardContract {
  name: string;
  source: string;
  detailType: string;
  detailSchema: JsonSchema;
  details: unknown[];
}

function contract(
  name: string,
  detailSchema: JsonSchema,
  details: unknown[],
): HardContract {
  return {
    name,
    source: 'com.example.shop',
    detailType: name,
    detailSchema,
    details,
  };
}

const text = { type: 'string' };

function object(properties: JsonSchema, ...required: string[]): JsonSchema {
  return required.length > 0
    ? { type: 'object', properties, required }
    : { type: 'object', properties };
}

/** An object with a value for each name. */
function all(names: string[], value: unknown): JsonSchema {
  return Object.fromEntries(names.map(name => [name, value]));
}

const RESERVED =
  `class def from import None True lambda self async match str int list dict package public static void record
  this null native func type map chan range go select interface any var yield enum getClass hashCode toString wait toJson
  fromJson to_dict from_dict MarshalJSON value members additionalProperties constructor prototype default`.split(
    /\s+/,
  );

const ODD_NAMES = [
  ...['detail-type', 'a b', 'a-b', 'aB', 'a_b', 'AB', '1st', '', ' ', '-', '_'],
  ...['__init__', 'größe', '日本', '😀', '🎉', 'x"y', "x'y", 'x\\y', 'x`y'],
  ...['x,omitempty', 'x\ny', '${x}', '*/', '#', '\\u0041', '\u2028', '\ufeff'],
  ...['ﬁ', 'İ', 'ß', 'ª', 'µ', 'URLPath', 'x.y', 'x/y~z', '%s'],
];

const TYPE_NAMES = [
  ...['List', 'Map', 'String', 'Object', 'Json', 'Any', 'Enum', 'Union'],
  ...['Literal', 'Dict', 'Missing', 'Array', 'Record', 'Optional', 'Set'],
  ...['Long', 'Boolean', 'Double', 'Date', 'Error', 'Symbol', 'Override'],
];

export const HARD_CONTRACTS: HardContract[] = [
  contract('reserved words', object(all(RESERVED, text), 'class', 'func'), [
    all(RESERVED, 'x'),
    { class: 'x', func: 'y' },
  ]),
  contract(
    'odd names',
    {
      ...object(all(ODD_NAMES, { type: 'integer' }), '', '😀'),
      additionalProperties: { type: 'boolean' },
    },
    [
      Object.fromEntries(ODD_NAMES.map((name, index) => [name, index])),
      { '': 1, '😀': 2, more: true },
    ],
  ),
  contract(
    'Type Names Event',
    object(all(TYPE_NAMES, object({ tags: { type: 'array', items: text } }))),
    [all(TYPE_NAMES, { tags: ['a'] }), {}],
  ),
  contract(
    'presence',
    object(
      {
        must: { type: 'string', description: 'A */ """ \\u002a {@code} \\' },
        mustOrNull: { type: ['string', 'null'] },
        may: { type: 'integer', 'x-busline-personal-data': true },
        mayOrNull: { type: ['integer', 'null'] },
        mayObject: object({ at: { type: 'string', format: 'date-time' } }),
        mayObjectOrNull: { anyOf: [object({ a: text }), { type: 'null' }] },
        nothing: { type: 'null' },
        anything: {},
        gone: { not: {} },
      },
      'must',
      'mustOrNull',
    ),
    [
      { must: '', mustOrNull: null },
      { must: '', mustOrNull: 'x', may: 0, mayOrNull: null },
      { must: '', mustOrNull: 'x', mayObject: {}, mayObjectOrNull: null },
      { must: '', mustOrNull: 'x', nothing: null, anything: null },
      {
        must: '',
        mustOrNull: 'x',
        mayOrNull: 3,
        mayObject: { at: '2026-01-01T00:00:00Z' },
        mayObjectOrNull: { a: 'b' },
        anything: [{ a: 1 }],
      },
    ],
  ),
  contract(
    'values',
    object(
      {
        status: { enum: ['new', 'in progress', 'new!', '', 'NEW', '1', 'é'] },
        statusOrNull: { enum: ['new', 'in progress', null] },
        one: { enum: ['only'] },
        numbers: { type: 'integer', enum: [1, 2, 3] },
        fractions: { enum: [0.5, 1, 1e21] },
        mixed: { enum: ['a', 1, true, null, [1], { a: 1 }] },
        flag: { enum: [true, false] },
        yes: { enum: [true] },
        other: object({ status: { enum: ['on', 'off'] } }),
        huge: { type: 'number' },
      },
      'status',
      'mixed',
    ),
    [
      ...['new', 'in progress', 'new!', '', 'NEW', '1', 'é'].map(status => ({
        status,
        mixed: null,
      })),
      { status: 'new', mixed: 1, statusOrNull: null, one: 'only' },
      { status: 'new', mixed: [1], numbers: 2, fractions: 1e21, yes: true },
      { status: 'new', mixed: { a: 1 }, fractions: 0.5, flag: false },
      { status: 'new', mixed: true, other: { status: 'off' }, huge: 1.5e300 },
    ],
  ),
  contract(
    'collections',
    object({
      matrix: {
        type: 'array',
        items: { type: 'array', items: { type: ['number', 'null'] } },
      },
      tuple: {
        type: 'array',
        items: [text, { type: 'number' }],
        additionalItems: false,
      },
      openTuple: { type: 'array', items: [text] },
      map: { type: 'object', additionalProperties: { type: 'number' } },
      mapOfLists: {
        type: 'object',
        additionalProperties: {
          type: 'array',
          items: object({ sku: text }, 'sku'),
        },
      },
      patterns: {
        type: 'object',
        patternProperties: { '^x-': text, '^n-': { type: 'integer' } },
        additionalProperties: false,
      },
      both: {
        ...object(
          { name: text, size: { type: 'integer' }, toString: text },
          'name',
        ),
        additionalProperties: { type: 'boolean' },
      },
      open: { type: 'object', additionalProperties: true },
      list: { type: 'array' },
    }),
    [
      {},
      { matrix: [[1, null], [], [2.5]], tuple: ['a', 1], openTuple: ['a', {}] },
      { map: { a: 1, '': 2 }, mapOfLists: { a: [{ sku: 's' }], b: [] } },
      { patterns: { 'x-a': 'b', 'n-a': 1 }, both: { name: 'n', ok: true } },
      { both: { name: 'n', size: 1 }, open: { a: [null] }, list: [1, 'a'] },
    ],
  ),
  contract(
    'recursion',
    {
      ...object(
        {
          self: { $ref: '#' },
          tree: { $ref: '#/definitions/Tree' },
          json: { $ref: '#/definitions/Json' },
          lists: { $ref: '#/definitions/Lists' },
          maps: { $ref: '#/definitions/Maps' },
          left: { $ref: '#/definitions/Left' },
        },
        'tree',
      ),
      definitions: {
        Tree: object(
          {
            value: text,
            children: { type: 'array', items: { $ref: '#/definitions/Tree' } },
            parent: {
              oneOf: [{ type: 'null' }, { $ref: '#/definitions/Tree' }],
            },
          },
          'value',
        ),
        Json: {
          anyOf: [
            { type: ['string', 'number', 'boolean', 'null'] },
            { type: 'array', items: { $ref: '#/definitions/Json' } },
            {
              type: 'object',
              additionalProperties: { $ref: '#/definitions/Json' },
            },
          ],
        },
        Lists: { type: 'array', items: { $ref: '#/definitions/Lists' } },
        Maps: {
          type: 'object',
          additionalProperties: { $ref: '#/definitions/Maps' },
        },
        Left: object({ right: { $ref: '#/definitions/Right' } }, 'right'),
        Right: object({ left: { $ref: '#/definitions/Left' } }),
      },
    },
    [
      { tree: { value: 'a' } },
      { tree: { value: 'a', children: [{ value: 'b', parent: null }] } },
      { tree: { value: 'a' }, self: { tree: { value: 'b', children: [] } } },
      { tree: { value: 'a' }, json: [1, 'a', [true, null], { a: [{}] }] },
      { tree: { value: 'a' }, lists: [[], [[]]], maps: { a: { b: {} } } },
      { tree: { value: 'a' }, left: { right: { left: { right: {} } } } },
    ],
  ),
  contract(
    'choices',
    {
      type: 'object',
      required: ['payment'],
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
      properties: {
        a: text,
        b: text,
        payment: {
          oneOf: [
            { $ref: '#/definitions/Card' },
            { $ref: '#/definitions/Transfer' },
            object({ kind: { enum: ['cash'] } }, 'kind'),
          ],
        },
        scalar: {
          anyOf: [
            text,
            { type: 'number' },
            { type: 'array', items: text },
            { type: 'array', items: { type: 'integer' } },
          ],
        },
        alike: {
          anyOf: [object({ left: text }), object({ right: text, both: text })],
        },
        objectOrText: { anyOf: [text, object({ id: text }, 'id')] },
        recordOrMap: {
          anyOf: [
            object({ id: text }, 'id'),
            { type: 'object', additionalProperties: { type: 'integer' } },
          ],
        },
        inherits: {
          allOf: [
            { $ref: '#/definitions/Base' },
            object({ extra: { type: 'integer' } }),
          ],
        },
        inheritsChoice: {
          allOf: [
            { $ref: '#/definitions/Base' },
            { oneOf: [object({ x: text }, 'x'), object({ y: text }, 'y')] },
          ],
        },
        conditional: {
          ...object({ country: text }),
          allOf: [
            {
              anyOf: [
                { not: object({ country: { enum: ['US'] } }) },
                object({ zip: { type: 'string' } }),
              ],
            },
          ],
        },
      },
      definitions: {
        Base: object({ id: text }, 'id'),
        Card: object({ kind: { enum: ['card'] }, number: text }, 'kind'),
        Transfer: object(
          { kind: { enum: ['transfer'] }, number: { type: 'integer' } },
          'kind',
        ),
      },
    },
    [
      { a: 'a', payment: { kind: 'card', number: '1' } },
      { a: 'a', payment: { kind: 'transfer', number: 1 } },
      { b: 'b', payment: { kind: 'cash' }, scalar: 'a' },
      { b: 'b', payment: { kind: 'cash' }, scalar: ['a'] },
      { b: 'b', payment: { kind: 'cash' }, scalar: [1, 2] },
      { b: 'b', payment: { kind: 'cash' }, alike: { right: 'r' } },
      { b: 'b', payment: { kind: 'cash' }, alike: { left: 'l' } },
      { b: 'b', payment: { kind: 'cash' }, objectOrText: { id: 'i' } },
      { b: 'b', payment: { kind: 'cash' }, objectOrText: 'i' },
      { b: 'b', payment: { kind: 'cash' }, recordOrMap: { id: 'i' } },
      { b: 'b', payment: { kind: 'cash' }, recordOrMap: { n: 1 } },
      { b: 'b', payment: { kind: 'cash' }, inherits: { id: 'i', extra: 1 } },
      { b: 'b', payment: { kind: 'cash' }, inheritsChoice: { id: '', x: '' } },
      { b: 'b', payment: { kind: 'cash' }, inheritsChoice: { id: '', y: '' } },
      { b: 'b', payment: { kind: 'cash' }, conditional: { country: 'US' } },
      {
        b: 'b',
        payment: { kind: 'cash' },
        conditional: { country: 'DE', zip: 1 },
      },
    ],
  ),
  contract(
    'draft 2020-12',
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...object(
        {
          version: { const: 2 },
          kind: { const: 'it' },
          pair: { type: 'array', prefixItems: [text, text], items: false },
          money: {
            $ref: '#/$defs/Money',
            description: 'The price\u2028of \u0007 it.',
          },
          amount: { type: 'number', exclusiveMinimum: 0 },
        },
        'version',
      ),
      dependentRequired: { amount: ['kind'] },
      $defs: {
        Money: {
          ...object({ currency: { enum: ['EUR', 'USD'] }, minor: text }),
          unevaluatedProperties: false,
        },
      },
    },
    [
      { version: 2 },
      { version: 2, kind: 'it', pair: ['a', 'b'], amount: 0.5 },
      { version: 2, money: { currency: 'EUR', minor: '100' } },
    ],
  ),
  contract('日本', object({ 日本: object({ 日: text }) }), [
    { 日本: { 日: '本' } },
  ]),
  contract('anything at all', {}, [{}, { a: [1, null] }]),
];

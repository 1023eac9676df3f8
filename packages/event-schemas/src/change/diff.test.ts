import { diff, JsonSchema } from '../index';

const object = (
  properties: Record<string, unknown>,
  more: JsonSchema = {},
): JsonSchema => ({ type: 'object', properties, ...more });

/** A change as `effect kind path`. */
function brief(before: JsonSchema, after: JsonSchema): string[] {
  return diff(before, after).map(
    ({ effect, kind, path }) => `${effect} ${kind} ${path}`,
  );
}

const a = (schema: JsonSchema | boolean) => object({ a: schema });

describe('one field', () => {
  it.each<[string, JsonSchema, JsonSchema, string[]]>([
    ['nothing', { type: 'string' }, { type: 'string' }, []],
    [
      'another type',
      { type: 'string' },
      { type: 'number' },
      ['both type-changed detail.a'],
    ],
    [
      'a wider type',
      { type: 'integer' },
      { type: 'number' },
      ['widens type-changed detail.a'],
    ],
    [
      'a narrower type',
      { type: ['string', 'number'] },
      { type: 'string' },
      ['narrows type-changed detail.a'],
    ],
    ['any type', { type: 'string' }, {}, ['widens type-changed detail.a']],
    [
      'null allowed',
      { type: 'string' },
      { type: ['string', 'null'] },
      ['widens null-allowed detail.a'],
    ],
    [
      'null refused, as OpenAPI says it',
      { type: 'string', nullable: true },
      { type: 'string' },
      ['narrows null-refused detail.a'],
    ],
    [
      'nullable in another spelling',
      { type: 'string', nullable: true },
      { type: ['null', 'string'] },
      [],
    ],
    [
      'a value more',
      { enum: ['x'] },
      { enum: ['y', 'x'] },
      ['widens values-added detail.a'],
    ],
    [
      'a value less',
      { enum: ['x', 'y'] },
      { const: 'x' },
      ['narrows values-removed detail.a'],
    ],
    [
      'values where any was allowed',
      {},
      { enum: ['x'] },
      ['narrows rule-changed detail.a'],
    ],
    [
      'a lower maximum',
      { maximum: 5 },
      { maximum: 4 },
      ['narrows limit-changed detail.a'],
    ],
    [
      'a lower minimum',
      { minimum: 5 },
      { minimum: 4 },
      ['widens limit-changed detail.a'],
    ],
    [
      'an exclusive bound in either draft’s words',
      { minimum: 5, exclusiveMinimum: true },
      { exclusiveMinimum: 5 },
      [],
    ],
    [
      'a shorter text',
      {},
      { maxLength: 4 },
      ['narrows limit-changed detail.a'],
    ],
    [
      'fewer elements needed',
      { minItems: 2 },
      { minItems: 1 },
      ['widens limit-changed detail.a'],
    ],
    [
      'a format',
      { format: 'date' },
      { format: 'date-time' },
      ['unknown format-changed detail.a'],
    ],
    ['a pattern', {}, { pattern: '^x' }, ['narrows pattern-changed detail.a']],
    [
      'distinct elements',
      { uniqueItems: true },
      {},
      ['widens rule-changed detail.a'],
    ],
    [
      'multiples',
      { multipleOf: 2 },
      { multipleOf: 3 },
      ['unknown rule-changed detail.a'],
    ],
    [
      'its description',
      { description: 'x' },
      { description: 'y' },
      ['none annotation-changed detail.a'],
    ],
    [
      'the mark for personal data lost',
      { 'x-busline-personal-data': true },
      {},
      ['none personal-data-mark-lost detail.a'],
    ],
    [
      'the mark for personal data gained',
      {},
      { 'x-busline-personal-data': true },
      ['none personal-data-mark-gained detail.a'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(brief(a(before), a(after))).toEqual(expected);
  });
});

describe('the members of objects, lists and choices', () => {
  const text = { type: 'string' };
  it.each<[string, JsonSchema, JsonSchema, string[]]>([
    [
      'a new property',
      object({}),
      object({ a: text }),
      ['widens property-added detail.a'],
    ],
    [
      'a new required property',
      object({}),
      object({ a: text }, { required: ['a'] }),
      ['both property-added detail.a'],
    ],
    [
      'a property gone',
      object({ a: text }),
      object({}),
      ['narrows property-removed detail.a'],
    ],
    [
      'a property required',
      object({ a: text }),
      object({ a: text }, { required: ['a'] }),
      ['narrows required-added detail.a'],
    ],
    [
      'a property no longer required',
      object({ a: text }, { required: ['a'] }),
      object({ a: text }),
      ['widens required-removed detail.a'],
    ],
    [
      'a property renamed',
      object({ orderId: text, b: {} }),
      object({ order_id: text, b: {} }),
      [
        'narrows property-removed detail.orderId',
        'widens property-added detail.order_id',
        'none property-renamed detail.orderId',
      ],
    ],
    [
      'a property replaced by one of another shape',
      object({ orderId: text }),
      object({ order_id: { type: 'number' } }),
      [
        'narrows property-removed detail.orderId',
        'widens property-added detail.order_id',
      ],
    ],
    [
      'an object closed',
      object({}),
      object({}, { additionalProperties: false }),
      ['narrows unnamed-properties-changed detail'],
    ],
    [
      'the values of a map',
      object({}, { additionalProperties: { type: 'integer' } }),
      object({}, { additionalProperties: { type: 'number' } }),
      ['widens type-changed detail.*'],
    ],
    [
      'properties by pattern',
      object({}, { patternProperties: { '^x': { type: 'integer' } } }),
      object({}, { patternProperties: { '^x': { type: 'number' } } }),
      ['widens type-changed detail./^x/'],
    ],
    [
      'the elements of a list',
      a({ type: 'array', items: object({ sku: text }) }),
      a({ type: 'array', items: object({}) }),
      ['narrows property-removed detail.a[].sku'],
    ],
    [
      'a place of a tuple, in either draft’s words',
      a({ items: [text, { type: 'integer' }] }),
      a({ prefixItems: [text, { type: 'number' }] }),
      ['widens type-changed detail.a[1]'],
    ],
    [
      'a choice more',
      a({ anyOf: [text, { type: 'number' }] }),
      a({ anyOf: [{ type: 'number' }, { type: 'null' }, text] }),
      ['widens choice-added detail.a'],
    ],
    [
      'something in one choice',
      a({ oneOf: [text, object({ x: text })] }),
      a({ oneOf: [object({}), text] }),
      ['narrows property-removed detail.a.x'],
    ],
    [
      'what a reference leads to, wherever it is used',
      object(
        { a: { $ref: '#/definitions/Id' }, b: { $ref: '#/definitions/Id' } },
        { definitions: { Id: text } },
      ),
      object(
        { a: { $ref: '#/$defs/Id' }, b: { $ref: '#/$defs/Id' } },
        { $defs: { Id: { type: 'number' } } },
      ),
      ['both type-changed detail.a', 'both type-changed detail.b'],
    ],
    [
      'a reference replaced by what it led to',
      object(
        { a: { $ref: '#/definitions/Id' } },
        { definitions: { Id: text } },
      ),
      a(text),
      [],
    ],
    [
      'the parts of allOf written as one',
      a({ allOf: [object({ x: text }), { required: ['x'] }] }),
      a(object({ x: text }, { required: ['x'] })),
      [],
    ],
    ['a field ruled out', a(true), a(false), ['narrows rule-changed detail.a']],
  ])('%s', (_, before, after, expected) => {
    expect(brief(before, after)).toEqual(expected);
  });
});

it('says each change in a sentence', () => {
  const [change] = diff(
    a({ type: 'string', enum: ['x', 'y'] }),
    a({ type: 'string', enum: ['x'] }),
  );
  expect(change).toEqual({
    kind: 'values-removed',
    path: 'detail.a',
    values: ['y'],
    effect: 'narrows',
    message: '`detail.a` may no longer be "y"',
  });
});

it('compares recursive schemas, each place once on its way', () => {
  const tree = (leaf: string): JsonSchema => ({
    $ref: '#/definitions/Node',
    definitions: {
      Node: object({
        value: { type: leaf },
        next: { $ref: '#/definitions/Node' },
        others: { type: 'array', items: { $ref: '#/definitions/Node' } },
      }),
    },
  });
  expect(brief(tree('integer'), tree('number'))).toContain(
    'widens type-changed detail.value',
  );
  expect(brief(tree('integer'), tree('integer'))).toEqual([]);
});

it('ends schemas that branch into themselves', () => {
  const names = 'abcdefgh'.split('');
  const bomb = (type: string): JsonSchema => ({
    $ref: '#/definitions/a',
    definitions: Object.fromEntries(
      names.map(name => [
        name,
        object({
          ...Object.fromEntries(
            names.map(to => [to, { $ref: `#/definitions/${to}` }]),
          ),
          leaf: { type },
        }),
      ]),
    ),
  });
  expect(diff(bomb('string'), bomb('number')).length).toBeGreaterThan(8);
});

it('keeps names that every object has apart', () => {
  const before = JSON.parse('{"properties":{"__proto__":{"type":"string"}}}');
  const after = JSON.parse('{"properties":{"constructor":{"type":"string"}}}');
  expect(brief(before, after)).toContain(
    'narrows property-removed detail.__proto__',
  );
  expect(({} as Record<string, unknown>).type).toBeUndefined();
});

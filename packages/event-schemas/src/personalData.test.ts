import { JsonSchema, maskSensitive } from './index';

const MARK = 'x-busline-personal-data';
const secret = { [MARK]: true };
const SECRET = 'Ada Lovelace';

/** Each describes `open` and hides `who`. */
it.each<[string, JsonSchema, unknown, unknown]>([
  [
    'a property',
    { properties: { who: secret, open: {} } },
    { who: SECRET, open: 'shown' },
    { who: '***', open: 'shown' },
  ],
  [
    'everything inside a property',
    { properties: { who: { ...secret, properties: { name: {} } } } },
    { who: { name: SECRET } },
    { who: '***' },
  ],
  [
    'a reference',
    {
      properties: { who: { $ref: '#/definitions/Who' } },
      definitions: { Who: secret },
    },
    { who: SECRET },
    { who: '***' },
  ],
  [
    'a reference by anchor',
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { who: { $ref: '#who' } },
      $defs: { Who: { $anchor: 'who', ...secret } },
    },
    { who: SECRET },
    { who: '***' },
  ],
  [
    'a reference to itself',
    { properties: { who: secret, next: { $ref: '#' } } },
    { next: { next: { who: SECRET } } },
    { next: { next: { who: '***' } } },
  ],
  [
    'list elements',
    { properties: { list: { items: { properties: { who: secret } } } } },
    { list: [{ who: SECRET }, { who: null }] },
    { list: [{ who: '***' }, { who: null }] },
  ],
  [
    'one place of a list',
    { properties: { list: { items: [{}, secret], additionalItems: {} } } },
    { list: ['shown', SECRET, 'shown'] },
    { list: ['shown', '***', 'shown'] },
  ],
  [
    'one place of a list in newer drafts',
    { properties: { list: { prefixItems: [{}, secret], items: {} } } },
    { list: ['shown', SECRET, 'shown'] },
    { list: ['shown', '***', 'shown'] },
  ],
  [
    'any of the choices',
    {
      anyOf: [
        { properties: { who: { type: 'string' } } },
        { properties: { who: secret } },
      ],
    },
    { who: SECRET },
    { who: '***' },
  ],
  [
    'a choice of types',
    { properties: { who: { oneOf: [{ type: 'null' }, secret] } } },
    { who: SECRET },
    { who: '***' },
  ],
  [
    'a condition',
    {
      properties: { kind: {}, who: {} },
      if: { properties: { kind: { const: 'person' } } },
      then: { properties: { who: secret } },
    },
    { kind: 'person', who: SECRET },
    { kind: 'person', who: '***' },
  ],
  [
    'what another property brings along',
    {
      properties: { kind: {}, who: {} },
      dependentSchemas: { kind: { properties: { who: secret } } },
    },
    { kind: 'person', who: SECRET },
    { kind: 'person', who: '***' },
  ],
  [
    'names that fit an expression',
    { properties: { open: {} }, patternProperties: { '^p_': secret } },
    { open: 'shown', p_x: SECRET },
    { open: 'shown', p_x: '***' },
  ],
  [
    'names that fit an expression nobody can read',
    { properties: { open: {} }, patternProperties: { '(': secret } },
    { p_x: SECRET },
    { p_x: '***' },
  ],
  [
    'a map’s values',
    { properties: { open: {} }, additionalProperties: secret },
    { open: 'shown', any: SECRET },
    { open: 'shown', any: '***' },
  ],
  [
    'what nothing else describes',
    { properties: { open: {} }, unevaluatedProperties: secret },
    { open: 'shown', any: SECRET },
    { open: '***', any: '***' },
  ],
])('masks %s', (_, schema, value, masked) => {
  const before = JSON.stringify(value);
  expect(maskSensitive(schema, value)).toEqual(masked);
  expect(JSON.stringify(value)).toBe(before);
});

const contract: JsonSchema = {
  type: 'object',
  properties: {
    who: { type: 'object', properties: { name: { ...secret } } },
    count: { type: 'integer' },
    lost: { $ref: '#/definitions/Nowhere' },
    list: { type: 'array' },
    map: { type: 'object', additionalProperties: true },
    free: {},
  },
};

it.each<[string, unknown]>([
  ['an unknown field', { whom: SECRET }],
  ['an unknown field inside', { who: { nick: SECRET } }],
  ['a field whose name every object has', { toString: SECRET }],
  ['a field called __proto__', JSON.parse(`{"__proto__": "${SECRET}"}`)],
  ['text in an object’s place', { who: SECRET }],
  ['a list in an object’s place', { who: [SECRET] }],
  ['text in a number’s place', { count: SECRET }],
  ['an object in a number’s place', { count: { name: SECRET } }],
  ['an object behind a lost reference', { lost: { name: SECRET } }],
  ['elements nobody describes', { list: [SECRET, [SECRET]] }],
  ['members nobody describes', { map: { name: SECRET } }],
  ['an object where anything goes', { free: { name: SECRET } }],
  ['text for an event', SECRET],
  ['a list of events', [{ who: { name: SECRET } }]],
])('lets nothing out through %s', (_, value) => {
  const masked = JSON.stringify(maskSensitive(contract, value));
  expect(masked).not.toContain(SECRET);
  expect(masked).toContain('***');
});

it('shows all of an event whose contract marks nothing', () => {
  const value = { any: [1, { deep: 'shown' }] };
  expect(maskSensitive({ type: 'object' }, value)).toEqual(value);
});

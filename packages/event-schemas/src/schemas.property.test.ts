import fc from 'fast-check';
import {
  contractDocument,
  infer,
  JsonSchema,
  maskSensitive,
  parseContract,
  parseDetailSchema,
  sample,
  validate,
} from './index';
import { surelyAccepts } from './surelyAccepts';

const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

const text = fc.constantFrom<JsonSchema>(
  { type: 'string' },
  { type: 'string', format: 'date-time' },
  { type: 'string', format: 'uuid' },
  { type: 'string', format: 'ipv6' },
  { type: 'string', minLength: 5, maxLength: 5 },
  { type: 'string', maxLength: 2 },
  { type: 'string', pattern: '^[A-Z]{3}-(?:\\d{2}|x+)$' },
  { type: 'string', pattern: '^\\w+\\@\\w+$' },
  { enum: ['a', 'b', null] },
  { const: 'c' },
);

const number = fc
  .tuple(
    fc.constantFrom('integer', 'number'),
    fc.integer({ min: -50, max: 50 }),
    fc.integer({ min: 2, max: 20 }),
  )
  .chain(([type, low, span]) =>
    fc.constantFrom<JsonSchema>(
      { type },
      { type, minimum: low, maximum: low + span },
      { type, exclusiveMinimum: low, exclusiveMaximum: low + span },
      { type, minimum: low, exclusiveMinimum: low },
      { type, maximum: low },
      { type, multipleOf: span },
    ),
  );

/** Schemas of the 2020-12 draft that some value fits. */
const { schema } = fc.letrec<{ schema: JsonSchema; object: JsonSchema }>(
  tie => ({
    schema: fc.oneof(
      { maxDepth: 3 },
      text,
      number,
      fc.constantFrom<JsonSchema>(
        { type: 'boolean' },
        { type: ['null', 'string'] },
        {},
      ),
      tie('object'),
      fc
        .tuple(tie('schema'), fc.integer({ min: 0, max: 2 }))
        .map(([items, minItems]) => ({ type: 'array', items, minItems })),
      fc.tuple(tie('schema'), tie('schema')).map(([one, other]) => ({
        type: 'array',
        prefixItems: [one, other],
        items: false,
      })),
      fc.tuple(tie('schema'), tie('schema')).map(anyOf => ({ anyOf })),
      fc
        .tuple(tie('object'), tie('schema'))
        .map(([allOf]) => ({ allOf: [allOf, { minProperties: 0 }] })),
      fc.constant({ $ref: '#/$defs/Leaf', description: 'beside' }),
      fc.constant({ $ref: '#/$defs/Tree' }),
    ),
    object: fc
      .tuple(
        fc.dictionary(
          fc.constantFrom('a', 'name', 'orderId', 'toString'),
          tie('schema'),
          { maxKeys: 3 },
        ),
        fc.boolean(),
        fc.boolean(),
      )
      .map(([properties, isOpen, isRequired]) => ({
        type: 'object',
        properties,
        ...(isOpen ? {} : { additionalProperties: false }),
        ...(isRequired ? { required: Object.keys(properties) } : {}),
      })),
  }),
);

const root = schema.map(
  (detail): JsonSchema => ({
    $schema: DRAFT_2020,
    type: 'object',
    properties: { v: detail },
    required: ['v'],
    $defs: {
      Leaf: { type: 'integer', exclusiveMinimum: 3 },
      Tree: {
        type: 'object',
        properties: {
          leaf: { $ref: '#/$defs/Leaf' },
          more: { type: 'array', items: { $ref: '#/$defs/Tree' } },
        },
      },
    },
  }),
);

const json = fc.jsonValue({ maxDepth: 3 });

it('samples a valid value of any schema that has one', () => {
  fc.assert(
    fc.property(root, fc.integer({ min: 1, max: 9 }), (given, seed) => {
      expect(validate(given)(sample(given, seed))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('is sure of no value that the schema refuses', () => {
  fc.assert(
    fc.property(
      root,
      json,
      fc.integer({ min: 1, max: 9 }),
      (given, v, seed) => {
        const other = sample(given, seed) as { v: unknown };
        const values = [{ v }, other, { v: [other.v] }, { v: { a: other.v } }];
        const sure = values.filter(value => surelyAccepts(given, value));
        expect(sure.flatMap(validate(given))).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

it('keeps the meaning of a newer draft in Draft-04', () => {
  fc.assert(
    fc.property(root, json, (given, v) => {
      const kept = parseDetailSchema(JSON.stringify(given));
      const [before, after] = [validate(given), validate(kept)];
      for (const value of [{ v }, sample(kept), {}]) {
        expect(after(value).length === 0).toBe(before(value).length === 0);
      }
    }),
    { numRuns: 150 },
  );
});

it('gives equal text for equal contracts, and reads back what it wrote', () => {
  fc.assert(
    fc.property(root, given => {
      const event = { source: 'orders', detailType: 'Order Placed' };
      const detailSchema = parseDetailSchema(JSON.stringify(given));
      const document = contractDocument({ ...event, detailSchema });
      const contract = parseContract(document, 'JSONSchemaDraft4');
      expect(contractDocument(contract)).toBe(document);
      const turned = { ...event, detailSchema: reversed(detailSchema) };
      expect(contractDocument(turned as typeof contract)).toBe(document);
    }),
    { numRuns: 300 },
  );
});

it('infers a schema that takes all examples', () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1, maxLength: 4 }), examples => {
      const check = validate(infer(examples));
      expect(examples.flatMap(check)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it('never lets marked text through', () => {
  const secret = 'secret-7f3a';
  const marked: JsonSchema = {
    definitions: {
      Person: { 'x-busline-personal-data': true, type: 'object' },
      Node: {
        properties: {
          open: { type: 'string' },
          person: { $ref: '#/definitions/Person' },
          next: { $ref: '#/definitions/Node' },
          list: { type: 'array', items: { $ref: '#/definitions/Node' } },
        },
        patternProperties: { '^p_': { 'x-busline-personal-data': true } },
      },
    },
    allOf: [{ $ref: '#/definitions/Node' }],
  };
  const { node } = fc.letrec<{ node: object }>(tie => ({
    node: fc.record(
      {
        person: fc.constantFrom<unknown>({ name: secret }, secret, [secret]),
        p_x: fc.constant(secret),
        next: tie('node'),
        list: fc.array(tie('node'), { maxLength: 2 }),
        open: fc.constant('shown'),
      },
      { requiredKeys: ['open'] },
    ),
  }));
  fc.assert(
    fc.property(node, value => {
      const masked = JSON.stringify(maskSensitive(marked, value));
      expect(masked).not.toContain(secret);
      expect(masked).toContain('shown');
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const turned = {};
  for (const [name, inner] of Object.entries(value).reverse()) {
    Object.defineProperty(turned, name, {
      value: reversed(inner),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return turned;
}

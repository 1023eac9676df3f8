import { compatibility, JsonSchema, validate } from '../index';
import type { CompatibilityOptions } from '../index';

const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

/** Whether every event of one schema is valid for the other; a witness is checked on the way. */
function reads(
  writer: JsonSchema,
  reader: JsonSchema,
  options?: CompatibilityOptions,
): string {
  const { checks } = compatibility(
    [
      { version: 1, schema: writer },
      { version: 2, schema: reader },
    ],
    'BACKWARD',
    options,
  );
  const [{ verdict, witnesses, reasons }] = checks;
  expect(witnesses.length > 0).toBe(verdict === 'incompatible');
  expect(reasons.length > 0).toBe(verdict !== 'compatible');
  for (const { event, problems } of witnesses) {
    expect(validate(writer)(event)).toEqual([]);
    expect(validate(reader)(event)).toEqual(problems);
    expect(problems).not.toEqual([]);
  }
  return verdict;
}

const object = (
  properties: Record<string, unknown>,
  required: string[] = [],
  more: JsonSchema = {},
): JsonSchema => ({ type: 'object', properties, required, ...more });

const text = { type: 'string' };
const yes = 'compatible';
const no = 'incompatible';

/** What a value may be before and after; whether new reads old, and old reads new. */
const rules: [string, unknown, unknown, string, string][] = [
  ['nothing', text, text, yes, yes],
  ['a title', text, { ...text, title: 'Name' }, yes, yes],
  ['integer to number', { type: 'integer' }, { type: 'number' }, yes, no],
  ['a type more', text, { type: ['string', 'null'] }, yes, no],
  ['another type', text, { type: 'integer' }, no, no],
  ['nullable', text, { type: 'string', nullable: true }, yes, no],
  [
    'nullable to type list',
    { type: 'string', nullable: true },
    { type: ['string', 'null'] },
    yes,
    yes,
  ],
  ['an enum value more', { enum: ['a'] }, { enum: ['a', 'b'] }, yes, no],
  ['enum order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, yes, yes],
  ['const to enum', { const: 'a' }, { enum: ['a'] }, yes, yes],
  ['enum to type', { enum: ['a', 'b'] }, text, yes, no],
  [
    'enum of objects',
    { enum: [{ a: 1 }] },
    object({ a: { enum: [1, 2] } }),
    yes,
    no,
  ],
  [
    'enum of lists',
    { enum: [[1, 2]] },
    { type: 'array', items: { type: 'integer' } },
    yes,
    no,
  ],
  ['all booleans', { enum: [true, false] }, { type: 'boolean' }, yes, yes],
  [
    'a lower bound',
    { type: 'number' },
    { type: 'number', minimum: 0 },
    no,
    yes,
  ],
  [
    'a bound moved',
    { type: 'number', maximum: 9 },
    { type: 'number', maximum: 10 },
    yes,
    no,
  ],
  [
    'an open bound',
    { type: 'number', minimum: 3 },
    { type: 'number', exclusiveMinimum: 3 },
    no,
    yes,
  ],
  [
    'whole numbers past an open bound',
    { type: 'integer', minimum: 4 },
    { type: 'integer', exclusiveMinimum: 3 },
    yes,
    yes,
  ],
  [
    'enum in bounds',
    { enum: [1, 5] },
    { type: 'integer', minimum: 1, maximum: 5 },
    yes,
    no,
  ],
  [
    'bounds as enum',
    { type: 'integer', minimum: 1, maximum: 3 },
    { enum: [1, 2, 3] },
    yes,
    yes,
  ],
  [
    'a multiple',
    { type: 'integer', multipleOf: 6 },
    { type: 'integer', multipleOf: 3 },
    yes,
    no,
  ],
  [
    'a multiple of whole',
    { type: 'number', multipleOf: 3 },
    { type: 'integer' },
    yes,
    no,
  ],
  [
    'half a step',
    { type: 'number', multipleOf: 0.5 },
    { type: 'number', multipleOf: 0.25 },
    yes,
    no,
  ],
  [
    'a step of cents',
    { type: 'number', multipleOf: 0.01 },
    { type: 'number', multipleOf: 0.01, minimum: 0 },
    no,
    yes,
  ],
  [
    'a longer text',
    { ...text, maxLength: 5 },
    { ...text, maxLength: 6 },
    yes,
    no,
  ],
  ['a least length', text, { ...text, minLength: 1 }, no, yes],
  ['a pattern', text, { ...text, pattern: '^a' }, no, yes],
  ['a pattern for everything', text, { ...text, pattern: '.*' }, yes, yes],
  ['a format', text, { ...text, format: 'date-time' }, no, yes],
  ['a format nobody checks', text, { ...text, format: 'x-order-id' }, yes, yes],
  ['int32', { type: 'integer' }, { type: 'integer', format: 'int32' }, no, yes],
  [
    'int64',
    { type: 'integer' },
    { type: 'integer', format: 'int64' },
    yes,
    yes,
  ],
  [
    'elements',
    { type: 'array', items: { type: 'integer' } },
    { type: 'array', items: { type: 'number' } },
    yes,
    no,
  ],
  [
    'elements described',
    { type: 'array' },
    { type: 'array', items: text },
    no,
    yes,
  ],
  [
    'no elements',
    { type: 'array', maxItems: 0 },
    { type: 'array', items: text },
    yes,
    no,
  ],
  [
    'more elements',
    { type: 'array', maxItems: 2 },
    { type: 'array', maxItems: 3 },
    yes,
    no,
  ],
  [
    'unique elements',
    { type: 'array' },
    { type: 'array', uniqueItems: true },
    no,
    yes,
  ],
  [
    'one element is unique',
    { type: 'array', maxItems: 1 },
    { type: 'array', maxItems: 1, uniqueItems: true },
    yes,
    yes,
  ],
  [
    'a tuple',
    { type: 'array', items: [text, { type: 'integer' }] },
    { type: 'array', items: [text] },
    yes,
    no,
  ],
  [
    'a closed tuple',
    { type: 'array', items: [text], additionalItems: false },
    { type: 'array', maxItems: 1 },
    yes,
    no,
  ],
  [
    'a tuple as a list',
    { type: 'array', items: [text, text], additionalItems: false },
    { type: 'array', items: text, maxItems: 2 },
    yes,
    yes,
  ],
  [
    'contains',
    { type: 'array', items: text, minItems: 1 },
    { type: 'array', contains: text },
    yes,
    no,
  ],
  [
    'a required property',
    object({ a: text }),
    object({ a: text }, ['a']),
    no,
    yes,
  ],
  [
    'an optional property',
    object({ a: text }),
    object({ a: text, b: text }),
    yes,
    yes,
  ],
  [
    'an optional property of a closed object',
    object({ a: text }, [], { additionalProperties: false }),
    object({ a: text, b: text }, [], { additionalProperties: false }),
    yes,
    no,
  ],
  [
    'closing',
    object({ a: text }),
    object({ a: text }, [], { additionalProperties: false }),
    yes,
    yes,
  ],
  [
    'a property less of a closed object',
    object({ a: text, b: text }),
    object({ a: text }, [], { additionalProperties: false }),
    no,
    yes,
  ],
  [
    'a nested property',
    object({ a: object({ b: text }) }),
    object({ a: object({ b: { type: 'integer' } }) }),
    no,
    no,
  ],
  [
    'a map',
    { type: 'object', additionalProperties: { type: 'integer' } },
    { type: 'object', additionalProperties: { type: 'number' } },
    yes,
    no,
  ],
  [
    'by expression',
    { type: 'object', patternProperties: { '^n_': { type: 'integer' } } },
    { type: 'object', patternProperties: { '^n_': { type: 'number' } } },
    yes,
    no,
  ],
  [
    'name by expression',
    {
      type: 'object',
      patternProperties: { '^n_': text },
      additionalProperties: false,
    },
    object({ n_a: text }, [], { additionalProperties: false }),
    no,
    yes,
  ],
  [
    'property names',
    { type: 'object', additionalProperties: true },
    { type: 'object', propertyNames: { maxLength: 3 } },
    no,
    yes,
  ],
  [
    'named properties fit the names',
    object({ abc: text }, [], { additionalProperties: false }),
    { type: 'object', propertyNames: { maxLength: 3 } },
    yes,
    no,
  ],
  [
    'fewest properties',
    object({ a: text }, ['a']),
    { type: 'object', minProperties: 1 },
    yes,
    no,
  ],
  [
    'most properties',
    object({ a: text }, [], { additionalProperties: false }),
    { type: 'object', maxProperties: 1 },
    yes,
    no,
  ],
  [
    'a dependency',
    object({ a: text, b: text }),
    object({ a: text, b: text }, [], { dependencies: { a: ['b'] } }),
    no,
    yes,
  ],
  [
    'a dependency met',
    object({ a: text, b: text }, ['b']),
    object({ a: text, b: text }, [], { dependencies: { a: ['b'] } }),
    yes,
    no,
  ],
  [
    'an alternative more',
    { anyOf: [text] },
    { anyOf: [text, { type: 'null' }] },
    yes,
    no,
  ],
  [
    'alternatives as types',
    { anyOf: [text, { type: 'null' }] },
    { type: ['string', 'null'] },
    yes,
    yes,
  ],
  [
    'one of as any of',
    { oneOf: [text, { type: 'null' }] },
    { anyOf: [text, { type: 'null' }] },
    yes,
    yes,
  ],
  [
    'overlapping oneOf',
    { type: 'integer', minimum: 0 },
    { oneOf: [{ type: 'integer' }, { minimum: 10 }] },
    no,
    no,
  ],
  [
    'allOf',
    { allOf: [{ type: 'integer' }, { minimum: 3 }] },
    { type: 'integer', minimum: 3 },
    yes,
    yes,
  ],
  [
    'not',
    { not: text },
    { type: ['null', 'boolean', 'number', 'object', 'array'] },
    yes,
    yes,
  ],
  [
    'if and then',
    object({ k: { enum: ['a', 'b'] }, n: {} }, [], {
      if: { properties: { k: { const: 'a' } } },
      then: { required: ['n'] },
    }),
    object({ k: { enum: ['a', 'b'] }, n: {} }),
    yes,
    no,
  ],
  ['unlimited to nothing', {}, false, no, yes],
];

describe.each(rules)('%s', (_, before, after, isBackward, isForward) => {
  const wrap = (value: unknown) => object({ v: value }, ['v']);

  it('is judged with what came before as writer', () => {
    expect(reads(wrap(before), wrap(after))).toBe(isBackward);
  });

  it('is judged with what came after as writer', () => {
    expect(reads(wrap(after), wrap(before))).toBe(isForward);
  });
});

it('reads drafts by their own rules', () => {
  const old = {
    $schema: DRAFT_04,
    ...object({ n: { type: 'number', minimum: 3, exclusiveMinimum: true } }),
  };
  const same = {
    $schema: DRAFT_2020,
    ...object({ n: { type: 'number', exclusiveMinimum: 3 } }),
  };
  expect(reads(old, same)).toBe(yes);
  expect(reads(same, old)).toBe(yes);
});

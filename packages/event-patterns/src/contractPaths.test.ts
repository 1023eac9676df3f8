import { analyse, parsePattern } from './index';

describe('judges by what the schema allows', () => {
  const verdictOf = (
    x: unknown,
    list: unknown[],
    more: Record<string, unknown> = {},
  ) =>
    analyse(parsePattern({ detail: { x: list } }), {
      detailSchema: {
        required: ['x'],
        properties: { x },
        additionalProperties: false,
        ...more,
      },
    });

  it.each<[string, unknown, unknown[], string, RegExp?]>([
    [
      'no listed value starts so',
      { enum: ['UK', 'US'] },
      [{ prefix: 'EU' }],
      'never',
      /one of "UK", "US" in the contract, but .* starts with EU/,
    ],
    [
      'all listed start so',
      { enum: ['EU', 'EG'] },
      [{ prefix: 'E' }],
      'always',
    ],
    ['const', { const: 'a' }, [{ 'anything-but': 'a' }], 'never', /always "a"/],
    ['true or false', { type: 'boolean' }, [true, false], 'always'],
    ['null beside', { type: 'string', nullable: true }, [null], 'sometimes'],
    [
      'below the minimum',
      { type: 'number', minimum: 0 },
      [{ numeric: ['<', 0] }],
      'never',
      /a number ≥ 0/,
    ],
    [
      'at an exclusive maximum',
      { type: 'number', exclusiveMaximum: 5 },
      [5],
      'never',
    ],
    [
      'within the bounds',
      { type: 'number', minimum: 0, maximum: 5 },
      [{ numeric: ['>=', 0, '<=', 5] }],
      'always',
    ],
    [
      'two ranges that join',
      { type: 'number', minimum: 0, maximum: 5 },
      [{ numeric: ['<', 3] }, { numeric: ['>=', 3] }],
      'always',
    ],
    [
      'two ranges that leave a gap',
      { type: 'number', minimum: 0, maximum: 5 },
      [{ numeric: ['<', 3] }, { numeric: ['>', 3] }],
      'sometimes',
    ],
    ['half of a whole', { type: 'integer' }, [1.5], 'never', /a whole number/],
    [
      'between two wholes',
      { type: 'integer' },
      [{ numeric: ['>', 1, '<', 2] }],
      'never',
    ],
    ['no multiple', { type: 'number', multipleOf: 5 }, [7], 'never'],
    ['too long', { type: 'string', maxLength: 2 }, ['abc'], 'never'],
    [
      'too long a beginning',
      { type: 'string', maxLength: 2 },
      [{ prefix: 'abc' }],
      'never',
      /at most 2 characters/,
    ],
    ['an emoji is one character', { maxLength: 1 }, ['😀'], 'sometimes'],
    ['empty', { type: 'string', minLength: 1 }, [''], 'never'],
    [
      'other than empty',
      { type: 'string', minLength: 1 },
      [{ 'anything-but': '' }],
      'always',
    ],
    ['pattern', { type: 'string', pattern: '^[A-Z]{2}$' }, ['eu'], 'never'],
    [
      'beginning of the pattern',
      { type: 'string', pattern: '^ORD-[0-9]+$' },
      [{ prefix: 'INV' }],
      'never',
    ],
    [
      'beginning the pattern proves',
      { type: 'string', pattern: '^ORD-' },
      [{ prefix: 'OR' }],
      'always',
    ],
    [
      'optional beginning',
      { type: 'string', pattern: '^OR?' },
      [{ wildcard: 'OX*' }],
      'sometimes',
    ],
    ['format', { type: 'string', format: 'uuid' }, ['x'], 'never'],
    [
      'format with time',
      { type: 'string', format: 'date-time' },
      [{ prefix: '2026-' }],
      'sometimes',
    ],
    [
      'format without @',
      { type: 'string', format: 'email' },
      [{ 'anything-but': { wildcard: '*@*' } }],
      'never',
    ],
    ['not', { type: 'string', not: { const: 'a' } }, ['a'], 'never'],
    [
      'not that type',
      { type: ['string', 'number'], not: { type: 'string' } },
      ['a'],
      'never',
    ],
    [
      'one of a list',
      { type: 'array', items: { enum: ['a'] } },
      ['b'],
      'never',
    ],
    [
      'a list that may be empty',
      { type: 'array', items: { enum: ['a'] } },
      ['a'],
      'sometimes',
    ],
    [
      'a list that may not be empty',
      { type: 'array', minItems: 1, items: { enum: ['a'] } },
      ['a'],
      'always',
    ],
    [
      'what a list contains',
      { type: 'array', contains: { const: 'a' } },
      ['a'],
      'always',
    ],
    [
      'places of a tuple',
      {
        type: 'array',
        items: [{ const: 'a' }, { const: 'b' }],
        additionalItems: false,
      },
      ['c'],
      'never',
    ],
    [
      'anyOf',
      { anyOf: [{ const: 'a' }, { const: 'b' }] },
      ['a', 'b'],
      'always',
    ],
    ['oneOf', { oneOf: [{ const: 'a' }, { type: 'number' }] }, ['b'], 'never'],
    [
      'allOf',
      { allOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] },
      ['b'],
      'always',
    ],
    [
      'if, then and else',
      { if: { type: 'string' }, then: { const: 'a' }, else: { const: 1 } },
      ['b', 2],
      'never',
    ],
    ['absent or listed', { enum: ['a'] }, ['a', { exists: false }], 'always'],
  ])('%s', (_, x, list, verdict, reason = /.*/) => {
    const analysis = verdictOf(x, list);
    expect(analysis.verdict).toBe(verdict);
    expect(analysis.reasons.join('\n')).toMatch(reason);
  });

  it.each<[string, unknown, Record<string, unknown>, string]>([
    ['$defs', { $ref: '#/$defs/a' }, { $defs: { a: { const: 'a' } } }, 'never'],
    [
      'escaped pointers',
      { $ref: '#/$defs/a~1b%25' },
      { $defs: { 'a/b%': { const: 'a' } } },
      'never',
    ],
    [
      'anchors',
      { $ref: '#a' },
      { $defs: { a: { $anchor: 'a', const: 'a' } } },
      'never',
    ],
    [
      'anchors of older drafts',
      { $ref: '#a' },
      { definitions: { a: { $id: '#a', const: 'a' } } },
      'never',
    ],
    [
      'its own id',
      { $ref: 'https://x.example/s#/$defs/a' },
      { $id: 'https://x.example/s', $defs: { a: { const: 'a' } } },
      'never',
    ],
    ['elsewhere', { $ref: 'https://x.example/other' }, {}, 'sometimes'],
    ['nowhere', { $ref: '#/$defs/a' }, {}, 'sometimes'],
    [
      'passes over what stands beside it in draft-07',
      { $ref: '#/$defs/a', const: 'a' },
      { $defs: { a: { type: 'string' } } },
      'sometimes',
    ],
    [
      'heeds what stands beside it since 2019-09',
      { $ref: '#/$defs/a', const: 'a' },
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $defs: { a: { type: 'string' } },
      },
      'never',
    ],
  ])('reference: %s', (_, x, more, verdict) => {
    expect(verdictOf(x, ['b'], more).verdict).toBe(verdict);
  });

  it('reads draft-04 as a validator of draft-04 does', () => {
    const draft4 = { $schema: 'http://json-schema.org/draft-04/schema#' };
    const open = { type: 'number', minimum: 0, exclusiveMinimum: true };
    expect(verdictOf(open, [0], draft4).verdict).toBe('never');
    expect(verdictOf({ const: 'a' }, ['b'], draft4).verdict).toBe('sometimes');
  });
});

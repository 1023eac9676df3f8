import {
  contractFields,
  detailSchemaFromInput,
  infer,
  JsonSchema,
  maskSensitive,
  parseDetailSchema,
  sample,
  validate,
} from './index';

/** Generous, so that a slow machine passes and an exponential walk does not. */
const TIME_LIMIT_MS = 10_000;

function timed<T>(run: () => T): T {
  const start = performance.now();
  const result = run();
  expect(performance.now() - start).toBeLessThan(TIME_LIMIT_MS);
  return result;
}

const names = 'abcdefghij'.split('');

/** Ten definitions, each with a property for every other. */
const allRound: JsonSchema = {
  type: 'object',
  properties: { start: { $ref: '#/definitions/a' } },
  definitions: Object.fromEntries(
    names.map(own => [
      own,
      {
        type: 'object',
        properties: Object.fromEntries(
          names
            .filter(name => name !== own)
            .map(name => [name, { $ref: `#/definitions/${name}` }]),
        ),
      },
    ]),
  ),
};

it('takes definitions that refer to each other all round', () => {
  expect(timed(() => contractFields(allRound))).toHaveLength(1);
  const value = timed(() => sample(allRound));
  expect(validate(allRound)(value)).toEqual([]);
  expect(parseDetailSchema(JSON.stringify(allRound))).toMatchObject({
    definitions: allRound.definitions,
  });
});

it('masks deep values of schemas that branch into themselves', () => {
  const again = { $ref: '#/definitions/A' };
  const schema: JsonSchema = {
    ...again,
    definitions: {
      A: {
        anyOf: [
          { properties: { n: again } },
          { properties: { n: again, s: { 'x-busline-personal-data': true } } },
        ],
      },
    },
  };
  const nest = (depth: number): object =>
    depth === 0 ? { s: 'secret' } : { n: nest(depth - 1) };
  const masked = JSON.stringify(timed(() => maskSensitive(schema, nest(200))));
  expect(masked).not.toContain('secret');
});

it('takes schemas that refer to nothing but themselves', () => {
  const schema = {
    type: 'object',
    properties: { a: { $ref: '#/definitions/A' } },
    definitions: { A: { $ref: '#/definitions/A' } },
  };
  expect(
    contractFields(parseDetailSchema(JSON.stringify(schema))),
  ).toHaveLength(1);
});

it('takes large and deep examples', () => {
  let deep: object = {};
  for (let depth = 0; depth < 20_000; depth++) deep = { deep };
  expect(infer([deep])).toMatchObject({ type: 'object' });
  const wide = JSON.stringify(
    Array.from({ length: 20_000 }, (_, n) => ({ n })),
  );
  expect(timed(() => detailSchemaFromInput(wide))).toMatchObject({
    ok: true,
    detailSchema: { properties: { n: { type: 'integer' } } },
  });
});

it.each(['toString', 'constructor', 'hasOwnProperty'])(
  'does not take the inherited %s for a property',
  name => {
    const schema = { type: 'object', required: [name] };
    expect(validate(schema)({})).toHaveLength(1);
    expect(validate(infer([{ [name]: 1 }, {}]))({})).toEqual([]);
  },
);

describe.each(['toString', 'valueOf', 'constructor', '__proto__'])(
  'values with a field of the name %s',
  name => {
    const value: unknown = JSON.parse(`{"${name}":{"a":1}}`);
    const equal: unknown = JSON.parse(`{"${name}":{"a":1}}`);
    const other: unknown = JSON.parse(`{"${name}":{"a":2}}`);

    it.each([
      ['const', { const: value }],
      ['enum', { enum: [1, value] }],
    ])('are compared by %s', (_, schema) => {
      expect(validate(schema)(equal)).toEqual([]);
      expect(validate(schema)(other)).toHaveLength(1);
    });

    it('are compared by uniqueItems', () => {
      const check = validate({ uniqueItems: true });
      expect(check([1, value, other])).toEqual([]);
      expect(check([1, value, equal])).toHaveLength(1);
    });
  },
);

it('finds the only two equal elements of a long list', () => {
  const list = Array.from({ length: 100_000 }, (_, n) => ({ n }));
  const check = validate({ uniqueItems: true });
  expect(timed(() => check(list))).toEqual([]);
  expect(timed(() => check([...list, { n: 99_999 }]))).toMatchObject([
    { message: expect.stringContaining('at [99999] and [100000]') },
  ]);
});

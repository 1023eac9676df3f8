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

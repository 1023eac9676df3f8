import { Parser } from '@asyncapi/parser';
import { JsonSchema, toAsyncApi } from './index';

const bus = (name: string, region: string) => ({
  name,
  region,
  arn: `arn:aws:events:${region}:111122223333:event-bus/${name}`,
});

const tree: JsonSchema = {
  type: 'object',
  properties: {
    left: { $ref: '#/definitions/a~1b c' },
    size: { type: 'integer', minimum: 0, exclusiveMinimum: true },
  },
  definitions: {
    'a/b c': {
      type: 'object',
      properties: { left: { $ref: '#/definitions/a~1b c' } },
    },
  },
};

const problemsOf = async (document: object) =>
  (await new Parser().parse(JSON.stringify(document))).diagnostics
    .filter(({ severity }) => severity < 2)
    .map(({ message, path }) => `${path.join('.')}: ${message}`);

it.each<[string, Parameters<typeof toAsyncApi>]>([
  ['nothing at all', [[], []]],
  [
    'recursive schemas and odd names',
    [
      [{ source: 'com.ö/x', detailType: 'Tree grown?', detailSchema: tree }],
      [bus('hub', 'eu-central-1')],
    ],
  ],
  [
    'event types that look alike, on several buses',
    [
      [
        { source: 'a', detailType: 'B C', detailSchema: tree },
        { source: 'a', detailType: 'BC', detailSchema: tree },
        { source: 'a-BC', detailType: 'a/b c', detailSchema: {} },
        { source: 'a', detailType: 'BC', version: '2', detailSchema: tree },
      ],
      [
        bus('hub', 'eu-central-1'),
        bus('hub', 'us-east-1'),
        bus('other', 'cn-north-1'),
      ],
    ],
  ],
])('gives a document the parser takes: %s', async (_, [types, buses]) => {
  const document = toAsyncApi(types, buses);
  expect(await problemsOf(document)).toEqual([]);
  expect(Object.keys(document.channels as object)).toHaveLength(buses.length);
  expect(Object.keys(document.operations as object)).toHaveLength(
    types.length * buses.length,
  );
  expect(JSON.stringify(document)).not.toMatch(/"\$ref":"(?!#)/);
});

it('does without an example where none can be made', async () => {
  const impossible = {
    type: 'object',
    required: ['a'],
    properties: { a: { enum: [1], type: 'string' } },
  };
  const document = toAsyncApi(
    [{ source: 's', detailType: 't', detailSchema: impossible }],
    [bus('hub', 'eu-central-1')],
  );
  expect(await problemsOf(document)).toEqual([]);
});

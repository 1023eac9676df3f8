import { Parser } from '@asyncapi/parser';
import fc from 'fast-check';
import { awsContracts } from './__testUtils__/awsRegistry';
import { isUsable, roughSchema } from './__testUtils__/roughSchemas';
import {
  JsonSchema,
  parseContract,
  parseDetailSchema,
  toAsyncApi,
} from './index';

const bus = (name: string, region: string) => ({
  name,
  region,
  arn: `arn:aws:events:${region}:111122223333:event-bus/${name}`,
});

const hub = bus('hub', 'eu-central-1');

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

/** Every diagnostic of any severity but one: Backstage does not take the latest version, so 3.0.0 it is. */
const parsed = async (document: object) => {
  const { diagnostics, document: read } = await new Parser().parse(
    JSON.stringify(document),
  );
  return {
    read,
    problems: diagnostics
      .filter(({ code }) => code !== 'asyncapi-latest-version')
      .map(
        ({ code, message, path }) => `${path.join('.')}: ${code} ${message}`,
      ),
  };
};

const problemsOf = async (document: object) =>
  (await parsed(document)).problems;

it.each<[string, Parameters<typeof toAsyncApi>]>([
  ['nothing at all', [[], []]],
  [
    'recursive schemas and odd names',
    [
      [{ source: 'com.ö/x', detailType: 'Tree grown?', detailSchema: tree }],
      [hub],
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
      [hub, bus('hub', 'us-east-1'), bus('other', 'cn-north-1')],
    ],
  ],
  [
    'several versions of an event type, and one twice',
    [
      ['1', '2', '10', '10', 'next/β', undefined].map(version => ({
        source: 'orders',
        detailType: 'Order placed',
        version,
        detailSchema: tree,
      })),
      [hub],
    ],
  ],
  [
    'names that would run into one another',
    [
      [
        { source: 'a', detailType: 'b-Item', detailSchema: {} },
        {
          source: 'a',
          detailType: 'b',
          detailSchema: {
            properties: { item: { $ref: '#/definitions/Item' } },
            definitions: { Item: { type: 'string' } },
          },
        },
        { source: '__proto__', detailType: 'constructor', detailSchema: {} },
        { source: '', detailType: '', detailSchema: {} },
        { source: 'a'.repeat(300), detailType: '注文 🎉', detailSchema: {} },
      ],
      [hub],
    ],
  ],
  [
    'a bus whose Region is not known',
    [[{ source: 'a', detailType: 'b', detailSchema: {} }], [bus('hub', '')]],
  ],
  [
    'a detail that is nothing but itself',
    [
      [
        {
          source: 'a',
          detailType: 'b',
          detailSchema: {
            $ref: '#/definitions/A',
            definitions: {
              A: {
                type: 'object',
                properties: { a: { $ref: '#/definitions/A' } },
              },
            },
          },
        },
      ],
      [hub],
    ],
  ],
  [
    'OpenAPI’s own words',
    [
      [
        {
          source: 'a',
          detailType: 'b',
          detailSchema: {
            oneOf: [{ $ref: '#/definitions/A' }, { type: 'object' }],
            discriminator: { propertyName: 'kind' },
            xml: { name: 'b' },
            externalDocs: { description: 'nowhere' },
            definitions: { A: { type: 'object', nullable: true } },
          },
        },
      ],
      [hub],
    ],
  ],
])('gives a document the parser takes: %s', async (_, [types, buses]) => {
  const document = toAsyncApi(types, buses);
  expect(document.asyncapi).toBe('3.0.0');
  const { problems, read } = await parsed(document);
  expect(problems).toEqual([]);
  expect(read?.channels().all()).toHaveLength(buses.length);
  expect(read?.operations().all()).toHaveLength(types.length * buses.length);
  expect(Object.keys(document.operations as object)).toHaveLength(
    types.length * buses.length,
  );
  expect(JSON.stringify(document)).not.toMatch(/"\$ref":"(?!#)/);
  expect(
    read
      ?.components()
      .messages()
      .all()
      .map(message => message.name()),
  ).toEqual(types.map(({ detailType }) => detailType));
});

it('keeps the schemas of versions apart', async () => {
  const schemaOf = (field: string) => ({
    type: 'object',
    properties: { [field]: { type: 'string' } },
  });
  const eventType = { source: 'orders', detailType: 'Order placed' };
  const { read } = await parsed(
    toAsyncApi(
      [
        { ...eventType, version: '1', detailSchema: schemaOf('old') },
        { ...eventType, version: '2', detailSchema: schemaOf('new') },
      ],
      [hub],
    ),
  );
  const fields = read
    ?.components()
    .messages()
    .all()
    .map(message =>
      Object.keys(message.payload()?.properties()?.detail.properties() ?? {}),
    );
  expect(fields).toEqual([['old'], ['new']]);
});

it('does without an example where none can be made', async () => {
  const impossible = {
    type: 'object',
    required: ['a'],
    properties: { a: { enum: [1], type: 'string' } },
  };
  const document = toAsyncApi(
    [{ source: 's', detailType: 't', detailSchema: impossible }],
    [hub],
  );
  expect(await problemsOf(document)).toEqual([]);
  expect(JSON.stringify(document)).not.toContain('"examples"');
});

it('shows no data that a parser would take for a reference', async () => {
  const detailSchema = {
    type: 'object',
    required: ['a'],
    properties: {
      a: { enum: [[{ b: { $ref: '' } }]] },
      c: { type: 'object', default: { $ref: '#/nowhere' } },
    },
  };
  const document = toAsyncApi(
    [{ source: 's', detailType: 't', detailSchema }],
    [hub],
  );
  expect(await problemsOf(document)).toEqual([]);
});

it('shows no personal data in its examples', () => {
  const detailSchema = {
    type: 'object',
    properties: {
      name: {
        type: 'string',
        example: 'Ada Lovelace',
        'x-busline-personal-data': true,
      },
    },
  };
  const { components } = toAsyncApi(
    [{ source: 's', detailType: 't', detailSchema }],
    [hub],
  );
  expect(components).toMatchObject({
    messages: {
      's-t': { examples: [{ payload: { detail: { name: '***' } } }] },
    },
  });
});

it('gives a document the parser takes, whatever the schema', async () => {
  await fc.assert(
    fc.asyncProperty(roughSchema, async given => {
      const text = JSON.stringify(given);
      fc.pre(isUsable(text));
      const document = toAsyncApi(
        [
          {
            source: 's',
            detailType: 't',
            detailSchema: parseDetailSchema(text),
          },
        ],
        [hub],
      );
      expect(await problemsOf(document)).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 120_000);

it('describes many of AWS’s own event types in one document', async () => {
  // All of them are taken too, but the parser needs most of a minute.
  const contracts = awsContracts()
    .filter((_, index) => index % 8 === 0)
    .map(({ openApi }) => parseContract(openApi, 'OpenApi3'));
  const { problems, read } = await parsed(toAsyncApi(contracts, [hub]));
  expect(problems).toEqual([]);
  expect(read?.messages().all()).toHaveLength(contracts.length);
}, 120_000);

import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  ExportSchemaCommand,
  GetDiscoveredSchemaCommand,
  Type,
} from '@aws-sdk/client-schemas';
import { parseContract, validate } from '@busline/event-schemas';
import fc from 'fast-check';
import { LocalAws, startLocalAws } from '../../server';
import { Clients, errorOf, HUB, rootOf } from '../../__testUtils__/clients';

const event = (detail: unknown) => ({
  version: '0',
  id: '1',
  'detail-type': 'Order Placed',
  source: 'orders',
  account: HUB,
  time: '2026-01-15T09:30:00Z',
  region: 'eu-west-1',
  resources: [],
  detail,
});

describe('schemas of sample events', () => {
  let aws: LocalAws;
  let schemas: Clients['schemas'];

  beforeAll(async () => {
    aws = await startLocalAws();
    schemas = rootOf(aws, HUB).schemas;
  });
  afterAll(() => aws.stop());

  const infer = async (events: unknown[], type: Type = 'OpenApi3') => {
    const { Content = '' } = await schemas.send(
      new GetDiscoveredSchemaCommand({
        Type: type,
        Events: events.map(one => JSON.stringify(one)),
      }),
    );
    return Content;
  };

  it('describes JSON that is no event as AWS does, character by character', async () => {
    // As the example of the CLI's command "get-discovered-schema" shows it.
    expect(
      await infer([
        {
          Source: 'com.mycompany.myapp',
          Detail: '{ "key1": "value1", "key2": "value2" }',
          EventBusName: 'default',
          Resources: ['resource1', 'resource2'],
          DetailType: 'myDetailType',
        },
      ]),
    ).toBe(
      JSON.stringify({
        openapi: '3.0.0',
        info: { version: '1.0.0', title: 'Event' },
        paths: {},
        components: {
          schemas: {
            Event: {
              type: 'object',
              required: [
                'EventBusName',
                'DetailType',
                'Resources',
                'Detail',
                'Source',
              ],
              properties: {
                Detail: { type: 'string' },
                DetailType: { type: 'string' },
                EventBusName: { type: 'string' },
                Resources: { type: 'array', items: { type: 'string' } },
                Source: { type: 'string' },
              },
            },
          },
        },
      }),
    );
  });

  it('asks only for what all events have', async () => {
    const content = await infer([
      event({ id: 1, note: 'x' }),
      event({ id: 2 }),
    ]);
    const { schemas: components } = JSON.parse(content).components;
    expect(components.OrderPlaced).toEqual({
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'integer', format: 'int64' },
        note: { type: 'string' },
      },
    });
  });

  it('orders what it asks for as a set of Java does', async () => {
    // As `HashSet` of OpenJDK gave them.
    const required = [
      'note',
      'amount',
      'orderId',
      'channel',
      'vat',
      'discount',
      'billing',
      'total',
      'shipping',
      'customerId',
      'currency',
      'lines',
      'placedAt',
      'status',
    ];
    const names = [...required].sort();
    const detail = Object.fromEntries(names.map(name => [name, 1]));
    const content = await infer([event(detail)]);
    const { OrderPlaced } = JSON.parse(content).components.schemas;
    expect(OrderPlaced.required).toEqual(required);
    expect(Object.keys(OrderPlaced.properties)).toEqual(names);
  });

  it('says what is of several types', async () => {
    const content = await infer([
      event({ id: 1, to: { name: 'Ada' } }),
      event({ id: 'one', to: null }),
    ]);
    const { schemas: components } = JSON.parse(content).components;
    expect(components.OrderPlaced.properties).toEqual({
      id: { anyOf: [{ type: 'integer', format: 'int64' }, { type: 'string' }] },
      to: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' } },
        nullable: true,
      },
    });
  });

  it('gives Draft-04 as well', async () => {
    const draft04 = await infer([event({ id: 1 })], 'JSONSchemaDraft4');
    expect(parseContract(draft04, 'JSONSchemaDraft4')).toMatchObject({
      source: 'orders',
      detailType: 'Order Placed',
      title: 'OrderPlaced',
    });
    expect(
      JSON.parse(await infer([{ b: 1, a: 2 }], 'JSONSchemaDraft4')),
    ).toEqual({
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: 'Event',
      definitions: {},
      properties: { a: { type: 'integer' }, b: { type: 'integer' } },
      required: ['b', 'a'],
      type: 'object',
    });
  });

  // Generous, because it waits for many answers.
  const MANY_ANSWERS_MS = 60_000;

  it(
    'describes every event it was inferred from, in both formats',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), {
            minLength: 1,
            maxLength: 3,
          }),
          async details => {
            const events = details.map(event);
            for (const type of ['OpenApi3', 'JSONSchemaDraft4'] as const) {
              const contract = parseContract(await infer(events, type), type);
              const check = validate(contract.eventSchema);
              expect(events.flatMap(one => check(one))).toEqual([]);
            }
          },
        ),
        { numRuns: 30 },
      );
    },
    MANY_ANSWERS_MS,
  );

  it.each([
    ['no events', [], 'OpenApi3', 'from 1 to 10'],
    ['too many events', Array(11).fill('{}'), 'OpenApi3', 'from 1 to 10'],
    [
      'text',
      ['{', '[]'],
      'OpenApi3',
      'Events[0] is not valid JSON; Events[1] must',
    ],
    ['another type', ['{}'], 'Avro', 'Type Avro must be one of'],
    [
      'events of two types',
      [
        JSON.stringify(event({})),
        JSON.stringify({ ...event({}), source: 'payments' }),
      ],
      'OpenApi3',
      'one source and detail-type',
    ],
    [
      'too many levels',
      [`${'{"a":'.repeat(300)}1${'}'.repeat(300)}`],
      'OpenApi3',
      'deeper than 255 levels',
    ],
  ])('refuses %s', async (_, Events: string[], type, message) => {
    const error = await errorOf(
      schemas.send(
        // The client does not check what it sends.
        new GetDiscoveredSchemaCommand({ Type: type as Type, Events }),
      ),
    );
    expect(error).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(message),
    });
  });

  it('exports no schemas of the account’s own', async () => {
    await schemas.send(new CreateRegistryCommand({ RegistryName: 'mine' }));
    await schemas.send(
      new CreateSchemaCommand({
        RegistryName: 'mine',
        SchemaName: 'orders@OrderPlaced',
        Type: 'OpenApi3',
        Content: await infer([event({ id: 1 })]),
      }),
    );
    const exportAs = (type: string) =>
      errorOf(
        schemas.send(
          new ExportSchemaCommand({
            RegistryName: 'mine',
            SchemaName: 'orders@OrderPlaced',
            Type: type,
          }),
        ),
      );
    expect(await exportAs('JSONSchemaDraft4')).toMatchObject({
      name: 'ForbiddenException',
      message: 'You cannot export non discovered or non aws managed schemas.',
    });
    expect((await exportAs('OpenApi3')).name).toBe('BadRequestException');
  });
});

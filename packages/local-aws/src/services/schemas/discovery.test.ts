import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateDiscovererCommand,
  CreateDiscovererCommandInput,
  DeleteDiscovererCommand,
  DescribeRegistryCommand,
  DescribeSchemaCommand,
  ListSchemaVersionsCommand,
  ListSchemasCommand,
  StartDiscovererCommand,
  StopDiscovererCommand,
  UpdateDiscovererCommand,
} from '@aws-sdk/client-schemas';
import { parseContract, validate } from '@busline/event-schemas';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  HUB,
  PRODUCER,
  errorOf,
  makeQueue,
  nextMessage,
  rootOf,
  settled,
} from '../../__testUtils__/clients';

const BUS_ARN = `arn:aws:events:eu-west-1:${HUB}:event-bus/orders`;
const ID = 'events-event-bus-orders';

describe('schema discovery', () => {
  let aws: LocalAws;
  let hub: Clients;

  beforeEach(async () => {
    aws = await startLocalAws({
      quotas: { discoveredSchemas: 2, versionsPerSchema: 3 },
    });
    hub = rootOf(aws, HUB);
    await hub.events.send(new CreateEventBusCommand({ Name: 'orders' }));
  });
  afterEach(() => aws.stop());

  const create = (
    more: Partial<CreateDiscovererCommandInput> = {},
    clients = hub,
  ) =>
    clients.schemas.send(
      new CreateDiscovererCommand({ SourceArn: BUS_ARN, ...more }),
    );

  async function put(
    detail: object,
    {
      source = 'com.example.orders',
      detailType = 'Order placed',
      resources = [] as string[],
      clients = hub,
    } = {},
  ): Promise<void> {
    const { FailedEntryCount } = await clients.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: BUS_ARN,
            Source: source,
            DetailType: detailType,
            Detail: JSON.stringify(detail),
            Resources: resources,
          },
        ],
      }),
    );
    expect(FailedEntryCount).toBe(0);
    await settled(aws);
  }

  const describeDiscovered = (SchemaName: string) =>
    hub.schemas.send(
      new DescribeSchemaCommand({
        RegistryName: 'discovered-schemas',
        SchemaName,
      }),
    );

  async function discovered(): Promise<(string | undefined)[]> {
    const { Schemas = [] } = await hub.schemas.send(
      new ListSchemasCommand({ RegistryName: 'discovered-schemas' }),
    );
    return Schemas.map(
      ({ SchemaName, VersionCount }) => `${SchemaName} ${VersionCount}`,
    );
  }

  it('makes the registry at the first discovery', async () => {
    const ask = () =>
      hub.schemas.send(
        new DescribeRegistryCommand({ RegistryName: 'discovered-schemas' }),
      );
    await create();
    expect((await errorOf(ask())).name).toBe('NotFoundException');
    await put({ orderId: 'o-1' });
    expect(await ask()).toMatchObject({
      RegistryArn: `arn:aws:schemas:eu-west-1:${HUB}:registry/discovered-schemas`,
    });
  });

  it('writes what it infers as AWS does, character by character', async () => {
    await create();
    await put(
      {
        executionArn: 'arn:aws:states:us-east-1:012345678912:execution:m:name',
        stateMachineArn: 'arn:aws:states:us-east-1:012345678912:stateMachine:m',
        name: 'execution-name',
        status: 'FAILED',
        startDate: 1551225146847,
        stopDate: 1551225151881,
        input: '{}',
        output: null,
      },
      {
        source: 'states',
        detailType: 'Step Functions Execution Status Change',
        resources: ['arn:aws:states:us-east-1:012345678912:execution:m:name'],
      },
    );
    const { Content, Type, SchemaVersion } = await describeDiscovered(
      'states@StepFunctionsExecutionStatusChange',
    );
    expect({ Type, SchemaVersion }).toEqual({
      Type: 'OpenApi3',
      SchemaVersion: '1',
    });
    // As in "Creating a schema from event JSON in Amazon EventBridge".
    const text = { type: 'string' };
    const date = { type: 'integer', format: 'int64' };
    expect(Content).toBe(
      JSON.stringify({
        openapi: '3.0.0',
        info: { version: '1.0.0', title: 'StepFunctionsExecutionStatusChange' },
        paths: {},
        components: {
          schemas: {
            AWSEvent: {
              type: 'object',
              required: [
                'detail-type',
                'resources',
                'detail',
                'id',
                'source',
                'time',
                'region',
                'version',
                'account',
              ],
              'x-amazon-events-detail-type':
                'Step Functions Execution Status Change',
              'x-amazon-events-source': 'states',
              properties: {
                detail: {
                  $ref: '#/components/schemas/StepFunctionsExecutionStatusChange',
                },
                account: text,
                'detail-type': text,
                id: text,
                region: text,
                resources: { type: 'array', items: text },
                source: text,
                time: { type: 'string', format: 'date-time' },
                version: text,
              },
            },
            StepFunctionsExecutionStatusChange: {
              type: 'object',
              required: [
                'output',
                'input',
                'executionArn',
                'name',
                'stateMachineArn',
                'startDate',
                'stopDate',
                'status',
              ],
              properties: {
                executionArn: text,
                input: text,
                name: text,
                output: {},
                startDate: date,
                stateMachineArn: text,
                status: text,
                stopDate: date,
              },
            },
          },
        },
      }),
    );
  });

  it.each([
    ['orders', 'userCreated', 'orders@UserCreated'],
    ['s3', 'Modelbroker.logs', 's3@Modelbroker.logs'],
    ['shop', 'trigger for my_store.reviews', 'shop@TriggerForMy_store.reviews'],
    ['acme/mail', 'Sent: all', 'acme-mail@Sent-All'],
  ])('names the schema of %s, %s', async (source, detailType, name) => {
    await create();
    await put({}, { source, detailType });
    expect(await discovered()).toEqual([`${name} 1`]);
  });

  it('makes components of objects', async () => {
    await create();
    const address = { city: 'Paris', zip: '75001' };
    await put({
      lines: [{ sku: 'a', amount: 1.5 }, { sku: 'b' }],
      billing: address,
      shipping: address,
      customer: { contact: { name: 'Ada' } },
      contact: { phone: '1' },
      tags: [],
      paid: true,
    });
    const { Content = '' } = await describeDiscovered(
      'com.example.orders@OrderPlaced',
    );
    const { schemas } = JSON.parse(Content).components;
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    expect(Object.keys(schemas)).toEqual([
      'AWSEvent',
      'OrderPlaced',
      'Billing',
      'Contact',
      'Customer',
      'Contact_1',
      'OrderPlacedItem',
    ]);
    expect(schemas.OrderPlaced.properties).toEqual({
      billing: ref('Billing'),
      contact: ref('Contact'),
      customer: ref('Customer'),
      lines: { type: 'array', items: ref('OrderPlacedItem') },
      paid: { type: 'boolean' },
      // The same shape as billing.
      shipping: ref('Billing'),
      tags: { type: 'array', items: { type: 'object' } },
    });
    expect(schemas.OrderPlacedItem).toEqual({
      type: 'object',
      required: ['sku'],
      properties: {
        amount: { type: 'number', format: 'double' },
        sku: { type: 'string' },
      },
    });
    expect(schemas.Customer.properties.contact).toEqual(ref('Contact_1'));
  });

  it('makes a version of each new shape, and none of a known one', async () => {
    await create();
    await put({ orderId: 'o-1' });
    await put({ orderId: 'o-2' });
    await put({ orderId: 'o-3', note: 'x' });
    await put({ orderId: 'o-4' });
    expect(await discovered()).toEqual(['com.example.orders@OrderPlaced 2']);
    const { Content = '', SchemaVersion } = await describeDiscovered(
      'com.example.orders@OrderPlaced',
    );
    expect(SchemaVersion).toBe('2');
    const { detailSchema } = parseContract(Content, 'OpenApi3');
    const check = validate(detailSchema);
    expect(check({ orderId: 'o-5', note: 'y' })).toEqual([]);
    expect(check({ orderId: 'o-5' })).toHaveLength(1);
  });

  const DATE = '2026-01-15T09:30:00Z';

  it.each<[string, object, object, number]>([
    ['other values', { a: 1, b: 'x' }, { a: 2, b: 'y' }, 1],
    ['another order', { a: 1, b: 'x' }, { b: 'x', a: 1 }, 1],
    ['more of the same', { a: [1] }, { a: [1, 2, 3] }, 1],
    ['another name', { a: 1 }, { b: 1 }, 2],
    ['text for a number', { a: 1 }, { a: '1' }, 2],
    ['a fraction', { a: 1 }, { a: 1.5 }, 2],
    ['a date and time', { a: 'x' }, { a: DATE }, 2],
    ['another date and time', { a: DATE }, { a: '2027-02-16T10:31:01Z' }, 1],
    ['no date though it looks like one', { a: DATE }, { a: '2026-02-30T1' }, 2],
    ['null', { a: 1 }, { a: null }, 2],
    ['an empty list', { a: ['x'] }, { a: [] }, 2],
    ['one more type in a list', { a: [1] }, { a: [1, 'x'] }, 2],
    [
      'an optional member in a list',
      { a: [{ b: 1 }] },
      { a: [{ b: 1 }, {}] },
      2,
    ],
    ['one level more', { a: { b: 1 } }, { a: { b: { b: 1 } } }, 2],
    ['a name that reads like two', { 'a":s,"b': 'x' }, { a: 'x', b: 'x' }, 2],
  ])('tells %s', async (_, first, second, versions) => {
    await create();
    await put(first);
    await put(second);
    await put(first);
    expect(await discovered()).toEqual([
      `com.example.orders@OrderPlaced ${versions}`,
    ]);
  });

  it('goes on after a restart', async () => {
    await aws.stop();
    const folder = await mkdtemp(join(tmpdir(), 'local-aws-'));
    try {
      const persist = join(folder, 'state.db');
      aws = await startLocalAws({ persist });
      hub = rootOf(aws, HUB);
      await hub.events.send(new CreateEventBusCommand({ Name: 'orders' }));
      await create();
      await put({ a: 1 });
      await aws.stop();
      aws = await startLocalAws({ persist });
      hub = rootOf(aws, HUB);
      await put({ a: 2 });
      await put({ b: 2 });
      expect(await discovered()).toEqual(['com.example.orders@OrderPlaced 2']);
    } finally {
      await aws.stop();
      await rm(folder, { recursive: true });
      aws = await startLocalAws();
    }
  });

  it('keeps to its quotas, whatever comes', async () => {
    await create();
    for (const name of ['a', 'b', 'c', 'd']) {
      await put({ [name]: 1 });
    }
    await put({}, { detailType: 'second' });
    await put({}, { detailType: 'third' });
    expect(await discovered()).toEqual([
      'com.example.orders@OrderPlaced 3',
      'com.example.orders@Second 1',
    ]);
  });

  it('sees nothing before it is there, while it is stopped and when it is gone', async () => {
    await put({}, { detailType: 'before' });
    await create();
    await hub.schemas.send(new StopDiscovererCommand({ DiscovererId: ID }));
    await put({}, { detailType: 'while stopped' });
    expect(
      await hub.schemas.send(new StartDiscovererCommand({ DiscovererId: ID })),
    ).toMatchObject({ DiscovererId: ID, State: 'STARTED' });
    await put({}, { detailType: 'started' });
    await hub.schemas.send(new DeleteDiscovererCommand({ DiscovererId: ID }));
    await put({}, { detailType: 'after' });
    expect(await discovered()).toEqual(['com.example.orders@Started 1']);
  });

  it('discovers what other accounts send, unless it is told not to', async () => {
    await hub.events.send(
      new PutPermissionCommand({
        EventBusName: 'orders',
        Action: 'events:PutEvents',
        Principal: PRODUCER,
        StatementId: 'producer',
      }),
    );
    const clients = rootOf(aws, PRODUCER);
    await create();
    await put({}, { clients, detailType: 'first' });
    expect(
      await hub.schemas.send(
        new UpdateDiscovererCommand({ DiscovererId: ID, CrossAccount: false }),
      ),
    ).toMatchObject({ CrossAccount: false, State: 'STARTED' });
    await put({}, { clients, detailType: 'second' });
    await put({}, { detailType: 'own' });
    expect(await discovered()).toEqual([
      'com.example.orders@First 1',
      'com.example.orders@Own 1',
    ]);
  });

  it('tells the default bus about schemas and versions', async () => {
    const queue = await makeQueue(aws, HUB, 'changes');
    await hub.events.send(
      new PutRuleCommand({
        Name: 'changes',
        EventPattern: JSON.stringify({ source: ['aws.schemas'] }),
      }),
    );
    await hub.events.send(
      new PutTargetsCommand({
        Rule: 'changes',
        Targets: [{ Id: 'queue', Arn: queue.arn }],
      }),
    );
    await create();
    await put({ a: 1 });
    await put({ b: 1 });
    const received: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      const { Body = '{}' } = (await nextMessage(queue)) ?? {};
      const event = JSON.parse(Body);
      received.push([event['detail-type'], event.detail.Version]);
      expect(event).toMatchObject({
        source: 'aws.schemas',
        account: HUB,
        resources: [
          `arn:aws:schemas:eu-west-1:${HUB}:schema/discovered-schemas/com.example.orders@OrderPlaced`,
        ],
        detail: {
          SchemaName: 'com.example.orders@OrderPlaced',
          SchemaType: 'OpenApi3',
          RegistryName: 'discovered-schemas',
          CreationDate: expect.stringMatching(/^\d{4}-.*:\d\dZ$/),
        },
      });
    }
    expect(received.sort()).toEqual([
      ['Schema Created', '1'],
      ['Schema Version Created', '1'],
      ['Schema Version Created', '2'],
    ]);
    // Events of AWS services are not discovered themselves.
    expect(await discovered()).toHaveLength(1);
  });

  it('lists each version with its type', async () => {
    await create();
    await put({ a: 1 });
    await put({ b: 1 });
    const { SchemaVersions = [] } = await hub.schemas.send(
      new ListSchemaVersionsCommand({
        RegistryName: 'discovered-schemas',
        SchemaName: 'com.example.orders@OrderPlaced',
      }),
    );
    expect(
      SchemaVersions.map(({ SchemaVersion, Type }) => [SchemaVersion, Type]),
    ).toEqual([
      ['1', 'OpenApi3'],
      ['2', 'OpenApi3'],
    ]);
  });
});

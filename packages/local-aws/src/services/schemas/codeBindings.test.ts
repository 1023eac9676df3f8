import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  DeleteSchemaCommand,
  DescribeCodeBindingCommand,
  GetCodeBindingSourceCommand,
  PutCodeBindingCommand,
  UpdateSchemaCommand,
} from '@aws-sdk/client-schemas';
import { strFromU8, unzipSync } from 'fflate';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds } from '../../__testUtils__/admin';
import { Clients, errorOf, HUB, rootOf } from '../../__testUtils__/clients';

const NAME = 'com.example.orders@OrderPlaced';

const contract = (property: string) =>
  JSON.stringify({
    openapi: '3.0.0',
    info: { version: '1.0.0', title: 'OrderPlaced' },
    paths: {},
    components: {
      schemas: {
        AWSEvent: {
          type: 'object',
          'x-amazon-events-source': 'com.example.orders',
          'x-amazon-events-detail-type': 'Order Placed',
          properties: { detail: { $ref: '#/components/schemas/OrderPlaced' } },
        },
        OrderPlaced: {
          type: 'object',
          properties: { [property]: { type: 'string' } },
        },
      },
    },
  });

describe('code bindings', () => {
  let aws: LocalAws;
  let schemas: Clients['schemas'];

  const create = (
    SchemaName: string,
    Content: string,
    Type: 'OpenApi3' | 'JSONSchemaDraft4' = 'OpenApi3',
  ) =>
    schemas.send(
      new CreateSchemaCommand({
        RegistryName: 'busline',
        SchemaName,
        Type,
        Content,
      }),
    );

  beforeEach(async () => {
    aws = await startLocalAws();
    schemas = rootOf(aws, HUB).schemas;
    await schemas.send(new CreateRegistryCommand({ RegistryName: 'busline' }));
    await create(NAME, contract('orderId'));
  });
  afterEach(() => aws.stop());

  const which = (Language: string, more = {}) => ({
    RegistryName: 'busline',
    SchemaName: NAME,
    Language,
    ...more,
  });

  const put = (language: string, more = {}) =>
    schemas.send(new PutCodeBindingCommand(which(language, more)));

  const describeBinding = (language: string, more = {}) =>
    schemas.send(new DescribeCodeBindingCommand(which(language, more)));

  async function source(language: string, more = {}) {
    const { Body = new Uint8Array() } = await schemas.send(
      new GetCodeBindingSourceCommand(which(language, more)),
    );
    return Object.fromEntries(
      Object.entries(unzipSync(Body)).map(([path, bytes]) => [
        path,
        strFromU8(bytes),
      ]),
    );
  }

  it('are generated on demand, which takes a while', async () => {
    expect((await errorOf(describeBinding('Java8'))).name).toBe(
      'NotFoundException',
    );
    expect((await errorOf(source('Java8'))).name).toBe('NotFoundException');
    const begun = await put('Java8');
    expect(begun).toMatchObject({
      Status: 'CREATE_IN_PROGRESS',
      SchemaVersion: '1',
      CreationDate: expect.any(Date),
    });
    expect(begun.$metadata.httpStatusCode).toBe(202);
    expect((await errorOf(put('Java8'))).name).toBe('ConflictException');
    await advanceSeconds(aws, 5);
    expect(await describeBinding('Java8')).toMatchObject({
      Status: 'CREATE_COMPLETE',
      CreationDate: begun.CreationDate,
    });
    expect((await errorOf(put('Java8'))).name).toBe('ConflictException');
    expect(Object.keys(await source('Java8'))).toContain(
      'schema/com_example_orders/orderplaced/OrderPlaced.java',
    );
  });

  it.each([
    ['Go1', 'orderplaced/bindings.go', 'package orderplaced'],
    ['Java8', /\/OrderPlaced\.java$/, 'package schema.com_example_orders'],
    ['Python36', 'order_placed_event.py', 'class OrderPlaced'],
    ['TypeScript3', 'OrderPlacedEvent.ts', 'export interface OrderPlaced'],
  ])('are written in %s', async (language, path, text) => {
    await put(language);
    await advanceSeconds(aws, 5);
    const files = await source(language);
    const found = Object.keys(files).find(name =>
      typeof path === 'string' ? name === path : path.test(name),
    );
    expect(files[found ?? '']).toContain(text);
  });

  it('are of one version each', async () => {
    await schemas.send(
      new UpdateSchemaCommand({
        RegistryName: 'busline',
        SchemaName: NAME,
        Content: contract('invoiceId'),
      }),
    );
    await put('TypeScript3', { SchemaVersion: '1' });
    await put('TypeScript3');
    await advanceSeconds(aws, 5);
    const first = await source('TypeScript3', { SchemaVersion: '1' });
    expect(first['OrderPlacedEvent.ts']).toContain('orderId');
    const newest = await source('TypeScript3');
    expect(newest['OrderPlacedEvent.ts']).toContain('invoiceId');
  });

  it('go with their schema', async () => {
    await put('Go1');
    await schemas.send(
      new DeleteSchemaCommand({ RegistryName: 'busline', SchemaName: NAME }),
    );
    await create(NAME, contract('orderId'));
    expect((await errorOf(describeBinding('Go1'))).name).toBe(
      'NotFoundException',
    );
  });

  it.each([
    [
      'an OpenAPI document without an event',
      'OpenApi3' as const,
      {
        openapi: '3.0.0',
        info: { version: '1.0.0', title: 'Invoice' },
        paths: {},
        components: {
          schemas: {
            Line: { type: 'object', properties: { sku: { type: 'string' } } },
            Invoice: {
              type: 'object',
              properties: {
                lines: {
                  type: 'array',
                  items: { $ref: '#/components/schemas/Line' },
                },
              },
            },
          },
        },
      },
    ],
    [
      'a JSON Schema of any object',
      'JSONSchemaDraft4' as const,
      {
        $schema: 'http://json-schema.org/draft-04/schema#',
        type: 'object',
        properties: { lines: { $ref: '#/definitions/Lines' } },
        definitions: { Lines: { type: 'array', items: { type: 'string' } } },
      },
    ],
  ])('are made of %s', async (_, type, document) => {
    await create('Invoice', JSON.stringify(document), type);
    const more = { SchemaName: 'Invoice' };
    await put('Java8', more);
    await advanceSeconds(aws, 5);
    const files = await source('Java8', more);
    expect(Object.keys(files)).toContain('schema/invoice/Invoice.java');
    expect(files['schema/invoice/Invoice.java']).toContain('lines');
  });

  it('fail where a schema says nothing that code can be made of', async () => {
    await create(
      'broken@Broken',
      JSON.stringify({
        openapi: '3.0.0',
        info: { version: '1.0.0', title: 'Broken' },
        paths: {},
        components: { schemas: {} },
      }),
    );
    const more = { SchemaName: 'broken@Broken' };
    expect(await put('Go1', more)).toMatchObject({
      Status: 'CREATE_IN_PROGRESS',
    });
    await advanceSeconds(aws, 5);
    expect(await describeBinding('Go1', more)).toMatchObject({
      Status: 'CREATE_FAILED',
    });
    expect((await errorOf(source('Go1', more))).name).toBe('NotFoundException');
    // Trying again is allowed.
    expect(await put('Go1', more)).toMatchObject({
      Status: 'CREATE_IN_PROGRESS',
    });
  });

  it('know four languages', async () => {
    expect(await errorOf(put('Rust1'))).toMatchObject({
      name: 'BadRequestException',
      message:
        'Language Rust1 must be one of Go1, Java8, Python36, TypeScript3.',
    });
  });
});

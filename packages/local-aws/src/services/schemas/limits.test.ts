import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  DescribeSchemaCommand,
  ListSchemasCommand,
  ListSchemaVersionsCommand,
  SearchSchemasCommand,
  TagResourceCommand,
  UpdateRegistryCommand,
  UpdateSchemaCommand,
  UpdateSchemaCommandInput,
} from '@aws-sdk/client-schemas';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  errorOf,
  HUB,
  REGION,
  rootOf,
} from '../../__testUtils__/clients';

const RegistryName = 'busline';
const SchemaName = 'orders@OrderPlaced';
const ResourceArn = `arn:aws:schemas:${REGION}:${HUB}:registry/busline`;

const openApi = (schemas: object, more = {}) =>
  JSON.stringify({
    openapi: '3.0.0',
    info: { version: '1.0.0', title: 'Order' },
    paths: {},
    components: { schemas },
    ...more,
  });

describe('what Schemas takes', () => {
  let aws: LocalAws;
  let schemas: Clients['schemas'];

  beforeEach(async () => {
    aws = await startLocalAws();
    schemas = rootOf(aws, HUB).schemas;
    await schemas.send(new CreateRegistryCommand({ RegistryName }));
  });
  afterEach(() => aws.stop());

  const create = (
    Content: string,
    Type: 'OpenApi3' | 'JSONSchemaDraft4' = 'OpenApi3',
    name = SchemaName,
  ) =>
    schemas.send(
      new CreateSchemaCommand({
        RegistryName,
        SchemaName: name,
        Type,
        Content,
      }),
    );

  const update = (input: Partial<UpdateSchemaCommandInput>) =>
    schemas.send(
      new UpdateSchemaCommand({ RegistryName, SchemaName, ...input }),
    );

  it.each([
    [
      'a version of OpenAPI that it does not know',
      openApi({}, { openapi: '3.1.0' }),
      ["'openapi' does not match pattern '^3\\.0\\.\\d(-.+)?$'"],
    ],
    [
      'a member of JSON Schema in an OpenAPI document',
      openApi({}, { $schema: 'http://json-schema.org/draft-04/schema#' }),
      ["additionalProperties '$schema' not allowed"],
    ],
    [
      'a document without a title, version and paths',
      openApi({}, { info: {}, paths: undefined }),
      ["'info.title'", "'info.version'", "'paths'"],
    ],
    [
      'schemas that are none',
      openApi({ Order: { type: 'text' }, Line: { required: 'sku' } }),
      ['components.schemas.Order.type', 'components.schemas.Line.required'],
    ],
  ])('is not %s', async (_, content, parts) => {
    const { name, message } = await errorOf(create(content));
    expect(name).toBe('BadRequestException');
    for (const part of parts) {
      expect(message).toContain(part);
    }
  });

  it('is not a JSON Schema that breaks the rules of its draft', async () => {
    const content = JSON.stringify({ type: 'object', properties: { a: 1 } });
    expect(await errorOf(create(content, 'JSONSchemaDraft4'))).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining('properties.a'),
    });
  });

  it('is an OpenAPI document with words that only OpenAPI has', async () => {
    const content = openApi(
      {
        Order: {
          type: 'object',
          properties: {
            note: { type: 'string', nullable: true, example: 'x' },
            amount: { type: 'number', minimum: 0, exclusiveMinimum: true },
          },
        },
      },
      { 'x-owner': 'sales', tags: [], servers: [] },
    );
    expect(await create(content)).toMatchObject({ SchemaVersion: '1' });
  });

  it('is one update for one client token', async () => {
    await create('{}', 'JSONSchemaDraft4');
    const first = await update({
      Content: '{"title":"a"}',
      ClientTokenId: 't',
    });
    const again = await update({
      Content: '{"title":"b"}',
      ClientTokenId: 't',
    });
    expect([first.SchemaVersion, again.SchemaVersion]).toEqual(['2', '2']);
    const { Content } = await schemas.send(
      new DescribeSchemaCommand({ RegistryName, SchemaName }),
    );
    expect(Content).toBe('{"title":"a"}');
    const other = await update({
      Content: '{"title":"b"}',
      ClientTokenId: 'u',
    });
    expect(other.SchemaVersion).toBe('3');
  });

  it('is another type with the next version', async () => {
    await create('{}', 'JSONSchemaDraft4');
    await update({ Content: openApi({}), Type: 'OpenApi3' });
    const { SchemaVersions = [] } = await schemas.send(
      new ListSchemaVersionsCommand({ RegistryName, SchemaName }),
    );
    expect(SchemaVersions.map(version => version.Type)).toEqual([
      'JSONSchemaDraft4',
      'OpenApi3',
    ]);
  });

  it('is a description alone, which makes no version', async () => {
    await create('{}', 'JSONSchemaDraft4');
    expect(await update({ Description: 'Orders' })).toMatchObject({
      SchemaVersion: '1',
      Description: 'Orders',
    });
  });

  it('is a limit of 0 for the default', async () => {
    for (let i = 0; i < 11; i++) {
      await create('{}', 'JSONSchemaDraft4', `schema-${i}`);
    }
    const list = (Limit?: number) =>
      schemas.send(new ListSchemasCommand({ RegistryName, Limit }));
    expect((await list(0)).Schemas).toHaveLength(10);
    expect((await list()).Schemas).toHaveLength(10);
    expect((await list(100)).Schemas).toHaveLength(11);
  });

  const many = Object.fromEntries(
    Array.from({ length: 51 }, (_, i) => [`key${i}`, 'value']),
  );

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a registry name with a slash',
      () => schemas.send(new CreateRegistryCommand({ RegistryName: 'a/b' })),
      'Registry name a/b is not valid',
    ],
    [
      'a registry name of 65 characters',
      () =>
        schemas.send(
          new CreateRegistryCommand({ RegistryName: 'a'.repeat(65) }),
        ),
      'up to 64',
    ],
    [
      'a schema name with a space',
      () => create('{}', 'JSONSchemaDraft4', 'a b'),
      'Schema name a b is not valid',
    ],
    [
      'a long description',
      () =>
        schemas.send(
          new UpdateRegistryCommand({
            RegistryName,
            Description: 'x'.repeat(257),
          }),
        ),
      'at most 256 characters, not 257',
    ],
    [
      'a limit of 101',
      () =>
        schemas.send(
          new SearchSchemasCommand({
            RegistryName,
            Keywords: 'x',
            Limit: 101,
          }),
        ),
      'Limit must be from 1 to 100',
    ],
    [
      'a token that is none of ours',
      () =>
        schemas.send(new ListSchemasCommand({ RegistryName, NextToken: 'x' })),
      'NextToken is not valid',
    ],
    [
      'no keywords',
      () =>
        schemas.send(new SearchSchemasCommand({ RegistryName, Keywords: ' ' })),
      'Keywords must not be empty',
    ],
    [
      '51 tags',
      () => schemas.send(new TagResourceCommand({ ResourceArn, Tags: many })),
      'at most 50 tags, not 51',
    ],
    [
      'tags of AWS’s own',
      () =>
        schemas.send(
          new TagResourceCommand({ ResourceArn, Tags: { 'aws:a': 'x' } }),
        ),
      'begins with aws:',
    ],
    [
      'an ARN of something else',
      () =>
        schemas.send(
          new ListSchemasCommand({
            RegistryName: `arn:aws:sqs:${REGION}:${HUB}:busline`,
          }),
        ),
      'is not the ARN of a registry',
    ],
    [
      'the ARN of a registry in another Region',
      () =>
        schemas.send(
          new ListSchemasCommand({
            RegistryName: `arn:aws:schemas:us-east-1:${HUB}:registry/busline`,
          }),
        ),
      `is not in the Region ${REGION}`,
    ],
  ])('is not %s', async (_, call, message) => {
    expect(await errorOf(call())).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(message),
    });
  });
});

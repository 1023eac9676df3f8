import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  DeleteRegistryCommand,
  DeleteSchemaCommand,
  DeleteSchemaVersionCommand,
  DescribeRegistryCommand,
  DescribeSchemaCommand,
  ListRegistriesCommand,
  ListRegistriesCommandInput,
  ListSchemasCommand,
  ListSchemaVersionsCommand,
  ListTagsForResourceCommand,
  SearchSchemasCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateRegistryCommand,
  UpdateSchemaCommand,
} from '@aws-sdk/client-schemas';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  Clients,
  errorOf,
  HUB,
  rootOf,
} from '../../__testUtils__/clients';

const NAME = 'orders@OrderPlaced';
const content = (title: string) =>
  JSON.stringify({
    $schema: 'http://json-schema.org/draft-04/schema#',
    title,
    type: 'object',
  });

describe('Schemas', () => {
  let aws: LocalAws;
  let schemas: Clients['schemas'];

  beforeEach(async () => {
    aws = await startLocalAws({
      quotas: {
        registriesPerAccount: 2,
        schemasPerRegistry: 3,
        versionsPerSchema: 3,
      },
    });
    schemas = rootOf(aws, HUB).schemas;
    await schemas.send(
      new CreateRegistryCommand({
        RegistryName: 'busline',
        Description: 'Contracts',
        Tags: { owner: 'platform' },
      }),
    );
  });
  afterEach(() => aws.stop());

  const create = (SchemaName: string, Content = content('one')) =>
    schemas.send(
      new CreateSchemaCommand({
        RegistryName: 'busline',
        SchemaName,
        Type: 'JSONSchemaDraft4',
        Content,
        Tags: { domain: 'sales' },
      }),
    );
  const update = (Content: string, more = {}) =>
    schemas.send(
      new UpdateSchemaCommand({
        RegistryName: 'busline',
        SchemaName: NAME,
        Content,
        ...more,
      }),
    );
  const describeSchema = (SchemaVersion?: string) =>
    schemas.send(
      new DescribeSchemaCommand({
        RegistryName: 'busline',
        SchemaName: NAME,
        SchemaVersion,
      }),
    );

  it('keeps registries', async () => {
    const arn = `arn:aws:schemas:eu-west-1:${HUB}:registry/busline`;
    expect(
      await schemas.send(
        new UpdateRegistryCommand({
          RegistryName: 'busline',
          Description: 'Event contracts',
        }),
      ),
    ).toMatchObject({ RegistryArn: arn, Description: 'Event contracts' });
    expect(
      await schemas.send(
        new DescribeRegistryCommand({ RegistryName: 'busline' }),
      ),
    ).toMatchObject({
      RegistryName: 'busline',
      Description: 'Event contracts',
      Tags: { owner: 'platform' },
    });
    const again = await errorOf(
      schemas.send(new CreateRegistryCommand({ RegistryName: 'busline' })),
    );
    expect(again).toMatchObject({
      name: 'ConflictException',
      message: 'Registry with name busline already exists.',
    });
    await create(NAME);
    const full = await errorOf(
      schemas.send(new DeleteRegistryCommand({ RegistryName: 'busline' })),
    );
    expect(full.name).toBe('BadRequestException');
    await schemas.send(
      new DeleteSchemaCommand({ RegistryName: 'busline', SchemaName: NAME }),
    );
    await schemas.send(new DeleteRegistryCommand({ RegistryName: 'busline' }));
    const gone = await errorOf(
      schemas.send(new DescribeRegistryCommand({ RegistryName: 'busline' })),
    );
    expect(gone.name).toBe('NotFoundException');
  });

  it('lists registries in pages, and AWS’s own apart', async () => {
    await schemas.send(new CreateRegistryCommand({ RegistryName: 'another' }));
    const list = async (input: ListRegistriesCommandInput) => {
      const { Registries = [], NextToken } = await schemas.send(
        new ListRegistriesCommand(input),
      );
      return { names: Registries.map(one => one.RegistryName), NextToken };
    };
    const first = await list({ Limit: 1, Scope: 'LOCAL' });
    expect(first.names).toEqual(['another']);
    const second = await list({
      Limit: 1,
      Scope: 'LOCAL',
      NextToken: first.NextToken,
    });
    expect(second).toEqual({ names: ['busline'], NextToken: undefined });
    expect((await list({ Scope: 'AWS' })).names).toEqual(['aws.events']);
    expect((await list({})).names).toEqual([
      'another',
      'aws.events',
      'busline',
    ]);
    expect((await list({ RegistryNamePrefix: 'bus' })).names).toEqual([
      'busline',
    ]);
    const tooMany = await errorOf(
      schemas.send(new CreateRegistryCommand({ RegistryName: 'third' })),
    );
    expect(tooMany.name).toBe('ForbiddenException');
  });

  it('counts versions from 1 and makes none for the same content', async () => {
    const created = await create(NAME);
    expect(created).toMatchObject({
      SchemaArn: `arn:aws:schemas:eu-west-1:${HUB}:schema/busline/${NAME}`,
      SchemaVersion: '1',
      Type: 'JSONSchemaDraft4',
      VersionCreatedDate: expect.any(Date),
    });
    expect(await update(content('one'))).toMatchObject({ SchemaVersion: '1' });
    expect(
      await update(content('two'), { Description: 'Second' }),
    ).toMatchObject({ SchemaVersion: '2', Description: 'Second' });
    expect(await describeSchema()).toMatchObject({
      SchemaVersion: '2',
      Content: content('two'),
      Tags: { domain: 'sales' },
    });
    expect(await describeSchema('1')).toMatchObject({
      SchemaVersion: '1',
      Content: content('one'),
    });
    expect((await errorOf(describeSchema('7'))).name).toBe('NotFoundException');
  });

  it('lists and deletes versions, whose numbers do not come back', async () => {
    await create(NAME);
    await update(content('two'));
    await schemas.send(
      new DeleteSchemaVersionCommand({
        RegistryName: 'busline',
        SchemaName: NAME,
        SchemaVersion: '2',
      }),
    );
    expect(await update(content('three'))).toMatchObject({
      SchemaVersion: '3',
    });
    const { SchemaVersions } = await schemas.send(
      new ListSchemaVersionsCommand({
        RegistryName: 'busline',
        SchemaName: NAME,
      }),
    );
    expect(SchemaVersions?.map(version => version.SchemaVersion)).toEqual([
      '1',
      '3',
    ]);
  });

  it('lists schemas by prefix and finds them by words', async () => {
    await create(NAME);
    await update(content('with shipping address'));
    await create('payments@PaymentMade');
    const { Schemas } = await schemas.send(
      new ListSchemasCommand({
        RegistryName: 'busline',
        SchemaNamePrefix: 'orders',
      }),
    );
    expect(Schemas).toMatchObject([{ SchemaName: NAME, VersionCount: 2 }]);
    const search = async (Keywords: string) => {
      const found = await schemas.send(
        new SearchSchemasCommand({ RegistryName: 'busline', Keywords }),
      );
      return found.Schemas?.map(schema => ({
        name: schema.SchemaName,
        versions: schema.SchemaVersions?.map(version => version.SchemaVersion),
      }));
    };
    expect(await search('payment')).toEqual([
      { name: 'payments@PaymentMade', versions: ['1'] },
    ]);
    expect(await search('orders shipping')).toEqual([
      { name: NAME, versions: ['2'] },
    ]);
    expect(await search('nothing')).toEqual([]);
  });

  it('keeps to its quotas', async () => {
    await create(NAME);
    await create('b');
    await create('c');
    expect((await errorOf(create('d'))).name).toBe('ForbiddenException');
    await update(content('two'));
    await update(content('three'));
    expect((await errorOf(update(content('four')))).name).toBe(
      'ForbiddenException',
    );
  });

  it.each([
    [
      'is no JSON',
      'JSONSchemaDraft4',
      'type: object',
      'Content is not valid JSON',
    ],
    ['is no object', 'JSONSchemaDraft4', '[]', 'must be a JSON object'],
    ['is too long', 'JSONSchemaDraft4', `"${'x'.repeat(100_000)}"`, '100002'],
    ['is no OpenAPI document', 'OpenApi3', '{}', 'OpenAPI 3'],
    ['is of another type', 'Avro', '{}', 'Type Avro must be one of'],
  ])('refuses content that %s', async (_, Type, Content, message) => {
    const error = await errorOf(
      schemas.send(
        new CreateSchemaCommand({
          RegistryName: 'busline',
          SchemaName: NAME,
          Type: Type as 'OpenApi3',
          Content,
        }),
      ),
    );
    expect(error).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(message),
    });
  });

  it('tags registries and schemas', async () => {
    const { SchemaArn: ResourceArn = '' } = await create(NAME);
    await schemas.send(
      new TagResourceCommand({ ResourceArn, Tags: { version: '2' } }),
    );
    await schemas.send(
      new UntagResourceCommand({ ResourceArn, TagKeys: ['domain'] }),
    );
    const { Tags } = await schemas.send(
      new ListTagsForResourceCommand({ ResourceArn }),
    );
    expect(Tags).toEqual({ version: '2' });
  });

  it('asks the identity policy', async () => {
    const reader = await actAs(aws, HUB, 'reader', [
      {
        Effect: 'Allow',
        Action: ['schemas:Describe*', 'schemas:List*'],
        Resource: '*',
      },
    ]);
    await reader.schemas.send(
      new DescribeRegistryCommand({ RegistryName: 'busline' }),
    );
    const error = await errorOf(
      reader.schemas.send(
        new DeleteRegistryCommand({ RegistryName: 'busline' }),
      ),
    );
    expect(error).toMatchObject({
      name: 'ForbiddenException',
      message: expect.stringContaining(
        'because no identity-based policy allows the schemas:DeleteRegistry action',
      ),
    });
  });
});

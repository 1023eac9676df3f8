import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  DeleteRegistryCommand,
  DeleteSchemaCommand,
  DeleteSchemaVersionCommand,
  DescribeCodeBindingCommand,
  DescribeRegistryCommand,
  DescribeSchemaCommand,
  ExportSchemaCommand,
  GetCodeBindingSourceCommand,
  ListSchemasCommand,
  ListSchemaVersionsCommand,
  ListTagsForResourceCommand,
  paginateListSchemas,
  PutResourcePolicyCommand,
  SearchSchemasCommand,
  TagResourceCommand,
  UpdateRegistryCommand,
  UpdateSchemaCommand,
} from '@aws-sdk/client-schemas';
import { parseContract } from '@busline/event-schemas';
import { strFromU8, unzipSync } from 'fflate';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  errorOf,
  HUB,
  policy,
  PRODUCER,
  rootOf,
} from '../../__testUtils__/clients';

const RegistryName = 'aws.events';
const SchemaName = 'aws.ec2@EC2InstanceStateChangeNotification';
const MANAGED =
  "You do not have the permission to create/modify an AWS managed registry with name prefixed with 'aws.'.";

/** Generous: a busy machine takes many seconds over the large file. */
const FIRST_LOOK_MS = 60_000;

const text = { type: 'string' };

describe('the registry of AWS’s own events', () => {
  let aws: LocalAws;
  let schemas: Clients['schemas'];

  beforeAll(async () => {
    aws = await startLocalAws();
    schemas = rootOf(aws, HUB).schemas;
    // The first look reads a large file.
    await schemas.send(new ListSchemasCommand({ RegistryName, Limit: 1 }));
  }, FIRST_LOOK_MS);
  afterAll(() => aws.stop());

  it('is there for every account', async () => {
    for (const account of [HUB, PRODUCER]) {
      const own = rootOf(aws, account).schemas;
      expect(
        await own.send(new DescribeRegistryCommand({ RegistryName })),
      ).toMatchObject({
        RegistryName,
        RegistryArn: 'arn:aws:schemas:eu-west-1::registry/aws.events',
      });
    }
  });

  it('has a readable contract for each schema, in pages', async () => {
    const names: string[] = [];
    for await (const { Schemas = [] } of paginateListSchemas(
      { client: schemas },
      { RegistryName, Limit: 100 },
    )) {
      names.push(...Schemas.map(schema => schema.SchemaName ?? ''));
    }
    expect(names.length).toBeGreaterThanOrEqual(381);
    expect(names).toEqual([...new Set(names)].sort());
    const some = names.filter((_, i) => i % 20 === 0);
    for (const name of some) {
      const { Content = '', Type } = await schemas.send(
        new DescribeSchemaCommand({ RegistryName, SchemaName: name }),
      );
      expect(Type).toBe('OpenApi3');
      const { source, title } = parseContract(Content, 'OpenApi3');
      expect(source).toMatch(/^aws\./);
      expect(title).toMatch(/^\w/);
    }
  });

  it('describes a schema as AWS does', async () => {
    const { Content = '', ...others } = await schemas.send(
      new DescribeSchemaCommand({ RegistryName, SchemaName }),
    );
    expect(others).toMatchObject({
      SchemaArn: `arn:aws:schemas:eu-west-1::schema/aws.events/${SchemaName}`,
      SchemaVersion: '1',
      Description:
        'Schema for event type EC2InstanceStateChangeNotification, published by AWS service aws.ec2',
    });
    expect(JSON.parse(Content)).toEqual({
      openapi: '3.0.0',
      info: { version: '1.0.0', title: 'EC2InstanceStateChangeNotification' },
      paths: {},
      components: {
        schemas: {
          AWSEvent: {
            type: 'object',
            required: [
              'detail-type',
              'resources',
              'id',
              'source',
              'time',
              'detail',
              'region',
              'version',
              'account',
            ],
            'x-amazon-events-detail-type':
              'EC2 Instance State-change Notification',
            'x-amazon-events-source': 'aws.ec2',
            properties: {
              detail: {
                $ref: '#/components/schemas/EC2InstanceStateChangeNotification',
              },
              'detail-type': text,
              resources: { type: 'array', items: text },
              id: text,
              source: text,
              time: { type: 'string', format: 'date-time' },
              region: text,
              version: text,
              account: text,
            },
          },
          EC2InstanceStateChangeNotification: {
            type: 'object',
            required: ['instance-id', 'state'],
            properties: { 'instance-id': text, state: text },
          },
        },
      },
    });
  });

  it('exports a schema as AWS does, character by character', async () => {
    const exported = await schemas.send(
      new ExportSchemaCommand({
        RegistryName,
        SchemaName,
        Type: 'JSONSchemaDraft4',
      }),
    );
    expect({ ...exported, $metadata: undefined }).toEqual({
      SchemaName,
      SchemaVersion: '1',
      Type: 'JSONSchemaDraft4',
      // As the example of the CLI's command "export-schema" shows it.
      Content: JSON.stringify({
        $schema: 'http://json-schema.org/draft-04/schema#',
        title: 'EC2InstanceStateChangeNotification',
        definitions: {
          EC2InstanceStateChangeNotification: {
            properties: { 'instance-id': text, state: text },
            required: ['instance-id', 'state'],
            type: 'object',
          },
        },
        properties: {
          account: text,
          detail: { $ref: '#/definitions/EC2InstanceStateChangeNotification' },
          'detail-type': text,
          id: text,
          region: text,
          resources: { items: text, type: 'array' },
          source: text,
          time: { format: 'date-time', type: 'string' },
          version: text,
        },
        required: [
          'detail-type',
          'resources',
          'id',
          'source',
          'time',
          'detail',
          'region',
          'version',
          'account',
        ],
        type: 'object',
        'x-amazon-events-detail-type': 'EC2 Instance State-change Notification',
        'x-amazon-events-source': 'aws.ec2',
      }),
    });
  });

  it('exports every schema as a contract of the same event type', async () => {
    const { Schemas = [] } = await schemas.send(
      new ListSchemasCommand({
        RegistryName,
        SchemaNamePrefix: 'aws.codecommit@',
        Limit: 100,
      }),
    );
    expect(Schemas.length).toBeGreaterThan(3);
    for (const schema of Schemas) {
      const { Content = '' } = await schemas.send(
        new ExportSchemaCommand({
          RegistryName,
          SchemaName: schema.SchemaName,
          Type: 'JSONSchemaDraft4',
        }),
      );
      expect(parseContract(Content, 'JSONSchemaDraft4')).toMatchObject({
        source: 'aws.codecommit',
      });
    }
  });

  it('finds schemas by words', async () => {
    const { Schemas = [] } = await schemas.send(
      new SearchSchemasCommand({
        RegistryName,
        Keywords: 'aws.ec2 instance-id state-change',
      }),
    );
    expect(Schemas.map(found => found.SchemaName)).toContain(SchemaName);
    expect(Schemas[0].SchemaVersions).toMatchObject([
      { SchemaVersion: '1', Type: 'OpenApi3' },
    ]);
    const { SchemaVersions } = await schemas.send(
      new ListSchemaVersionsCommand({ RegistryName, SchemaName }),
    );
    expect(SchemaVersions).toMatchObject([{ SchemaVersion: '1' }]);
  });

  it('has code bindings beforehand', async () => {
    const which = { RegistryName, SchemaName, Language: 'Python36' };
    expect(
      await schemas.send(new DescribeCodeBindingCommand(which)),
    ).toMatchObject({ Status: 'CREATE_COMPLETE', SchemaVersion: '1' });
    const { Body = new Uint8Array() } = await schemas.send(
      new GetCodeBindingSourceCommand(which),
    );
    const [code] = Object.values(unzipSync(Body));
    expect(strFromU8(code)).toContain(
      'class Ec2InstanceStateChangeNotification',
    );
  });

  it('has tags for nobody to change', async () => {
    const ResourceArn = 'arn:aws:schemas:eu-west-1::registry/aws.events';
    expect(
      await schemas.send(new ListTagsForResourceCommand({ ResourceArn })),
    ).toMatchObject({ Tags: {} });
    const error = await errorOf(
      schemas.send(new TagResourceCommand({ ResourceArn, Tags: { a: 'b' } })),
    );
    expect(error).toMatchObject({
      name: 'ForbiddenException',
      message: MANAGED,
    });
  });

  const Type = 'OpenApi3' as const;
  const Policy = policy({
    Effect: 'Allow',
    Principal: '*',
    Action: 'schemas:*',
    Resource: '*',
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'CreateRegistry',
      () =>
        schemas.send(new CreateRegistryCommand({ RegistryName: 'aws.mine' })),
    ],
    [
      'UpdateRegistry',
      () =>
        schemas.send(
          new UpdateRegistryCommand({ RegistryName, Description: 'x' }),
        ),
    ],
    [
      'DeleteRegistry',
      () => schemas.send(new DeleteRegistryCommand({ RegistryName })),
    ],
    [
      'CreateSchema',
      () =>
        schemas.send(
          new CreateSchemaCommand({
            RegistryName,
            SchemaName: 'mine',
            Type,
            Content: '{}',
          }),
        ),
    ],
    [
      'UpdateSchema',
      () =>
        schemas.send(
          new UpdateSchemaCommand({ RegistryName, SchemaName, Content: '{}' }),
        ),
    ],
    [
      'DeleteSchema',
      () => schemas.send(new DeleteSchemaCommand({ RegistryName, SchemaName })),
    ],
    [
      'DeleteSchemaVersion',
      () =>
        schemas.send(
          new DeleteSchemaVersionCommand({
            RegistryName,
            SchemaName,
            SchemaVersion: '1',
          }),
        ),
    ],
    [
      'PutResourcePolicy',
      () =>
        schemas.send(new PutResourcePolicyCommand({ RegistryName, Policy })),
    ],
  ])('refuses %s', async (_, call) => {
    expect(await errorOf(call())).toMatchObject({
      name: 'ForbiddenException',
      message: MANAGED,
    });
  });
});

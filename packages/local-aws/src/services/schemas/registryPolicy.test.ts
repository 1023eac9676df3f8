import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  DeleteResourcePolicyCommand,
  DescribeRegistryCommand,
  DescribeSchemaCommand,
  GetResourcePolicyCommand,
  ListSchemasCommand,
  PutResourcePolicyCommand,
  UpdateSchemaCommand,
} from '@aws-sdk/client-schemas';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  Clients,
  errorOf,
  HUB,
  OUTSIDER,
  outcomeOf,
  policy,
  PRODUCER,
  rootOf,
} from '../../__testUtils__/clients';

const ARN = `arn:aws:schemas:eu-west-1:${HUB}:registry/busline`;
const SCHEMAS = `arn:aws:schemas:eu-west-1:${HUB}:schema/busline*`;
const Content = JSON.stringify({ type: 'object' });

const readable = policy({
  Effect: 'Allow',
  Principal: { AWS: PRODUCER },
  Action: ['schemas:Describe*', 'schemas:List*'],
  Resource: [ARN, SCHEMAS],
});

describe('policies of registries', () => {
  let aws: LocalAws;
  let hub: Clients['schemas'];

  beforeEach(async () => {
    aws = await startLocalAws();
    hub = rootOf(aws, HUB).schemas;
    await hub.send(new CreateRegistryCommand({ RegistryName: 'busline' }));
    await hub.send(
      new CreateSchemaCommand({
        RegistryName: 'busline',
        SchemaName: 'a@B',
        Type: 'JSONSchemaDraft4',
        Content,
      }),
    );
  });
  afterEach(() => aws.stop());

  const put = (Policy: string, RevisionId?: string) =>
    hub.send(
      new PutResourcePolicyCommand({
        RegistryName: 'busline',
        Policy,
        RevisionId,
      }),
    );
  const get = () =>
    hub.send(new GetResourcePolicyCommand({ RegistryName: 'busline' }));
  const remove = () =>
    hub.send(new DeleteResourcePolicyCommand({ RegistryName: 'busline' }));

  it('are kept with a revision', async () => {
    expect((await errorOf(get())).name).toBe('NotFoundException');
    expect((await errorOf(remove())).name).toBe('NotFoundException');
    const first = await put(readable);
    expect(first.RevisionId).toMatch(/^[0-9a-f-]{36}$/);
    const kept = await get();
    // The client gives policies as text that knows that it is JSON.
    expect(String(kept.Policy)).toBe(readable);
    expect(kept.RevisionId).toBe(first.RevisionId);
    const second = await put(readable, first.RevisionId);
    expect(second.RevisionId).not.toBe(first.RevisionId);
    const stale = await errorOf(put(readable, first.RevisionId));
    expect(stale.name).toBe('PreconditionFailedException');
    expect((await get()).RevisionId).toBe(second.RevisionId);
    await remove();
    expect((await errorOf(get())).name).toBe('NotFoundException');
  });

  it.each([
    [
      'without a version',
      JSON.stringify({ Statement: JSON.parse(readable).Statement }),
      'Provided registry policy is invalid: Missing required field Version.',
    ],
    ['that is no JSON', '{', 'Provided registry policy is invalid: '],
    [
      'without a principal',
      policy({ Effect: 'Allow', Action: 'schemas:*', Resource: '*' }),
      'Principal',
    ],
  ])('are refused %s', async (_, Policy, message) => {
    expect(await errorOf(put(Policy))).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(message),
    });
  });

  it('let another account in, which names the registry by its ARN', async () => {
    const read = (account: string) =>
      rootOf(aws, account).schemas.send(
        new DescribeSchemaCommand({ RegistryName: ARN, SchemaName: 'a@B' }),
      );
    expect(await outcomeOf(read(PRODUCER))).toBe('ForbiddenException');
    await put(readable);
    expect(await read(PRODUCER)).toMatchObject({
      SchemaArn: `arn:aws:schemas:eu-west-1:${HUB}:schema/busline/a@B`,
      Content,
    });
    expect(await outcomeOf(read(OUTSIDER))).toBe('ForbiddenException');
    const producer = rootOf(aws, PRODUCER).schemas;
    expect(
      await producer.send(new DescribeRegistryCommand({ RegistryName: ARN })),
    ).toMatchObject({ RegistryName: 'busline', RegistryArn: ARN });
    expect(
      await producer.send(new ListSchemasCommand({ RegistryName: ARN })),
    ).toMatchObject({ Schemas: [{ SchemaName: 'a@B' }] });
    const update = new UpdateSchemaCommand({
      RegistryName: ARN,
      SchemaName: 'a@B',
      Content: '{"type":"object","title":"x"}',
    });
    expect(await outcomeOf(producer.send(update))).toBe('ForbiddenException');
    await put(
      policy({
        Effect: 'Allow',
        Principal: { AWS: PRODUCER },
        Action: 'schemas:*',
        Resource: [ARN, SCHEMAS],
      }),
    );
    expect(await producer.send(update)).toMatchObject({ SchemaVersion: '2' });
  });

  it('need the identity policy of the other account’s role as well', async () => {
    await put(readable);
    const may = (statements: object[]) =>
      actAs(aws, PRODUCER, `role${statements.length}`, statements);
    const ask = ({ schemas }: Clients) =>
      outcomeOf(
        schemas.send(new DescribeRegistryCommand({ RegistryName: ARN })),
      );
    expect(await ask(await may([]))).toBe('ForbiddenException');
    expect(
      await ask(
        await may([{ Effect: 'Allow', Action: 'schemas:*', Resource: ARN }]),
      ),
    ).toBe('allowed');
  });

  it('cannot give the policy itself away', async () => {
    await put(
      policy({
        Effect: 'Allow',
        Principal: { AWS: PRODUCER },
        Action: 'schemas:*',
        Resource: '*',
      }),
    );
    const producer = rootOf(aws, PRODUCER).schemas;
    expect(
      await outcomeOf(
        producer.send(new GetResourcePolicyCommand({ RegistryName: ARN })),
      ),
    ).toBe('ForbiddenException');
  });

  it('deny the own account as well', async () => {
    await put(
      policy({
        Effect: 'Deny',
        Principal: '*',
        Action: 'schemas:DescribeSchema',
        Resource: '*',
      }),
    );
    expect(
      await outcomeOf(
        hub.send(
          new DescribeSchemaCommand({
            RegistryName: 'busline',
            SchemaName: 'a@B',
          }),
        ),
      ),
    ).toBe('ForbiddenException');
  });
});

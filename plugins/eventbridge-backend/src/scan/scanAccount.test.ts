import {
  CreateEventBusCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  UpdateSchemaCommand,
} from '@aws-sdk/client-schemas';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { ConfigReader } from '@backstage/config';
import { Snapshot, TAGS } from '@busline/backstage-plugin-eventbridge-common';
import { LocalAws, startLocalAws, withFaults } from '@busline/local-aws';
import { startGate } from '../__testUtils__/gate';
import {
  createTwoAccounts,
  DELIVERY,
  deny,
  HUB,
  REGION,
  rootOf,
} from '../__testUtils__/twoAccounts';
import { AwsClients } from '../aws/clients';
import { readSettings } from '../config/readSettings';
import { queuesNamedBy, scanAccount } from './scanAccount';

const QUEUE = `arn:aws:sqs:${REGION}:${DELIVERY}:orders`;
const DEAD_LETTERS = `arn:aws:sqs:${REGION}:${DELIVERY}:orders-dlq`;
const ROLE = `arn:aws:iam::${HUB}:role/forward`;

describe('scanAccount', () => {
  let aws: LocalAws;
  let clients: AwsClients;
  const { platform, ...rest } = readSettings(
    new ConfigReader({
      eventbridge: {
        hub: { account: HUB, region: REGION, busName: 'hub' },
        accounts: [
          { id: HUB, name: 'platform', regions: [REGION] },
          { id: DELIVERY, name: 'delivery', regions: [REGION] },
        ],
      },
    }),
  );

  beforeAll(async () => {
    aws = await startLocalAws();
    await createTwoAccounts(aws.url);
    await fill(aws.url);
    clients = AwsClients.create(
      { ...rest, platform, endpoint: aws.url },
      async () => ({ accessKeyId: HUB, secretAccessKey: 'any' }),
    );
  }, 60_000);

  afterAll(() => aws?.stop());

  const scan = (
    accountId: string,
    { last, mentioned }: { last?: Snapshot; mentioned?: Set<string> } = {},
  ) =>
    scanAccount({
      clients: clients.in(accountId, REGION, 'scan'),
      platform,
      last,
      mentioned: mentioned ?? new Set(),
      signal: new AbortController().signal,
    });

  it('sees buses, rules, targets, roles and contracts of the hub', async () => {
    const hub = await scan(HUB);
    expect(hub.unseen).toEqual([]);
    expect(hub.buses.map(({ name }) => name)).toEqual(['default', 'hub']);
    expect(hub.buses[1]).toMatchObject({
      policy: { Statement: [{ Sid: 'all' }] },
      rules: [
        {
          name: 'orders',
          state: 'ENABLED',
          eventPattern: '{"source":["com.example"]}',
          tags: { [TAGS.component]: 'component:default/orders' },
          targets: [
            { id: 'a', arn: QUEUE, roleArn: ROLE, deadLetterArn: DEAD_LETTERS },
          ],
        },
      ],
    });
    expect(hub.roles).toMatchObject([
      { name: 'forward', arn: ROLE, inlinePolicies: { send: {} } },
    ]);
    expect(hub.registries).toMatchObject([
      {
        name: 'busline',
        schemas: [
          {
            name: 'order-placed',
            latestVersion: '2',
            versions: [
              { version: '1', createdAt: expect.stringMatching(/^20/) },
              { version: '2', createdAt: expect.stringMatching(/^20/) },
            ],
            content: '{"type":"object","title":"two"}',
          },
        ],
      },
    ]);
  });

  it('sees queues that rules of other accounts name, with their dead-letter queues', async () => {
    const alone = await scan(DELIVERY);
    expect(alone.queues.map(({ name }) => name)).toEqual(['tagged']);

    const mentioned = queuesNamedBy([await scan(HUB)]);
    const { queues } = await scan(DELIVERY, { mentioned });
    expect(queues).toMatchObject([
      {
        name: 'orders',
        redriveDeadLetterArn: DEAD_LETTERS,
        maxReceiveCount: 5,
        messageRetentionSeconds: 345_600,
      },
      { name: 'orders-dlq', messageRetentionSeconds: 1_209_600 },
      { name: 'tagged', tags: { [TAGS.managedBy]: 'busline' } },
    ]);
  });

  it('sees which managed policies a role has', async () => {
    const gate = await startGate(aws.url);
    const arns = ['b', 'a'].map(name => `arn:aws:iam::${HUB}:policy/${name}`);
    gate.answer(
      'ListAttachedRolePolicies',
      `<ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies>${arns
        .map(
          arn =>
            `<member><PolicyName>p</PolicyName><PolicyArn>${arn}</PolicyArn></member>`,
        )
        .join(
          '',
        )}</AttachedPolicies><IsTruncated>false</IsTruncated></ListAttachedRolePoliciesResult></ListAttachedRolePoliciesResponse>`,
    );
    const through = AwsClients.create(
      { ...rest, platform, endpoint: gate.url },
      async () => ({ accessKeyId: HUB, secretAccessKey: 'any' }),
    );

    const { roles } = await scanAccount({
      clients: through.in(HUB, REGION, 'scan'),
      platform,
      last: undefined,
      mentioned: new Set(),
      signal: new AbortController().signal,
    });
    await gate.stop();

    expect(roles).toMatchObject([
      { name: 'forward', attachedPolicyArns: [...arns].sort() },
    ]);
  });

  it('is equal text where nothing has changed', async () => {
    const one = await scan(HUB);
    const two = await scan(HUB, { last: one });
    expect(JSON.stringify({ ...two, takenAt: '' })).toBe(
      JSON.stringify({ ...one, takenAt: '' }),
    );
  });

  it.each([
    'events:ListEventBuses',
    'events:ListRules',
    'events:ListTargetsByRule',
    'events:ListTagsForResource',
    'schemas:ListSchemas',
    'schemas:DescribeSchema',
    'schemas:ListSchemaVersions',
    'iam:GetRole',
    'iam:ListRolePolicies',
    'iam:GetRolePolicy',
    'sqs:ListQueues',
    'sqs:ListQueueTags',
    'sqs:GetQueueAttributes',
  ])('keeps what it knew where it may not do %s, and says so', async action => {
    const accountId = action.startsWith('sqs:') ? DELIVERY : HUB;
    const mentioned = new Set([QUEUE]);
    const before = await scan(accountId, { mentioned });
    await deny(aws.url, accountId, 'busline-scan', [action]);

    const after = await scan(accountId, { last: before, mentioned });
    await deny(aws.url, accountId, 'busline-scan', []);

    expect(after.unseen).toContainEqual({
      operation: action,
      subject: expect.any(String),
      reason: expect.stringContaining('not authorized'),
      mend: expect.stringContaining(action),
    });
    expect({ ...after, unseen: [], takenAt: '' }).toEqual({
      ...before,
      takenAt: '',
    });
  });

  it.each([
    ['throttled', { effect: 'throttle', count: 2 }],
    ['broken', { effect: 'error', count: 2 }],
    ['slow', { effect: 'slow', delayMs: 200, count: 2 }],
  ] as const)(
    'sees all of an account whose answers are %s for a while',
    async (_, fault) => {
      const calm = await scan(HUB);
      const troubled = await withFaults(
        aws,
        [{ service: 'events', account: HUB, ...fault }],
        () => scan(HUB),
      );
      expect({ ...troubled, takenAt: '' }).toEqual({ ...calm, takenAt: '' });
    },
    30_000,
  );

  it('keeps what it knew of rules while they cannot be read', async () => {
    const last = await scan(HUB);
    const partial = await withFaults(
      aws,
      [{ service: 'events', operation: 'ListRules', effect: 'deny' }],
      () => scan(HUB, { last }),
    );
    expect(partial.buses).toEqual(last.buses);
    expect(partial.unseen).toContainEqual(
      expect.objectContaining({
        reason: expect.stringContaining('access denied'),
      }),
    );
  });

  it('finds nothing wrong with a registry that does not exist', async () => {
    const snapshot = await scanAccount({
      clients: clients.in(HUB, REGION, 'scan'),
      platform: { ...platform, registryName: 'nothing' },
      last: undefined,
      mentioned: new Set(),
      signal: new AbortController().signal,
    });
    expect(snapshot).toMatchObject({ registries: [], unseen: [] });
  });

  it('stops when it is told to', async () => {
    const stopped = scanAccount({
      clients: clients.in(HUB, REGION, 'scan'),
      platform,
      last: undefined,
      mentioned: new Set(),
      signal: AbortSignal.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
  });
});

/** A rule of the hub that feeds a queue in the other account. */
async function fill(endpoint: string): Promise<void> {
  const hub = rootOf(HUB, endpoint);
  const delivery = rootOf(DELIVERY, endpoint);
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  await hub.iam.send(
    new CreateRoleCommand({
      RoleName: 'forward',
      AssumeRolePolicyDocument: JSON.stringify(trust),
    }),
  );
  await hub.iam.send(
    new PutRolePolicyCommand({
      RoleName: 'forward',
      PolicyName: 'send',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE },
        ],
      }),
    }),
  );
  await hub.eventbridge.send(
    new PutPermissionCommand({
      EventBusName: 'hub',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'all',
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${DELIVERY}:root` },
            Action: 'events:PutEvents',
            Resource: `arn:aws:events:${REGION}:${HUB}:event-bus/hub`,
          },
        ],
      }),
    }),
  );
  await hub.eventbridge.send(
    new PutRuleCommand({
      EventBusName: 'hub',
      Name: 'orders',
      EventPattern: '{"source":["com.example"]}',
      Tags: [{ Key: TAGS.component, Value: 'component:default/orders' }],
    }),
  );
  await hub.eventbridge.send(
    new PutTargetsCommand({
      EventBusName: 'hub',
      Rule: 'orders',
      Targets: [
        {
          Id: 'a',
          Arn: QUEUE,
          RoleArn: ROLE,
          DeadLetterConfig: { Arn: DEAD_LETTERS },
        },
      ],
    }),
  );
  await hub.schemas.send(
    new CreateRegistryCommand({ RegistryName: 'busline' }),
  );
  const schema = { RegistryName: 'busline', SchemaName: 'order-placed' };
  await hub.schemas.send(
    new CreateSchemaCommand({
      ...schema,
      Type: 'JSONSchemaDraft4',
      Content: '{"type":"object","title":"one"}',
    }),
  );
  await hub.schemas.send(
    new UpdateSchemaCommand({
      ...schema,
      Type: 'JSONSchemaDraft4',
      Content: '{"type":"object","title":"two"}',
    }),
  );
  await delivery.eventbridge.send(new CreateEventBusCommand({ Name: 'own' }));
  await delivery.sqs.send(
    new CreateQueueCommand({
      QueueName: 'orders-dlq',
      Attributes: { MessageRetentionPeriod: '1209600' },
    }),
  );
  await delivery.sqs.send(new CreateQueueCommand({ QueueName: 'unrelated' }));
  await delivery.sqs.send(
    new CreateQueueCommand({
      QueueName: 'orders',
      Attributes: {
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: DEAD_LETTERS,
          maxReceiveCount: 5,
        }),
      },
    }),
  );
  await delivery.sqs.send(
    new CreateQueueCommand({
      QueueName: 'tagged',
      tags: { [TAGS.managedBy]: 'busline' },
    }),
  );
}

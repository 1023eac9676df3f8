import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DescribeSchemaCommand,
  ListSchemasCommand,
  ListSchemaVersionsCommand,
  SchemasClient,
} from '@aws-sdk/client-schemas';
import {
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startLocalAws } from '@busline/local-aws';
import {
  demoAccountIds,
  demoAccounts,
  demoSubscriptions,
  eventTypes,
  hubBusName,
  localCredentialsFor,
  provisionDemoOrganisation,
  registryName,
} from './index';
import type { DemoAccountName, ProvisionReport } from './index';

const region = 'eu-west-1';
const ids = demoAccountIds();

let localAws: Awaited<ReturnType<typeof startLocalAws>>;
let first: ProvisionReport;

const access = () => ({
  endpoint: localAws.url,
  region,
  credentialsFor: localCredentialsFor,
});

const clientConfig = (name: DemoAccountName) => ({
  endpoint: localAws.url,
  region,
  credentials: () => localCredentialsFor(ids[name]),
});

const hubBusArn = `arn:aws:events:${region}:${ids.platform}:event-bus/${hubBusName}`;

beforeAll(async () => {
  localAws = await startLocalAws({ port: 0 });
  first = await provisionDemoOrganisation(access());
}, 60_000);

afterAll(() => localAws.stop());

describe('provisionDemoOrganisation', () => {
  it('creates everything in an empty organisation', () => {
    expect(first.steps.filter(step => step.effect !== 'created')).toEqual([]);
  });

  it('changes nothing when it runs again', async () => {
    const second = await provisionDemoOrganisation(access());
    expect(second.steps.map(step => step.resource)).toEqual(
      first.steps.map(step => step.resource),
    );
    expect(second.steps.filter(step => step.effect !== 'kept')).toEqual([]);
  });

  it('registers every event type with all of its versions', async () => {
    const schemas = new SchemasClient(clientConfig('platform'));
    const listed = await schemas.send(
      new ListSchemasCommand({ RegistryName: registryName, Limit: 100 }),
    );
    const seen = await Promise.all(
      (listed.Schemas ?? []).map(async ({ SchemaName }) => {
        const names = { RegistryName: registryName, SchemaName };
        const { Tags, Type } = await schemas.send(
          new DescribeSchemaCommand(names),
        );
        const versions = await schemas.send(
          new ListSchemaVersionsCommand(names),
        );
        return {
          type: Type,
          source: Tags?.['busline:source'],
          detailType: Tags?.['busline:detail-type'],
          owner: Tags?.['busline:owner'],
          producer: Tags?.['busline:producer'],
          versions: versions.SchemaVersions?.map(v => v.SchemaVersion).sort(),
        };
      }),
    );
    expect(seen).toHaveLength(eventTypes.length);
    expect(seen).toEqual(
      expect.arrayContaining(
        eventTypes.map(({ source, detailType, owner, producer, versions }) => ({
          type: 'JSONSchemaDraft4',
          source,
          detailType,
          owner,
          producer,
          versions: versions.map((_, index) => `${index + 1}`),
        })),
      ),
    );
  });

  it('lets each producing account put exactly its own sources', async () => {
    const put = async (name: DemoAccountName, Source: string) => {
      const events = new EventBridgeClient(clientConfig(name));
      const answer = await events.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: hubBusArn,
              Source,
              DetailType: 'Probe',
              Detail: '{}',
            },
          ],
        }),
      );
      return answer.FailedEntryCount === 0;
    };
    await expect(put('access', 'com.larkgate.access')).resolves.toBe(true);
    // Another account's source is refused, as an error or as a failed entry.
    await expect(
      put('access', 'com.larkgate.delivery').catch(() => false),
    ).resolves.toBe(false);
  });

  it('has a rule on the hub bus and on the subscriber bus for each subscription', async () => {
    const hub = new EventBridgeClient(clientConfig('platform'));
    const onHub = await hub.send(
      new ListRulesCommand({ EventBusName: hubBusName }),
    );
    expect(onHub.Rules?.map(rule => rule.Name).sort()).toEqual(
      demoSubscriptions.map(({ hubRuleName }) => hubRuleName).sort(),
    );
    for (const { account, ruleName, detailFilter } of demoSubscriptions) {
      const subscriber = new EventBridgeClient(clientConfig(account));
      const { Rules = [] } = await subscriber.send(
        new ListRulesCommand({ EventBusName: account, NamePrefix: ruleName }),
      );
      expect(Rules).toHaveLength(1);
      const pattern = JSON.parse(Rules[0].EventPattern ?? '{}');
      expect(pattern.detail).toEqual(detailFilter);
    }
  });

  it('brings an event to a consumer in another account', async () => {
    const delivery = new EventBridgeClient(clientConfig('delivery'));
    await delivery.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: hubBusArn,
            Source: 'com.larkgate.delivery',
            DetailType: 'Delivery started',
            Detail: JSON.stringify({ metadata: { id: 'probe' } }),
          },
        ],
      }),
    );
    const sqs = new SQSClient(clientConfig('devices'));
    const { QueueUrl } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: 'video-service-delivery-started' }),
    );
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }),
    );
    expect(Messages).toHaveLength(1);
    expect(JSON.parse(Messages[0].Body ?? '{}')).toMatchObject({
      source: 'com.larkgate.delivery',
      'detail-type': 'Delivery started',
      account: ids.delivery,
      detail: { metadata: { id: 'probe' } },
    });
  });

  it('leaves the flaws the README names', async () => {
    const insights = new EventBridgeClient(clientConfig('insights'));
    const bus = await insights.send(
      new DescribeEventBusCommand({ Name: 'insights' }),
    );
    expect(bus.Policy).toBeUndefined();

    const devices = new SQSClient(clientConfig('devices'));
    const untagged = await devices.send(
      new GetQueueUrlCommand({ QueueName: 'video-service-delivery-started' }),
    );
    const { Tags } = await devices.send(
      new ListQueueTagsCommand({ QueueUrl: untagged.QueueUrl }),
    );
    expect(Tags ?? {}).toEqual({});

    const notifications = new SQSClient(clientConfig('notifications'));
    await expect(
      notifications.send(
        new GetQueueUrlCommand({
          QueueName: 'notification-service-lock-battery-low-dlq',
        }),
      ),
    ).rejects.toThrow();
  });

  it.each(['busline-scan', 'busline-apply'])(
    'gives every account the role %s',
    async RoleName => {
      for (const { name } of demoAccounts) {
        const iam = new IAMClient(clientConfig(name));
        const { PolicyDocument } = await iam.send(
          new GetRolePolicyCommand({ RoleName, PolicyName: RoleName }),
        );
        expect(decodeURIComponent(PolicyDocument ?? '')).toContain(
          'events:Describe*',
        );
      }
    },
  );

  it('names every account id that is malformed or used twice', async () => {
    await expect(
      provisionDemoOrganisation({
        ...access(),
        accounts: { access: '12', devices: '111111111111' },
      }),
    ).rejects.toThrow(
      /account access: "12"[\s\S]*account devices: 111111111111/,
    );
  });
});

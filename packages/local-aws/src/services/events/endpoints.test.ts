import {
  CreateEndpointCommand,
  CreateEndpointRequest,
  CreateEventBusCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  EventBridgeClient,
  ListEndpointsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  errorOf,
  HUB,
  makeQueue,
  rootOf,
  takeAll,
} from '../../__testUtils__/clients';

const busIn = (region: string, name = 'hub') =>
  `arn:aws:events:${region}:${HUB}:event-bus/${name}`;
const PRIMARY = busIn('eu-west-1');
const SECONDARY = busIn('eu-central-1');

const ENDPOINT: CreateEndpointRequest = {
  Name: 'global',
  RoutingConfig: {
    FailoverConfig: {
      Primary: { HealthCheck: 'arn:aws:route53:::healthcheck/abc' },
      Secondary: { Route: 'eu-central-1' },
    },
  },
  ReplicationConfig: { State: 'DISABLED' },
  EventBuses: [{ EventBusArn: PRIMARY }, { EventBusArn: SECONDARY }],
};

describe('global endpoints', () => {
  let aws: LocalAws;
  let events: Clients['events'];

  beforeEach(async () => {
    aws = await startLocalAws({ quotas: { endpointsPerAccount: 1 } });
    events = rootOf(aws, HUB).events;
    const elsewhere = new EventBridgeClient({
      endpoint: aws.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: HUB, secretAccessKey: 'any' },
    });
    for (const client of [events, elsewhere]) {
      await client.send(new CreateEventBusCommand({ Name: 'hub' }));
    }
    elsewhere.destroy();
  });
  afterEach(() => aws.stop());

  const create = (more: Partial<CreateEndpointRequest> = {}) =>
    events.send(new CreateEndpointCommand({ ...ENDPOINT, ...more }));
  const describeEndpoint = () =>
    events.send(new DescribeEndpointCommand({ Name: 'global' }));

  it('are created, described, updated, listed and deleted', async () => {
    expect(await create({ Description: 'Old' })).toMatchObject({
      Name: 'global',
      Arn: `arn:aws:events:eu-west-1:${HUB}:endpoint/global`,
      State: 'CREATING',
      RoutingConfig: ENDPOINT.RoutingConfig,
    });
    expect(
      await events.send(
        new UpdateEndpointCommand({ Name: 'global', Description: 'New' }),
      ),
    ).toMatchObject({ State: 'UPDATING' });
    expect(await describeEndpoint()).toMatchObject({
      State: 'ACTIVE',
      Description: 'New',
      EndpointId: expect.stringMatching(/^[0-9a-f]{10}\.[0-9a-f]{4}$/),
      EndpointUrl: expect.stringContaining('.endpoint.events.amazonaws.com'),
      EventBuses: ENDPOINT.EventBuses,
      ReplicationConfig: { State: 'DISABLED' },
    });
    expect(await events.send(new ListEndpointsCommand({}))).toMatchObject({
      Endpoints: [{ Name: 'global' }],
    });
    await events.send(new DeleteEndpointCommand({ Name: 'global' }));
    expect(await errorOf(describeEndpoint())).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Endpoint global does not exist.',
    });
  });

  it.each<[string, Partial<CreateEndpointRequest>, string, string]>([
    [
      'both buses in one Region',
      { EventBuses: [{ EventBusArn: PRIMARY }, { EventBusArn: PRIMARY }] },
      'ValidationException',
      'An event bus must be provided in both the primary and secondary regions.',
    ],
    [
      'buses of different names',
      {
        EventBuses: [
          { EventBusArn: PRIMARY },
          { EventBusArn: busIn('eu-central-1', 'other') },
        ],
      },
      'ValidationException',
      'Event bus names must match in the primary and secondary regions.',
    ],
    [
      'replication without a role, which is the default',
      { ReplicationConfig: undefined },
      'ValidationException',
      'When replication is enabled, role cannot be empty.',
    ],
    [
      'buses that are not there',
      {
        EventBuses: [
          { EventBusArn: busIn('eu-west-1', 'gone') },
          { EventBusArn: busIn('eu-central-1', 'gone') },
        ],
      },
      'ResourceNotFoundException',
      'Event bus gone does not exist.',
    ],
  ])('refuse %s', async (_, input, name, message) => {
    expect(await errorOf(create(input))).toMatchObject({ name, message });
  });

  it('have unique names and a quota', async () => {
    await create();
    expect(await errorOf(create())).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'Endpoint global already exists.',
    });
    expect(await errorOf(create({ Name: 'other' }))).toMatchObject({
      name: 'LimitExceededException',
    });
  });

  it('bring events to the bus in the primary Region', async () => {
    await create();
    const { EndpointId } = await describeEndpoint();
    const queue = await makeQueue(aws, HUB, 'orders');
    const rule = { EventBusName: 'hub', EventPattern: '{"source":["orders"]}' };
    await events.send(new PutRuleCommand({ Name: 'r', ...rule }));
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        EventBusName: 'hub',
        Targets: [{ Id: '1', Arn: queue.arn }],
      }),
    );
    // The SDK signs such a call with a native library that is not here.
    const put = (body: object) =>
      fetch(aws.url, {
        method: 'POST',
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${HUB}/20260101/eu-west-1/events/aws4_request, SignedHeaders=host, Signature=x`,
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSEvents.PutEvents',
        },
        body: JSON.stringify(body),
      });
    const Entries = [
      {
        EventBusName: SECONDARY,
        Source: 'orders',
        DetailType: 'Placed',
        Detail: '{}',
      },
    ];
    expect(await (await put({ EndpointId, Entries })).json()).toMatchObject({
      FailedEntryCount: 0,
    });
    expect(await takeAll(aws, queue)).toHaveLength(1);
    const refused = await put({ EndpointId: 'abc.def', Entries });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      __type: 'ValidationException',
      message:
        'Parameter EndpointId is not valid. Reason: Endpoint abc.def does not exist.',
    });
  });
});

import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeRuleCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateDiscovererCommand,
  CreateDiscovererCommandInput,
  DeleteDiscovererCommand,
  DescribeDiscovererCommand,
  ListDiscoverersCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from '@aws-sdk/client-schemas';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  HUB,
  PRODUCER,
  errorOf,
  rootOf,
} from '../../__testUtils__/clients';

const BUS_ARN = `arn:aws:events:eu-west-1:${HUB}:event-bus/orders`;
const ID = 'events-event-bus-orders';

describe('discoverers', () => {
  let aws: LocalAws;
  let hub: Clients;

  beforeEach(async () => {
    aws = await startLocalAws();
    hub = rootOf(aws, HUB);
    await hub.events.send(new CreateEventBusCommand({ Name: 'orders' }));
  });
  afterEach(() => aws.stop());

  const create = (more: Partial<CreateDiscovererCommandInput> = {}) =>
    hub.schemas.send(
      new CreateDiscovererCommand({ SourceArn: BUS_ARN, ...more }),
    );

  it('keeps discoverers with their tags', async () => {
    const created = await create({
      Description: 'Finds contracts',
      Tags: { team: 'orders' },
    });
    const DiscovererArn = `arn:aws:schemas:eu-west-1:${HUB}:discoverer/${ID}`;
    expect(created).toMatchObject({
      DiscovererArn,
      DiscovererId: ID,
      SourceArn: BUS_ARN,
      State: 'STARTED',
      CrossAccount: true,
      Description: 'Finds contracts',
      Tags: { team: 'orders' },
    });
    const asked = await hub.schemas.send(
      new DescribeDiscovererCommand({ DiscovererId: ID }),
    );
    expect({ ...asked, $metadata: undefined }).toEqual({
      ...created,
      $metadata: undefined,
    });
    await hub.schemas.send(
      new TagResourceCommand({
        ResourceArn: DiscovererArn,
        Tags: { stage: 'test' },
      }),
    );
    expect(
      await hub.schemas.send(
        new ListTagsForResourceCommand({ ResourceArn: DiscovererArn }),
      ),
    ).toMatchObject({ Tags: { team: 'orders', stage: 'test' } });
    const again = await errorOf(create());
    expect(again.name).toBe('ConflictException');
    const unknown = await errorOf(
      hub.schemas.send(new DescribeDiscovererCommand({ DiscovererId: 'x' })),
    );
    expect(unknown.name).toBe('NotFoundException');
  });

  it('lists discoverers by id and source', async () => {
    await create();
    await create({
      SourceArn: `arn:aws:events:eu-west-1:${HUB}:event-bus/default`,
    });
    const ids = async (input = {}) => {
      const { Discoverers = [] } = await hub.schemas.send(
        new ListDiscoverersCommand(input),
      );
      return Discoverers.map(({ DiscovererId }) => DiscovererId);
    };
    expect(await ids()).toEqual(['events-event-bus-default', ID]);
    expect(await ids({ DiscovererIdPrefix: ID })).toEqual([ID]);
    expect(await ids({ SourceArnPrefix: BUS_ARN })).toEqual([ID]);
    expect(await ids({ Limit: 1 })).toEqual(['events-event-bus-default']);
  });

  it('is a managed rule on the bus, which stays while it does', async () => {
    await create();
    const rule = () =>
      hub.events.send(
        new DescribeRuleCommand({
          Name: `Schemas-${ID}`,
          EventBusName: 'orders',
        }),
      );
    expect(await rule()).toMatchObject({
      ManagedBy: 'schemas.amazonaws.com',
      Description: 'This rule is used to route Events to Schema Discoverer',
      State: 'ENABLED',
      EventPattern: JSON.stringify({
        source: [
          { prefix: 'aws.partner/' },
          { 'anything-but': { prefix: 'aws.' } },
        ],
      }),
    });
    const refused = await errorOf(
      hub.events.send(new DeleteEventBusCommand({ Name: 'orders' })),
    );
    expect(refused.name).toBe('ValidationException');
    await hub.schemas.send(new DeleteDiscovererCommand({ DiscovererId: ID }));
    expect((await errorOf(rule())).name).toBe('ResourceNotFoundException');
    await hub.events.send(new DeleteEventBusCommand({ Name: 'orders' }));
  });

  it.each([
    [
      'is no bus',
      `arn:aws:sqs:eu-west-1:${HUB}:orders`,
      'Source ARN must be a valid event bus ARN',
    ],
    [
      'is in another Region',
      `arn:aws:events:us-east-1:${HUB}:event-bus/orders`,
      'Cross region Event Bus sourcing is not supported.',
    ],
    [
      'is another account’s',
      `arn:aws:events:eu-west-1:${PRODUCER}:event-bus/default`,
      'Cross account Event Bus sourcing is not supported.',
    ],
    [
      'is not there',
      `arn:aws:events:eu-west-1:${HUB}:event-bus/none`,
      'Event bus none does not exist.',
    ],
    [
      'has a key of the customer',
      `arn:aws:events:eu-west-1:${HUB}:event-bus/secret`,
      'customer managed key',
    ],
  ])('refuses a source that %s', async (_, SourceArn, message) => {
    await hub.events.send(
      new CreateEventBusCommand({
        Name: 'secret',
        KmsKeyIdentifier: `arn:aws:kms:eu-west-1:${HUB}:key/1`,
      }),
    );
    expect(await errorOf(create({ SourceArn }))).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(message),
    });
  });
});

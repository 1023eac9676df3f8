import {
  CreateArchiveCommand,
  CreateArchiveRequest,
  CreateEventBusCommand,
  DeleteArchiveCommand,
  DeleteRuleCommand,
  DescribeArchiveCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  ListArchivesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  UpdateArchiveCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds } from '../../__testUtils__/admin';
import {
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  rootOf,
  settled,
} from '../../__testUtils__/clients';

const DAY_SECONDS = 86_400;
const busArn = (name: string, account = HUB) =>
  `arn:aws:events:eu-west-1:${account}:event-bus/${name}`;

describe('archives', () => {
  let aws: LocalAws;
  let events: Clients['events'];

  beforeEach(async () => {
    aws = await startLocalAws();
    events = rootOf(aws, HUB).events;
    await events.send(new CreateEventBusCommand({ Name: 'hub' }));
  });
  afterEach(() => aws.stop());

  const create = (more: Partial<CreateArchiveRequest> = {}) =>
    events.send(
      new CreateArchiveCommand({
        ArchiveName: 'all',
        EventSourceArn: busArn('hub'),
        ...more,
      }),
    );
  const describeArchive = (ArchiveName = 'all') =>
    events.send(new DescribeArchiveCommand({ ArchiveName }));

  async function put(Source: string, Detail = '{}'): Promise<void> {
    await events.send(
      new PutEventsCommand({
        Entries: [
          { EventBusName: 'hub', Source, DetailType: 'Placed', Detail },
        ],
      }),
    );
    await settled(aws);
  }

  it('are created, described, updated, listed and deleted', async () => {
    const arn = `arn:aws:events:eu-west-1:${HUB}:archive/all`;
    const EventPattern = '{"source":["orders"]}';
    expect(
      await create({ Description: 'Old', EventPattern, RetentionDays: 7 }),
    ).toMatchObject({
      ArchiveArn: arn,
      State: 'ENABLED',
      CreationTime: expect.any(Date),
    });
    expect(await describeArchive()).toMatchObject({
      ArchiveArn: arn,
      ArchiveName: 'all',
      EventSourceArn: busArn('hub'),
      Description: 'Old',
      EventPattern,
      State: 'ENABLED',
      RetentionDays: 7,
      SizeBytes: 0,
      EventCount: 0,
    });
    await events.send(
      new UpdateArchiveCommand({ ArchiveName: 'all', RetentionDays: 1 }),
    );
    expect(await describeArchive()).toMatchObject({
      Description: 'Old',
      EventPattern,
      RetentionDays: 1,
    });
    await create({ ArchiveName: 'other', EventSourceArn: busArn('default') });
    const list = async (filter = {}) => {
      const { Archives = [] } = await events.send(
        new ListArchivesCommand(filter),
      );
      return Archives.map(({ ArchiveName }) => ArchiveName);
    };
    expect(await list()).toEqual(['all', 'other']);
    expect(await list({ NamePrefix: 'o' })).toEqual(['other']);
    expect(await list({ EventSourceArn: busArn('hub') })).toEqual(['all']);
    expect(await list({ State: 'ENABLED' })).toEqual(['all', 'other']);
    expect(await list({ State: 'DISABLED' })).toEqual([]);
    await events.send(new DeleteArchiveCommand({ ArchiveName: 'all' }));
    expect(await errorOf(describeArchive())).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Archive all does not exist.',
    });
  });

  it('keep what their pattern matches, and count it', async () => {
    await create({ EventPattern: '{"source":["orders"]}' });
    await put('orders');
    await put('orders', JSON.stringify({ text: 'é'.repeat(500) }));
    await put('payments');
    const archive = await describeArchive();
    expect(archive.EventCount).toBe(2);
    expect(archive.SizeBytes).toBeGreaterThan(1_000);
    await events.send(
      new UpdateArchiveCommand({
        ArchiveName: 'all',
        EventPattern: '{"source":["payments"]}',
      }),
    );
    await put('payments');
    await put('orders');
    expect(await describeArchive()).toMatchObject({ EventCount: 3 });
  });

  it('forget what they have kept long enough', async () => {
    await create({ RetentionDays: 2 });
    await create({ ArchiveName: 'forever' });
    await put('orders');
    await advanceSeconds(aws, DAY_SECONDS);
    await put('orders');
    expect(await describeArchive()).toMatchObject({ EventCount: 2 });
    await advanceSeconds(aws, DAY_SECONDS + 60);
    expect(await describeArchive()).toMatchObject({ EventCount: 1 });
    await advanceSeconds(aws, DAY_SECONDS);
    expect(await describeArchive()).toMatchObject({
      EventCount: 0,
      SizeBytes: 0,
    });
    expect(await describeArchive('forever')).toMatchObject({ EventCount: 2 });
  });

  it('have a rule that EventBridge manages', async () => {
    await create({ EventPattern: '{"source":["orders"]}' });
    const rule = { Name: 'Events-Archive-all', EventBusName: 'hub' };
    const targets = { Rule: rule.Name, EventBusName: 'hub' };
    const described = await events.send(new DescribeRuleCommand(rule));
    expect(described.ManagedBy).toBe('prod.vhs.events.aws.internal');
    expect(JSON.parse(described.EventPattern ?? '')).toEqual({
      source: ['orders'],
      'replay-name': [{ exists: false }],
    });
    const { Targets = [] } = await events.send(
      new ListTargetsByRuleCommand(targets),
    );
    expect(Targets).toMatchObject([
      { Id: rule.Name, Arn: 'arn:aws:events:eu-west-1:::' },
    ]);
    const refused = {
      name: 'ManagedRuleException',
      message:
        "Events-Archive-all is a managed rule. Set 'force' parameter to true to override.",
    };
    const calls = [
      () =>
        events.send(
          new TagResourceCommand({
            ResourceARN: described.Arn,
            Tags: [{ Key: 'k', Value: 'v' }],
          }),
        ),
      () => events.send(new DeleteRuleCommand(rule)),
      () => events.send(new DisableRuleCommand(rule)),
      () =>
        events.send(
          new PutRuleCommand({ ...rule, EventPattern: '{"source":["x"]}' }),
        ),
      () =>
        events.send(
          new PutTargetsCommand({
            ...targets,
            Targets: [{ Id: '1', Arn: `arn:aws:sqs:eu-west-1:${HUB}:orders` }],
          }),
        ),
      () =>
        events.send(new RemoveTargetsCommand({ ...targets, Ids: [rule.Name] })),
    ];
    for (const call of calls) {
      expect(await errorOf(call())).toMatchObject(refused);
    }
    await events.send(
      new RemoveTargetsCommand({ ...targets, Ids: [rule.Name], Force: true }),
    );
    await events.send(new DeleteRuleCommand({ ...rule, Force: true }));
    await put('orders');
    expect(await describeArchive()).toMatchObject({ EventCount: 0 });
  });

  it('go with their rule and their events', async () => {
    await create();
    await put('orders');
    await events.send(new DeleteArchiveCommand({ ArchiveName: 'all' }));
    expect(
      await errorOf(
        events.send(
          new DescribeRuleCommand({
            Name: 'Events-Archive-all',
            EventBusName: 'hub',
          }),
        ),
      ),
    ).toMatchObject({ name: 'ResourceNotFoundException' });
    await create();
    expect(await describeArchive()).toMatchObject({ EventCount: 0 });
  });

  it.each([
    [
      'a name that is too long',
      { ArchiveName: 'x'.repeat(49) },
      'ValidationException',
      "at 'archiveName' failed to satisfy constraint: Member must have length less than or equal to 48",
    ],
    [
      'a negative retention',
      { RetentionDays: -1 },
      'ValidationException',
      "Value '-1' at 'retentionDays' failed to satisfy constraint: Member must have value greater than or equal to 0",
    ],
    [
      'a bus that is not there',
      { EventSourceArn: busArn('gone') },
      'ResourceNotFoundException',
      'Event bus gone does not exist.',
    ],
    [
      'another account’s bus',
      { EventSourceArn: busArn('default', CONSUMER) },
      'ResourceNotFoundException',
      'Event bus default does not exist.',
    ],
    [
      'something that is no bus',
      { EventSourceArn: `arn:aws:sqs:eu-west-1:${HUB}:orders` },
      'ValidationException',
      "at 'eventSourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern",
    ],
    [
      'a pattern that is none',
      { EventPattern: '{"source":"orders"}' },
      'InvalidEventPatternException',
      'Event pattern is not valid. Reason: ',
    ],
    [
      'a name that is taken',
      { ArchiveName: 'taken' },
      'ResourceAlreadyExistsException',
      'Archive taken already exists.',
    ],
  ])('refuse %s', async (_, input, name, message) => {
    await create({ ArchiveName: 'taken' });
    expect(await errorOf(create(input))).toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('are listed by one filter at a time', async () => {
    const filters = { NamePrefix: 'a', State: 'ENABLED' as const };
    expect(
      await errorOf(events.send(new ListArchivesCommand(filters))),
    ).toMatchObject({
      name: 'ValidationException',
      message:
        'At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.',
    });
  });
});

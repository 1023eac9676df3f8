import {
  CancelReplayCommand,
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  ListReplaysCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
  StartReplayRequest,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds } from '../../__testUtils__/admin';
import {
  Clients,
  errorOf,
  HUB,
  makeQueue,
  rootOf,
  settled,
  takeAll,
  TestQueue,
} from '../../__testUtils__/clients';

const arn = (resource: string) => `arn:aws:events:eu-west-1:${HUB}:${resource}`;
const START = new Date('2026-03-01T10:00:00Z');
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);

describe('replays', () => {
  let aws: LocalAws;
  let events: Clients['events'];
  let queue: TestQueue;

  beforeEach(async () => {
    aws = await startLocalAws({ quotas: { activeReplaysPerAccount: 2 } });
    events = rootOf(aws, HUB).events;
    queue = await makeQueue(aws, HUB, 'orders');
    for (const Name of ['hub', 'other']) {
      await events.send(new CreateEventBusCommand({ Name }));
    }
    await events.send(
      new CreateArchiveCommand({
        ArchiveName: 'all',
        EventSourceArn: arn('event-bus/hub'),
      }),
    );
  });
  afterEach(() => aws.stop());

  async function makeRule(Name: string, rule: object = {}): Promise<void> {
    const EventPattern = JSON.stringify({ source: ['orders'], ...rule });
    await events.send(
      new PutRuleCommand({ Name, EventBusName: 'hub', EventPattern }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: Name,
        EventBusName: 'hub',
        Targets: [{ Id: '1', Arn: queue.arn }],
      }),
    );
  }

  async function put(...times: Date[]): Promise<void> {
    await events.send(
      new PutEventsCommand({
        Entries: times.map((Time, i) => ({
          EventBusName: 'hub',
          Source: 'orders',
          DetailType: 'Placed',
          Detail: JSON.stringify({ number: i }),
          Time,
        })),
      }),
    );
    await settled(aws);
  }

  const start = (more: Partial<StartReplayRequest> = {}) =>
    events.send(
      new StartReplayCommand({
        ReplayName: 'again',
        EventSourceArn: arn('archive/all'),
        EventStartTime: START,
        EventEndTime: minutes(60),
        Destination: { Arn: arn('event-bus/hub') },
        ...more,
      }),
    );
  const describeReplay = (ReplayName = 'again') =>
    events.send(new DescribeReplayCommand({ ReplayName }));

  async function received(): Promise<Record<string, unknown>[]> {
    return (await takeAll(aws, queue)).map(body => JSON.parse(body));
  }

  it('send what was archived once more, minute by minute', async () => {
    await put(minutes(59), minutes(-1), minutes(5), minutes(61), minutes(0));
    await makeRule('r');
    expect(await start({ Description: 'Once more' })).toMatchObject({
      ReplayArn: arn('replay/again'),
      State: 'STARTING',
      ReplayStartTime: expect.any(Date),
    });
    expect(await describeReplay()).toMatchObject({ State: 'STARTING' });
    expect(await received()).toEqual([]);
    await advanceSeconds(aws, 60);
    const again = await received();
    expect(again.map(({ detail }) => detail)).toEqual([
      { number: 4 },
      { number: 2 },
      { number: 0 },
    ]);
    expect(again[1]).toMatchObject({
      'replay-name': 'again',
      time: '2026-03-01T10:05:00Z',
      source: 'orders',
    });
    expect(Object.keys(again[1])).toEqual([
      'version',
      'id',
      'detail-type',
      'source',
      'account',
      'time',
      'region',
      'replay-name',
      'resources',
      'detail',
    ]);
    expect(await describeReplay()).toMatchObject({
      ReplayArn: arn('replay/again'),
      ReplayName: 'again',
      Description: 'Once more',
      State: 'COMPLETED',
      EventSourceArn: arn('archive/all'),
      Destination: { Arn: arn('event-bus/hub') },
      EventStartTime: START,
      EventEndTime: minutes(60),
      EventLastReplayedTime: minutes(59),
      ReplayStartTime: expect.any(Date),
      ReplayEndTime: expect.any(Date),
    });
  });

  it('are not archived again', async () => {
    await put(minutes(1), minutes(2));
    await start();
    await advanceSeconds(aws, 60);
    await settled(aws);
    expect(await describeReplay()).toMatchObject({ State: 'COMPLETED' });
    expect(
      await events.send(new DescribeArchiveCommand({ ArchiveName: 'all' })),
    ).toMatchObject({ EventCount: 2 });
  });

  it('go to the rules that are named, if any are', async () => {
    await put(minutes(1));
    await makeRule('named');
    await makeRule('other');
    await start({
      Destination: {
        Arn: arn('event-bus/hub'),
        FilterArns: [arn('rule/hub/named')],
      },
    });
    await advanceSeconds(aws, 60);
    expect(await received()).toHaveLength(1);
    expect(await describeReplay()).toMatchObject({
      Destination: { FilterArns: [arn('rule/hub/named')] },
    });
  });

  it('are told from first sendings by rules that ask', async () => {
    await makeRule('replayed', { 'replay-name': ['again'] });
    await put(minutes(1));
    expect(await received()).toEqual([]);
    await start();
    await advanceSeconds(aws, 60);
    expect(await received()).toHaveLength(1);
  });

  it('can be cancelled until they are over', async () => {
    await put(minutes(1), minutes(20));
    await makeRule('r');
    await start();
    const cancel = () =>
      events.send(new CancelReplayCommand({ ReplayName: 'again' }));
    expect(await cancel()).toMatchObject({
      ReplayArn: arn('replay/again'),
      State: 'CANCELLING',
    });
    expect(await describeReplay()).toMatchObject({ State: 'CANCELLING' });
    await advanceSeconds(aws, 60);
    expect(await describeReplay()).toMatchObject({
      State: 'CANCELLED',
      ReplayEndTime: expect.any(Date),
    });
    expect(await received()).toEqual([]);
    expect(await errorOf(cancel())).toMatchObject({
      name: 'IllegalStatusException',
      message: 'Replay again is not in a valid state for this operation.',
    });
  });

  it('fail when their archive goes', async () => {
    await start();
    await events.send(new DeleteArchiveCommand({ ArchiveName: 'all' }));
    await advanceSeconds(aws, 60);
    expect(await describeReplay()).toMatchObject({
      State: 'FAILED',
      StateReason: 'The archive was deleted.',
    });
  });

  it('are listed by one filter at a time, for 90 days', async () => {
    await start();
    await start({ ReplayName: 'better' });
    await advanceSeconds(aws, 60);
    const list = async (filter = {}) => {
      const { Replays = [] } = await events.send(
        new ListReplaysCommand(filter),
      );
      return Replays.map(({ ReplayName }) => ReplayName);
    };
    expect(await list()).toEqual(['again', 'better']);
    expect(await list({ NamePrefix: 'b' })).toEqual(['better']);
    expect(await list({ State: 'RUNNING' })).toEqual([]);
    expect(await list({ EventSourceArn: arn('archive/all') })).toHaveLength(2);
    expect(
      await errorOf(list({ NamePrefix: 'b', State: 'RUNNING' })),
    ).toMatchObject({
      message: expect.stringContaining('At most one filter is allowed'),
    });
    await advanceSeconds(aws, 91 * 86_400);
    expect(await list()).toEqual([]);
  });

  it('have a quota while they run', async () => {
    await start({ ReplayName: 'one' });
    await start({ ReplayName: 'two' });
    expect(await errorOf(start({ ReplayName: 'three' }))).toMatchObject({
      name: 'LimitExceededException',
      message: 'The requested resource exceeds the maximum number allowed.',
    });
    await advanceSeconds(aws, 60);
    await start({ ReplayName: 'three' });
  });

  it.each([
    [
      'a destination that is no bus',
      { Destination: { Arn: arn('rule/r') } },
      'ValidationException',
      'Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN.',
    ],
    [
      'a bus that is not there',
      { Destination: { Arn: arn('event-bus/gone') } },
      'ResourceNotFoundException',
      'Event bus gone does not exist.',
    ],
    [
      'another bus than the archive’s',
      { Destination: { Arn: arn('event-bus/other') } },
      'ValidationException',
      'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
    ],
    [
      'an archive that is not there',
      { EventSourceArn: arn('archive/gone') },
      'ValidationException',
      'Parameter EventSourceArn is not valid. Reason: Archive gone does not exist.',
    ],
    [
      'an end at the start',
      { EventEndTime: START },
      'ValidationException',
      'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
    ],
    [
      'a name that is taken',
      { ReplayName: 'taken' },
      'ResourceAlreadyExistsException',
      'Replay taken already exists.',
    ],
  ])('refuse %s', async (_, input, name, message) => {
    await start({ ReplayName: 'taken' });
    expect(await errorOf(start(input))).toMatchObject({ name, message });
  });

  it('that are not there are not found', async () => {
    expect(await errorOf(describeReplay('none'))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Replay none does not exist.',
    });
  });
});

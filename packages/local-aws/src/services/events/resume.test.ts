import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateArchiveCommand,
  CreateConnectionCommand,
  DescribeArchiveCommand,
  DescribeConnectionCommand,
  DescribeReplayCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds } from '../../__testUtils__/admin';
import {
  HUB,
  makeQueue,
  rootOf,
  settled,
  takeAll,
} from '../../__testUtils__/clients';
import { startReceiver } from '../../__testUtils__/receiver';

const BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/default`;

describe('after a restart', () => {
  let folder: string;
  let aws: LocalAws;

  const start = async () => {
    aws = await startLocalAws({ persist: join(folder, 'state.db') });
    return rootOf(aws, HUB).events;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'local-aws-'));
  });
  afterEach(async () => {
    await aws.stop();
    rmSync(folder, { recursive: true });
  });

  it('schedules fire at their rate again', async () => {
    const events = await start();
    const queue = await makeQueue(aws, HUB, 'ticks');
    await events.send(
      new PutRuleCommand({ Name: 'r', ScheduleExpression: 'rate(1 hour)' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: '1', Arn: queue.arn }],
      }),
    );
    await aws.stop();
    await start();
    const { sqs } = rootOf(aws, HUB);
    const url = queue.url.replace(/^http:\/\/[^/]+/, aws.url);
    await advanceSeconds(aws, 3_700);
    expect(await takeAll(aws, { ...queue, url, sqs })).toHaveLength(1);
  });

  it('replays go on with what archives kept', async () => {
    let events = await start();
    await events.send(
      new CreateArchiveCommand({ ArchiveName: 'a', EventSourceArn: BUS }),
    );
    await events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'orders', DetailType: 'Placed', Detail: '{}' }],
      }),
    );
    await settled(aws);
    await events.send(
      new StartReplayCommand({
        ReplayName: 'again',
        EventSourceArn: `arn:aws:events:eu-west-1:${HUB}:archive/a`,
        EventStartTime: new Date('2020-01-01'),
        EventEndTime: new Date('2100-01-01'),
        Destination: { Arn: BUS },
      }),
    );
    await aws.stop();
    events = await start();
    expect(
      await events.send(new DescribeArchiveCommand({ ArchiveName: 'a' })),
    ).toMatchObject({ EventCount: 1, SizeBytes: expect.any(Number) });
    await advanceSeconds(aws, 60);
    expect(
      await events.send(new DescribeReplayCommand({ ReplayName: 'again' })),
    ).toMatchObject({
      State: 'COMPLETED',
      EventLastReplayedTime: expect.any(Date),
    });
  });

  it('connections are authorized that were waiting for a token', async () => {
    let isOpen = false;
    const endpoint = await startReceiver(() =>
      isOpen ? { body: '{"access_token":"t"}' } : undefined,
    );
    try {
      let events = await start();
      await events.send(
        new CreateConnectionCommand({
          Name: 'crm',
          AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
          AuthParameters: {
            OAuthParameters: {
              AuthorizationEndpoint: endpoint.url,
              HttpMethod: 'POST',
              ClientParameters: { ClientID: 'id', ClientSecret: 's' },
            },
          },
        }),
      );
      await endpoint.next();
      await aws.stop();
      isOpen = true;
      events = await start();
      let state: string | undefined;
      do {
        const described = await events.send(
          new DescribeConnectionCommand({ Name: 'crm' }),
        );
        state = described.ConnectionState;
      } while (state === 'AUTHORIZING');
      expect(state).toBe('AUTHORIZED');
    } finally {
      await endpoint.stop();
    }
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchClient,
  Dimension,
  GetMetricDataCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import Database from 'better-sqlite3';
import { LocalAws, startLocalAws } from '../server';
import { ownAddress } from '../__testUtils__/admin';
import {
  HUB,
  makeQueue,
  nextMessage,
  rootOf,
  settled,
} from '../__testUtils__/clients';
import { startAlone } from '../__testUtils__/startAlone';

const DAY_MS = 86_400_000;

interface Asked {
  Namespace: string;
  MetricName: string;
  Dimensions?: Dimension[];
}

/** One statistic of a metric over the last day and the next. */
async function statistic(
  cloudwatch: CloudWatchClient,
  Metric: Asked,
  Stat: string,
): Promise<number[]> {
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Date.now() - DAY_MS),
      EndTime: new Date(Date.now() + DAY_MS),
      MetricDataQueries: [
        { Id: 'asked', MetricStat: { Metric, Period: 86_400, Stat } },
      ],
    }),
  );
  return MetricDataResults?.[0].Values ?? [];
}

describe('metrics outlive the process', () => {
  let directory: string;
  let aws: LocalAws;

  const start = () => startLocalAws({ persist: join(directory, 'aws.sqlite') });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'local-aws-'));
    aws = await start();
  });
  afterEach(async () => {
    await aws.stop();
    await rm(directory, { recursive: true });
  });

  const restart = async () => {
    await aws.stop();
    aws = await start();
    return rootOf(aws, HUB).cloudwatch;
  };
  // All of one test lies within one day, whenever it runs.
  const Timestamp = new Date(Date.now() - 60_000);
  const shop = (MetricName: string) => ({ Namespace: 'Shop', MetricName });

  it('with their values and percentiles, and go on', async () => {
    const put = (cloudwatch: CloudWatchClient) =>
      cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: 'Shop',
          MetricData: [
            { MetricName: 'One', Timestamp, Value: 7 },
            {
              MetricName: 'Many',
              Timestamp,
              Values: [1, 2, 3, 4, 10],
              Counts: [5, 1, 1, 1, 2],
            },
            {
              MetricName: 'Set',
              Timestamp,
              StatisticValues: {
                SampleCount: 4,
                Sum: 20,
                Minimum: 1,
                Maximum: 9,
              },
            },
          ],
        }),
      );
    const all = async (cloudwatch: CloudWatchClient) => ({
      one: await statistic(cloudwatch, shop('One'), 'Sum'),
      many: await statistic(cloudwatch, shop('Many'), 'Sum'),
      p90: await statistic(cloudwatch, shop('Many'), 'p90'),
      set: await statistic(cloudwatch, shop('Set'), 'Maximum'),
      setP90: await statistic(cloudwatch, shop('Set'), 'p90'),
    });
    await put(rootOf(aws, HUB).cloudwatch);
    const before = await all(rootOf(aws, HUB).cloudwatch);
    expect(before).toEqual({
      one: [7],
      many: [34],
      p90: [10],
      set: [9],
      setP90: [],
    });

    const after = await restart();
    expect(await all(after)).toEqual(before);
    await put(after);
    expect(await all(await restart())).toMatchObject({
      one: [14],
      many: [68],
      p90: [10],
    });
  });

  it('of rules, for the rule and for the account', async () => {
    const put = async () => {
      const { events } = rootOf(aws, HUB);
      await events.send(
        new PutEventsCommand({
          Entries: [{ Source: 'shop', DetailType: 'paid', Detail: '{}' }],
        }),
      );
      await settled(aws);
    };
    const { events } = rootOf(aws, HUB);
    const queue = await makeQueue(aws, HUB, 'q');
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["shop"]}' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: 't', Arn: queue.arn }],
      }),
    );
    await put();
    await nextMessage(queue);

    const after = await restart();
    await put();
    const ofEvents = (MetricName: string) => ({
      Namespace: 'AWS/Events',
      MetricName,
    });
    const Dimensions = [{ Name: 'RuleName', Value: 'r' }];
    // Midnight may lie between.
    const sum = async (metric: Asked) =>
      (await statistic(after, metric, 'Sum')).reduce((all, n) => all + n, 0);
    expect(await sum({ ...ofEvents('Invocations'), Dimensions })).toBe(2);
    expect(await sum(ofEvents('Invocations'))).toBe(2);
    expect(await sum(ofEvents('PutEventsEntriesCount'))).toBe(2);
  });

  it('until they are forgotten on purpose', async () => {
    await rootOf(aws, HUB).cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'One', Timestamp, Value: 7 }],
      }),
    );
    await ownAddress(aws, 'POST', 'reset');
    expect(await statistic(await restart(), shop('One'), 'Sum')).toEqual([]);
  });

  it('even when it is killed', async () => {
    await aws.stop();
    const file = join(directory, 'aws.sqlite');
    const alone = startAlone('--port', '0', '--persist', file);
    const url = /http\S+/.exec(await alone.firstLine)?.[0] ?? '';
    const { cloudwatch } = rootOf({ url }, HUB);
    await cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'One', Timestamp, Value: 7 }],
      }),
    );
    // They are written once a second.
    const database = new Database(file, { readonly: true });
    const minutes = database
      .prepare<[], number>(
        "SELECT count(*) FROM rows WHERE scope LIKE 'cloudwatch/minutes|%'",
      )
      .pluck();
    while (minutes.get() === 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    database.close();
    alone.child.kill('SIGKILL');
    await alone.ended;
    aws = await start();
    expect(
      await statistic(rootOf(aws, HUB).cloudwatch, shop('One'), 'Sum'),
    ).toEqual([7]);
  }, 30_000);
});

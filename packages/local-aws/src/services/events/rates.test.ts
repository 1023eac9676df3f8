import {
  GetMetricDataCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds, ownAddress } from '../../__testUtils__/admin';
import {
  CONSUMER,
  HUB,
  makeQueue,
  nextMessage,
  rootOf,
  settled,
} from '../../__testUtils__/clients';

const entry = { Source: 'orders', DetailType: 'placed', Detail: '{}' };

/** How many of so many calls at once are throttled. */
async function throttledOf(
  count: number,
  call: (client: EventBridgeClient) => Promise<unknown>,
  client: EventBridgeClient,
): Promise<number> {
  const outcomes = await Promise.allSettled(
    Array.from({ length: count }, () => call(client)),
  );
  return outcomes.filter(
    outcome =>
      outcome.status === 'rejected' &&
      outcome.reason.name === 'ThrottlingException',
  ).length;
}

describe('quotas of what an account may do in a second', () => {
  let aws: LocalAws;
  afterEach(() => aws.stop());

  /** A client that does not try again. */
  const impatient = (account: string, region = 'eu-west-1') =>
    new EventBridgeClient({
      endpoint: aws.url,
      region,
      credentials: { accessKeyId: account, secretAccessKey: 'any' },
      maxAttempts: 1,
    });
  const putOne = (client: EventBridgeClient) =>
    client.send(new PutEventsCommand({ Entries: [entry] }));
  const list = (client: EventBridgeClient) =>
    client.send(new ListRulesCommand({}));

  it('let so many PutEvents through, by account and Region', async () => {
    aws = await startLocalAws({ quotas: { putEventsPerSecond: 1 } });
    const client = impatient(HUB);
    // On a busy machine these take more than a second, but not twenty.
    expect(await throttledOf(20, putOne, client)).toBeGreaterThan(0);
    expect(await throttledOf(1, putOne, impatient(CONSUMER))).toBe(0);
    expect(await throttledOf(1, putOne, impatient(HUB, 'us-east-1'))).toBe(0);
    expect(await throttledOf(20, list, client)).toBe(0);
    await advanceSeconds(aws, 1);
    expect(await throttledOf(1, putOne, client)).toBe(0);
  });

  it('let so many other calls through, only where they are told to', async () => {
    aws = await startLocalAws({ quotas: { controlPlanePerSecond: 1 } });
    expect(await throttledOf(20, list, impatient(HUB))).toBeGreaterThan(0);
    expect(await throttledOf(20, putOne, impatient(HUB))).toBe(0);
    await rootOf(aws, HUB).sqs.send(new ListQueuesCommand({}));
  });

  it('delay deliveries beyond them, lose none and count them', async () => {
    aws = await startLocalAws({ quotas: { invocationsPerSecond: 1 } });
    const { events, cloudwatch } = rootOf(aws, HUB);
    const queue = await makeQueue(aws, HUB, 'orders');
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["orders"]}' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: 't', Arn: queue.arn }],
      }),
    );
    await events.send(new PutEventsCommand({ Entries: Array(10).fill(entry) }));
    await settled(aws);
    const { body } = await ownAddress(aws, 'GET', 'health');
    expect(body.waitingForRetry).toBeGreaterThan(0);
    await advanceSeconds(aws, 10);
    let received = 0;
    while (await nextMessage(queue, 0)) {
      received++;
    }
    expect(received).toBe(10);

    const { Metrics } = await cloudwatch.send(
      new ListMetricsCommand({ MetricName: 'ThrottledRules' }),
    );
    expect(Metrics).toContainEqual(
      expect.objectContaining({
        Dimensions: [{ Name: 'RuleName', Value: 'r' }],
      }),
    );
    const { MetricDataResults } = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 600_000),
        MetricDataQueries: [
          {
            Id: 'throttled',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/Events',
                MetricName: 'ThrottledRules',
                Dimensions: [{ Name: 'RuleName', Value: 'r' }],
              },
              Period: 3_600,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    const sum = (MetricDataResults?.[0].Values ?? []).reduce(
      (all, one) => all + one,
      0,
    );
    // All but the first, at the moment that they came.
    expect(sum).toBe(9);
  });

  it('must be above 0', async () => {
    aws = await startLocalAws();
    await expect(
      startLocalAws({ quotas: { invocationsPerSecond: 0 } }),
    ).rejects.toThrow('quota invocationsPerSecond must be a number above 0');
  });
});

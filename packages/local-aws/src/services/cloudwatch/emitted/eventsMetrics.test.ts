import {
  GetMetricDataCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../../index';
import {
  HUB,
  makeQueue,
  outcomeOf,
  policy,
  PRODUCER,
  putForward,
  rootOf,
  settled,
  timeOf,
} from '../../../__testUtils__/clients';

const DAY_MS = 86_400_000;
const BY_RULE = { EventBusName: 'orders', RuleName: 'placed' };
const BY_BUS = { EventBusName: 'orders' };

/** Nobody may send to a queue with this policy. */
const CLOSED = policy({
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:SendMessage',
  Resource: '*',
});

describe('the metrics that EventBridge gives', () => {
  let aws: LocalAws;
  let hub: ReturnType<typeof rootOf>;

  beforeEach(async () => {
    aws = await startLocalAws();
    hub = rootOf(aws, HUB);
    await hub.events.send(new CreateEventBusCommand({ Name: 'orders' }));
  });
  afterEach(() => aws.stop());

  const makeRule = async (bus: string, name: string, ...targets: Target[]) => {
    await hub.events.send(
      new PutRuleCommand({
        EventBusName: bus,
        Name: name,
        EventPattern: '{"source":["shop"]}',
      }),
    );
    await hub.events.send(
      new PutTargetsCommand({
        EventBusName: bus,
        Rule: name,
        Targets: targets,
      }),
    );
  };

  const putEvents = async (bus: string, ...sources: string[]) => {
    await hub.events.send(
      new PutEventsCommand({
        Entries: sources.map(Source => ({
          EventBusName: bus,
          Source,
          DetailType: 'Order Placed',
          Detail: '{}',
        })),
      }),
    );
    await settled(aws);
  };

  type Wanted = [string, Record<string, string>, string?];

  /** Statistics, sums unless another is named, of all until now. */
  const readAll = async (wanted: Wanted[], account = HUB) => {
    const now = await timeOf(aws);
    const { MetricDataResults = [] } = await rootOf(
      aws,
      account,
    ).cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: wanted.map(([MetricName, dimensions, Stat], i) => ({
          Id: `m${i}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Events',
              MetricName,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({
                Name,
                Value,
              })),
            },
            Period: 86_400,
            Stat: Stat ?? 'Sum',
          },
        })),
        StartTime: new Date(now.getTime() - DAY_MS + 120_000),
        EndTime: new Date(now.getTime() + 120_000),
      }),
    );
    return MetricDataResults.map(({ Values }) => Values?.[0]);
  };

  const read = async (...wanted: Wanted) => (await readAll([wanted]))[0];

  it('counts what matches and what is delivered, by each dimension', async () => {
    const { arn } = await makeQueue(aws, HUB, 'inbox');
    await makeRule(
      'orders',
      'placed',
      { Id: '1', Arn: arn },
      { Id: '2', Arn: arn },
    );
    await makeRule('orders', 'also', { Id: '1', Arn: arn });
    await putEvents('orders', 'shop', 'shop', 'elsewhere');

    // Two events match two rules, one of them with two targets.
    const expected: Record<string, (number | undefined)[]> = {
      MatchedEvents: [undefined, 2, 2],
      TriggeredRules: [4, 4, 2],
      InvocationsCreated: [6, undefined, undefined],
      InvocationAttempts: [6, 6, 4],
      SuccessfulInvocationAttempts: [6, 6, 4],
      Invocations: [6, undefined, 4],
      FailedInvocations: [undefined, undefined, undefined],
      RetryInvocationAttempts: [undefined, undefined, undefined],
    };
    const levels = [{}, BY_BUS, BY_RULE];
    const names = Object.keys(expected);
    const found = await readAll(
      names.flatMap(name => levels.map((level): Wanted => [name, level])),
    );
    expect(
      Object.fromEntries(
        names.map((name, i) => [name, found.slice(3 * i, 3 * i + 3)]),
      ),
    ).toEqual(expected);
  });

  it('names no bus for rules on the default bus', async () => {
    const { arn } = await makeQueue(aws, HUB, 'inbox');
    await makeRule('default', 'placed', { Id: '1', Arn: arn });
    await putEvents('default', 'shop');
    expect(await read('Invocations', { RuleName: 'placed' })).toBe(1);
    expect(
      await read('Invocations', {
        EventBusName: 'default',
        RuleName: 'placed',
      }),
    ).toBeUndefined();
  });

  it('counts what fails for good, and where it goes', async () => {
    const inbox = await makeQueue(aws, HUB, 'inbox', CLOSED);
    const letters = await makeQueue(aws, HUB, 'letters');
    const lost = await makeQueue(aws, HUB, 'lost', CLOSED);
    const to = (Id: string, deadLetters: string): Target => ({
      Id,
      Arn: inbox.arn,
      DeadLetterConfig: { Arn: deadLetters },
    });
    await makeRule('orders', 'placed', to('1', letters.arn), to('2', lost.arn));
    await putEvents('orders', 'shop');
    expect(await read('FailedInvocations', BY_RULE)).toBe(2);
    expect(await read('Invocations', BY_RULE)).toBe(2);
    expect(await read('InvocationAttempts', BY_RULE)).toBe(2);
    expect(await read('InvocationsSentToDlq', BY_RULE)).toBe(1);
    expect(await read('InvocationsFailedToBeSentToDlq', BY_RULE)).toBe(1);
    expect(await read('SuccessfulInvocationAttempts', BY_RULE)).toBeUndefined();
  });

  it('counts retries, and measures from ingestion to success', async () => {
    const { arn } = await makeQueue(aws, HUB, 'inbox');
    await makeRule('orders', 'placed', { Id: '1', Arn: arn });
    await fetch(`${aws.url}/_busline/faults`, {
      method: 'POST',
      body: JSON.stringify({
        service: 'sqs',
        operation: 'SendMessage',
        effect: 'error',
        count: 8,
      }),
    });
    await putEvents('orders', 'shop');
    expect(await read('Invocations', BY_RULE)).toBeUndefined();
    await putForward(aws, 3_600);
    expect(await read('Invocations', BY_RULE)).toBe(1);
    expect(await read('InvocationAttempts', BY_RULE)).toBe(9);
    expect(await read('RetryInvocationAttempts', BY_RULE)).toBe(8);
    expect(await read('SuccessfulInvocationAttempts', BY_RULE)).toBe(1);
    expect(await read('FailedInvocations', BY_RULE)).toBeUndefined();
    // Waits of 1, 2, 4 … 128 seconds, each with at least half of it.
    const latency = (kind: string) =>
      read(`IngestionToInvocation${kind}Latency`, BY_RULE, 'p99');
    expect(await latency('Success')).toBeGreaterThanOrEqual(127_500);
    expect(await latency('Start')).toBeLessThan(500);
    expect(await latency('Complete')).toBeLessThan(500);
    expect(
      await read('IngestionToInvocationSuccessLatency', {}, 'SampleCount'),
    ).toBe(1);
  });

  it('counts calls of PutEvents for the account that makes them', async () => {
    await putEvents('orders', 'shop', 'aws.forged', 'shop');
    const producer = rootOf(aws, PRODUCER).events;
    const one = (EventBusName: string) =>
      producer.send(
        new PutEventsCommand({
          Entries: [
            { EventBusName, Source: 'a', DetailType: 'b', Detail: '{}' },
          ],
        }),
      );
    expect(
      await outcomeOf(one(`arn:aws:events:eu-west-1:${HUB}:event-bus/orders`)),
    ).toBe('AccessDeniedException');
    await fetch(`${aws.url}/_busline/faults`, {
      method: 'POST',
      body: JSON.stringify({ service: 'events', effect: 'throttle', count: 1 }),
    });
    expect(await outcomeOf(one('default'))).toBe('ThrottlingException');

    const of = (account: string) =>
      readAll(
        [
          'ApproximateCallCount',
          'ApproximateSuccessCount',
          'ApproximateFailedCount',
          'ApproximateThrottledCount',
          'EntriesCount',
          'FailedEntriesCount',
        ].map(name => [`PutEvents${name}`, {}]),
        account,
      );
    expect(await of(HUB)).toEqual([1, 1, undefined, undefined, 3, 1]);
    expect(await of(PRODUCER)).toEqual([2, undefined, 1, 1, 2, undefined]);
    expect(await read('PutEventsLatency', {}, 'Minimum')).toBeGreaterThan(0);
    // Three entries in JSON.
    const size = await read('PutEventsRequestSize', {}, 'Maximum');
    expect(size).toBeGreaterThan(250);
    expect(size).toBeLessThan(500);
  });

  it('keeps 15 days, and lists two weeks', async () => {
    const { arn } = await makeQueue(aws, HUB, 'inbox');
    await makeRule('orders', 'placed', { Id: '1', Arn: arn });
    await putEvents('orders', 'shop');
    const listed = async () => {
      const { Metrics = [] } = await hub.cloudwatch.send(
        new ListMetricsCommand({
          Namespace: 'AWS/Events',
          MetricName: 'TriggeredRules',
        }),
      );
      return Metrics.map(({ Dimensions = [] }) =>
        Dimensions.map(({ Value }) => Value),
      );
    };
    const all = [[], ['orders'], ['orders', 'placed']];
    expect(await listed()).toEqual(all);
    await putForward(aws, 13 * 86_400);
    expect(await listed()).toEqual(all);
    await putForward(aws, 86_400 + 60);
    expect(await listed()).toEqual([]);
    // The rule's series was forgotten and is begun anew.
    await putForward(aws, 2 * 86_400);
    await putEvents('orders', 'shop');
    expect(await listed()).toEqual(all);
    expect(await read('TriggeredRules', BY_RULE)).toBe(1);
  });
});

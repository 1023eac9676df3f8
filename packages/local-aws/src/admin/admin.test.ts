import {
  DescribeRuleCommand,
  ListEventBusesCommand,
} from '@aws-sdk/client-eventbridge';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../server';
import { advanceSeconds, ownAddress } from '../__testUtils__/admin';
import { CONSUMER, HUB, makeQueue, rootOf } from '../__testUtils__/clients';

const seed = [
  {
    account: HUB,
    service: 'events',
    operation: 'CreateEventBus',
    input: { Name: 'hub' },
  },
  {
    account: HUB,
    region: 'eu-west-1',
    service: 'events',
    operation: 'PutRule',
    input: { Name: 'r', EventBusName: 'hub', EventPattern: '{"source":["a"]}' },
  },
  {
    account: CONSUMER,
    service: 'sqs',
    operation: 'CreateQueue',
    input: { QueueName: 'orders', Attributes: { VisibilityTimeout: '7' } },
  },
];

describe('the own addresses', () => {
  let aws: LocalAws;
  beforeEach(async () => {
    aws = await startLocalAws();
  });
  afterEach(() => aws.stop());

  it('tell what is there', async () => {
    await rootOf(aws, HUB).events.send(new ListEventBusesCommand({}));
    const { status, body } = await ownAddress(aws, 'GET', 'health');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ok',
      accounts: [HUB],
      pendingDeliveries: 0,
      waitingForRetry: 0,
      faults: 0,
    });
  });

  it('put the clock forward, and only forward', async () => {
    const { body: before } = await ownAddress(aws, 'GET', 'health');
    await advanceSeconds(aws, 86_400);
    const { body: after } = await ownAddress(aws, 'GET', 'health');
    const passedMs =
      Date.parse(String(after.time)) - Date.parse(String(before.time));
    expect(passedMs).toBeGreaterThanOrEqual(86_400_000);
    expect(passedMs).toBeLessThan(86_500_000);
    for (const body of [{ advanceSeconds: -1 }, { advanceSeconds: 'x' }, {}]) {
      expect(await ownAddress(aws, 'POST', 'clock', body)).toMatchObject({
        status: 400,
      });
    }
  });

  it('let messages become visible again when their time has come', async () => {
    const { url, sqs } = await makeQueue(aws, HUB, 'q');
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'm' }));
    const receive = async () =>
      (
        await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: url, VisibilityTimeout: 3600 }),
        )
      ).Messages?.length ?? 0;
    expect(await receive()).toBe(1);
    expect(await receive()).toBe(0);
    await advanceSeconds(aws, 3600);
    expect(await receive()).toBe(1);
    // Retention is four days from when it was sent.
    await advanceSeconds(aws, 4 * 86_400);
    expect(await receive()).toBe(0);
  });

  it('sow a seed', async () => {
    expect(await ownAddress(aws, 'POST', 'seed', seed)).toEqual({
      status: 200,
      body: { calls: 3 },
    });
    const rule = await rootOf(aws, HUB).events.send(
      new DescribeRuleCommand({ Name: 'r', EventBusName: 'hub' }),
    );
    expect(rule.EventPattern).toBe('{"source":["a"]}');
    const { Attributes } = await rootOf(aws, CONSUMER).sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: `${aws.url}/${CONSUMER}/orders`,
        AttributeNames: ['VisibilityTimeout'],
      }),
    );
    expect(Attributes).toEqual({ VisibilityTimeout: '7' });
  });

  it('say which call of a seed failed and why', async () => {
    const { status, body } = await ownAddress(aws, 'POST', 'seed', [
      ...seed,
      seed[0],
    ]);
    expect(status).toBe(400);
    expect(body.message).toBe(
      'Call 4 of the seed, events CreateEventBus, failed: ResourceAlreadyExistsException: Event bus hub already exists.',
    );
  });

  it('refuse a seed with every problem at once, before any call', async () => {
    const { status, body } = await ownAddress(aws, 'POST', 'seed', [
      seed[0],
      { account: '12', service: 'events', input: 'x' },
    ]);
    expect(status).toBe(400);
    expect(body.message).toContain('[1].account');
    expect(body.message).toContain('[1].operation');
    expect(body.message).toContain('[1].input');
    const { EventBuses = [] } = await rootOf(aws, HUB).events.send(
      new ListEventBusesCommand({}),
    );
    expect(EventBuses.map(({ Name }) => Name)).toEqual(['default']);
  });

  it('forget everything at a reset', async () => {
    await ownAddress(aws, 'POST', 'seed', seed);
    await ownAddress(aws, 'POST', 'faults', { effect: 'deny', count: 5 });
    await advanceSeconds(aws, 10_000);
    await ownAddress(aws, 'POST', 'reset');
    const { body } = await ownAddress(aws, 'GET', 'health');
    expect(body).toMatchObject({ accounts: [], faults: 0 });
    expect(Math.abs(Date.parse(String(body.time)) - Date.now())).toBeLessThan(
      5_000,
    );
    const { EventBuses = [] } = await rootOf(aws, HUB).events.send(
      new ListEventBusesCommand({}),
    );
    expect(EventBuses.map(({ Name }) => Name)).toEqual(['default']);
  });

  it('are closed to web pages', async () => {
    await rootOf(aws, HUB).events.send(new ListEventBusesCommand({}));
    const answer = await fetch(`${aws.url}/_busline/reset`, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
    });
    expect(answer.status).toBe(403);
    const { body } = await ownAddress(aws, 'GET', 'health');
    expect(body.accounts).toEqual([HUB]);
  });

  it('name what there is when asked for something else', async () => {
    const { status, body } = await ownAddress(aws, 'GET', 'nothing');
    expect(status).toBe(404);
    expect(body.message).toContain('GET /_busline/health');
  });
});

it('starts with a seed, and does not start with a bad one', async () => {
  const aws = await startLocalAws({ seed });
  const { EventBuses = [] } = await rootOf(aws, HUB).events.send(
    new ListEventBusesCommand({}),
  );
  expect(EventBuses.map(({ Name }) => Name)).toEqual(['default', 'hub']);
  await aws.stop();
  await expect(startLocalAws({ seed: JSON.parse('[{}]') })).rejects.toThrow(
    /The seed is not valid: \[0\]\.account/,
  );
});

import {
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../server';
import { advanceSeconds, ownAddress } from '../__testUtils__/admin';
import {
  HUB,
  makeQueue,
  nextMessage,
  rootOf,
  settled,
  TestQueue,
} from '../__testUtils__/clients';

const DAY_SECONDS = 86_400;

describe('deliveries that fail for a while', () => {
  let aws: LocalAws;
  let queue: TestQueue;
  let undelivered: TestQueue;

  beforeEach(async () => {
    aws = await startLocalAws();
    queue = await makeQueue(aws, HUB, 'orders');
    undelivered = await makeQueue(aws, HUB, 'undelivered');
  });
  afterEach(() => aws.stop());

  async function put(target: Partial<Target> = {}): Promise<void> {
    const { events } = rootOf(aws, HUB);
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["orders"]}' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [
          {
            Id: 't',
            Arn: queue.arn,
            DeadLetterConfig: { Arn: undelivered.arn },
            ...target,
          },
        ],
      }),
    );
    await events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'orders', DetailType: 'placed', Detail: '{}' }],
      }),
    );
    await settled(aws);
  }

  const strike = (fault: object) =>
    ownAddress(aws, 'POST', 'faults', {
      service: 'sqs',
      operation: 'SendMessage',
      ...fault,
    });
  const health = async () => (await ownAddress(aws, 'GET', 'health')).body;

  it('are tried again until the target takes them', async () => {
    await strike({ effect: 'throttle', count: 3 });
    await put();
    expect(await nextMessage(queue, 0)).toBeUndefined();
    expect(await health()).toMatchObject({ waitingForRetry: 1 });
    await advanceSeconds(aws, 10);
    expect(await nextMessage(queue, 0)).toBeDefined();
    expect(await nextMessage(queue, 0)).toBeUndefined();
    expect(await health()).toMatchObject({ waitingForRetry: 0 });
  });

  it.each([
    {
      name: 'after the attempts that the target allows',
      policy: { MaximumRetryAttempts: 4 },
      story: {
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
        RETRY_ATTEMPTS: '4',
        ERROR_CODE: 'INTERNAL_ERROR',
      },
    },
    {
      name: 'at the age that the target allows',
      policy: { MaximumEventAgeInSeconds: 60 },
      story: {
        EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
        ERROR_CODE: 'INTERNAL_ERROR',
      },
    },
    {
      name: 'at the age of a day',
      policy: undefined,
      story: { EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' },
    },
  ])('go to the dead-letter queue $name', async ({ policy, story }) => {
    // The fault strikes every delivery but the one to the dead-letter queue,
    // which EventBridge makes by other means.
    await strike({ effect: 'error' });
    await put({ RetryPolicy: policy });
    await advanceSeconds(aws, DAY_SECONDS + 1);
    const dead = await nextMessage(undelivered, 0);
    const told = Object.fromEntries(
      Object.entries(dead?.MessageAttributes ?? {}).map(
        ([name, { StringValue }]) => [name, StringValue],
      ),
    );
    expect(told).toMatchObject(story);
    expect(await nextMessage(queue, 0)).toBeUndefined();
  });

  it('come late when a fault makes them slow, and are never in part', async () => {
    await strike({ effect: 'slow', delayMs: 600_000, count: 1 });
    await strike({ effect: 'partial' });
    await put();
    await advanceSeconds(aws, 599);
    expect(await nextMessage(queue, 0)).toBeUndefined();
    await advanceSeconds(aws, 1);
    expect(await nextMessage(queue, 0)).toBeDefined();
    expect((await ownAddress(aws, 'GET', 'faults')).body).toMatchObject({
      faults: [{ effect: 'partial', struck: 0 }],
    });
  });

  it('are not tried again when access is denied', async () => {
    await strike({ effect: 'deny', count: 1 });
    await put();
    const dead = await nextMessage(undelivered, 0);
    expect(dead?.MessageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
      RETRY_ATTEMPTS: { StringValue: '0' },
    });
  });
});

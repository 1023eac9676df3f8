import {
  AddPermissionCommand,
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds } from '../../__testUtils__/admin';
import {
  actAs,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  outcomeOf,
  rootOf,
  TestQueue,
} from '../../__testUtils__/clients';

let aws: LocalAws;
beforeEach(async () => {
  aws = await startLocalAws();
});
afterEach(() => aws.stop());

async function countOf({ sqs, url }: Pick<TestQueue, 'sqs' | 'url'>) {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages);
}

describe('moving dead letters', () => {
  let dead: TestQueue;
  let orders: Pick<TestQueue, 'sqs' | 'url'>;

  beforeEach(async () => {
    dead = await makeQueue(aws, HUB, 'dead');
    const { sqs } = rootOf(aws, HUB);
    const { QueueUrl: url = '' } = await sqs.send(
      new CreateQueueCommand({
        QueueName: 'orders',
        Attributes: {
          VisibilityTimeout: '0',
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: dead.arn,
            maxReceiveCount: 1,
          }),
        },
      }),
    );
    orders = { sqs, url };
    for (let i = 0; i < 5; i++) {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: url, MessageBody: `${i}` }),
      );
    }
    // Received once, and then once too often.
    for (let i = 0; i < 2; i++) {
      await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
      );
    }
  });

  const start = (input: object = {}) =>
    dead.sqs.send(
      new StartMessageMoveTaskCommand({ SourceArn: dead.arn, ...input }),
    );
  const list = async () =>
    (
      await dead.sqs.send(
        new ListMessageMoveTasksCommand({
          SourceArn: dead.arn,
          MaxResults: 10,
        }),
      )
    ).Results;

  it('brings them back to where they came from', async () => {
    expect(await countOf(dead)).toBe(5);
    await start();
    expect(await countOf(dead)).toBe(0);
    expect(await countOf(orders)).toBe(5);
    expect(await list()).toMatchObject([
      {
        Status: 'COMPLETED',
        ApproximateNumberOfMessagesMoved: 5,
        ApproximateNumberOfMessagesToMove: 5,
      },
    ]);
  });

  it('loses none that have no place to go back to', async () => {
    for (let i = 0; i < 3; i++) {
      await dead.sqs.send(
        new SendMessageCommand({ QueueUrl: dead.url, MessageBody: 'sent' }),
      );
    }
    await start();
    expect(await list()).toMatchObject([
      {
        Status: 'FAILED',
        ApproximateNumberOfMessagesMoved: 5,
        FailureReason: 'CouldNotDetermineMessageSource',
      },
    ]);
    expect(await countOf(dead)).toBe(3);
    expect(await countOf(orders)).toBe(5);
  });

  it('does not mix kinds of queues', async () => {
    await dead.sqs.send(
      new CreateQueueCommand({
        QueueName: 'other.fifo',
        Attributes: { FifoQueue: 'true' },
      }),
    );
    const DestinationArn = `arn:aws:sqs:eu-west-1:${HUB}:other.fifo`;
    expect(await errorOf(start({ DestinationArn }))).toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining('same type of queue'),
    });
    expect(await countOf(dead)).toBe(5);
  });

  it('takes its time, goes to another queue, and can be cancelled', async () => {
    const other = await makeQueue(aws, HUB, 'other');
    const { TaskHandle } = await start({
      DestinationArn: other.arn,
      MaxNumberOfMessagesPerSecond: 2,
    });
    expect(await errorOf(start())).toMatchObject({
      name: 'InvalidParameterValue',
    });
    await advanceSeconds(aws, 1);
    expect(await countOf(other)).toBe(4);
    const { ApproximateNumberOfMessagesMoved } = await dead.sqs.send(
      new CancelMessageMoveTaskCommand({ TaskHandle }),
    );
    expect(ApproximateNumberOfMessagesMoved).toBe(4);
    await advanceSeconds(aws, 10);
    expect(await countOf(other)).toBe(4);
    expect(await countOf(dead)).toBe(1);
    expect(await list()).toMatchObject([{ Status: 'CANCELLED' }]);
  });

  it('fails for messages that came by another way', async () => {
    await dead.sqs.send(
      new SendMessageCommand({ QueueUrl: dead.url, MessageBody: 'sent' }),
    );
    await start();
    expect(await countOf(dead)).toBe(1);
    expect(await list()).toMatchObject([
      {
        Status: 'FAILED',
        FailureReason: 'CouldNotDetermineMessageSource',
        ApproximateNumberOfMessagesMoved: 5,
      },
    ]);
  });

  it('is for dead-letter queues only', async () => {
    const plain = await makeQueue(aws, HUB, 'plain');
    expect(await errorOf(start({ SourceArn: plain.arn }))).toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Source queue must be configured as a Dead Letter Queue.',
    });
    expect(await outcomeOf(start({ SourceArn: `${plain.arn}-not` }))).toBe(
      'ResourceNotFoundException',
    );
  });
});

it('shares a queue with another account, and no longer', async () => {
  const { url, sqs } = await makeQueue(aws, HUB, 'shared', '');
  const consumer = await actAs(aws, CONSUMER, 'reader', [
    { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
  ]);
  const receive = () =>
    outcomeOf(consumer.sqs.send(new ReceiveMessageCommand({ QueueUrl: url })));
  expect(await receive()).toBe('AccessDenied');
  const permission = { QueueUrl: url, Label: 'consumer' };
  const add = () =>
    sqs.send(
      new AddPermissionCommand({
        ...permission,
        AWSAccountIds: [CONSUMER],
        Actions: ['ReceiveMessage'],
      }),
    );
  await add();
  expect(await receive()).toBe('allowed');
  expect(await errorOf(add())).toMatchObject({
    message:
      'Value consumer for parameter Label is invalid. Reason: Already exists.',
  });
  await sqs.send(new RemovePermissionCommand(permission));
  expect(await receive()).toBe('AccessDenied');
  expect(
    await outcomeOf(sqs.send(new RemovePermissionCommand(permission))),
  ).toBe('InvalidParameterValue');
});

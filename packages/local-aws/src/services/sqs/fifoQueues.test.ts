import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SendMessageCommandInput,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds } from '../../__testUtils__/admin';
import {
  errorOf,
  HUB,
  policy,
  rootOf,
  settled,
} from '../../__testUtils__/clients';

const ALLOW_EVENTS = policy({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: '*',
});

describe('FIFO queues', () => {
  let aws: LocalAws;
  let directory: string | undefined;
  beforeEach(async () => {
    aws = await startLocalAws();
  });
  afterEach(async () => {
    await aws.stop();
    if (directory) {
      await rm(directory, { recursive: true });
      directory = undefined;
    }
  });

  const sqs = () => rootOf(aws, HUB).sqs;

  async function make(
    name = 'orders.fifo',
    attributes: Record<string, string> = {},
  ): Promise<string> {
    const { QueueUrl = '' } = await sqs().send(
      new CreateQueueCommand({
        QueueName: name,
        Attributes: { FifoQueue: 'true', ...attributes },
      }),
    );
    return QueueUrl;
  }
  const send = (
    QueueUrl: string,
    MessageGroupId: string,
    MessageBody: string,
    more: Partial<SendMessageCommandInput> = {},
  ) =>
    sqs().send(
      new SendMessageCommand({
        QueueUrl,
        MessageGroupId,
        MessageBody,
        ...more,
      }),
    );
  const receive = async (
    QueueUrl: string,
    more: Partial<ReceiveMessageCommand['input']> = {},
  ) => {
    const { Messages = [] } = await sqs().send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        ...more,
      }),
    );
    return Messages;
  };
  const bodies = async (
    url: string,
    more: Partial<ReceiveMessageCommand['input']> = {},
  ) => (await receive(url, more)).map(({ Body }) => Body);
  const remove = (QueueUrl: string, ReceiptHandle: string | undefined) =>
    sqs().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const CONTENT = { ContentBasedDeduplication: 'true' };

  describe('are made', () => {
    it('with a name and an attribute that say so', async () => {
      const QueueUrl = await make();
      const { Attributes } = await sqs().send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      expect(Attributes).toMatchObject({
        QueueArn: `arn:aws:sqs:eu-west-1:${HUB}:orders.fifo`,
        FifoQueue: 'true',
        ContentBasedDeduplication: 'false',
        DeduplicationScope: 'queue',
        FifoThroughputLimit: 'perQueue',
      });
      expect(await make()).toBe(QueueUrl);
    });

    it.each([
      ['orders.fifo', undefined, 'InvalidParameterValue', 'alphanumeric'],
      [
        'orders',
        { FifoQueue: 'true' },
        'InvalidParameterValue',
        '.fifo suffix',
      ],
      ['orders', { FifoQueue: 'false' }, 'InvalidAttributeName', 'FifoQueue'],
      ['orders', CONTENT, 'InvalidAttributeName', 'ContentBasedDeduplication'],
      [
        'orders.fifo',
        { FifoQueue: 'true', DeduplicationScope: 'all' },
        'InvalidAttributeValue',
        'DeduplicationScope',
      ],
      [
        'orders.fifo',
        { FifoQueue: 'true', FifoThroughputLimit: 'perMessageGroupId' },
        'InvalidAttributeValue',
        'messageGroup',
      ],
    ])(
      'and not as %s with %j',
      async (QueueName, Attributes, name, message) => {
        const error = await errorOf(
          sqs().send(new CreateQueueCommand({ QueueName, Attributes })),
        );
        expect(error).toMatchObject({
          name,
          message: expect.stringContaining(message),
        });
      },
    );

    it('with dead-letter queues of their own kind only', async () => {
      const url = await make();
      await sqs().send(new CreateQueueCommand({ QueueName: 'dead' }));
      await make('dead.fifo');
      const redriveTo = (name: string) =>
        sqs().send(
          new SetQueueAttributesCommand({
            QueueUrl: url,
            Attributes: {
              RedrivePolicy: JSON.stringify({
                deadLetterTargetArn: `arn:aws:sqs:eu-west-1:${HUB}:${name}`,
                maxReceiveCount: 1,
              }),
            },
          }),
        );
      expect(await errorOf(redriveTo('dead'))).toMatchObject({
        name: 'InvalidAttributeValue',
        message: expect.stringContaining('same type of queue'),
      });
      await redriveTo('dead.fifo');
      const sent = await send(url, 'a', 'one', { MessageDeduplicationId: '1' });
      await receive(url, { VisibilityTimeout: 0 });
      expect(await receive(url)).toEqual([]);
      expect(await receive(`${aws.url}/${HUB}/dead.fifo`)).toMatchObject([
        {
          Body: 'one',
          Attributes: {
            MessageGroupId: 'a',
            MessageDeduplicationId: sent.MessageId,
          },
        },
      ]);
    });
  });

  it.each([
    [
      'no group',
      { MessageGroupId: undefined },
      'MissingParameter',
      'MessageGroupId',
    ],
    [
      'a group with blanks',
      { MessageGroupId: 'a b' },
      'InvalidParameterValue',
      'MessageGroupId',
    ],
    [
      'nothing to tell it by',
      {},
      'InvalidParameterValue',
      'ContentBasedDeduplication',
    ],
    [
      'a delay',
      { MessageDeduplicationId: '1', DelaySeconds: 5 },
      'InvalidParameterValue',
      'DelaySeconds',
    ],
  ])('refuse a message with %s', async (_, more, name, message) => {
    const url = await make();
    expect(await errorOf(send(url, 'a', 'x', more))).toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('number messages and tell what they are', async () => {
    const url = await make();
    const first = await send(url, 'a', 'one', { MessageDeduplicationId: '1' });
    const second = await send(url, 'a', 'two', { MessageDeduplicationId: '2' });
    expect(first.SequenceNumber).toMatch(/^\d{20}$/);
    expect(String(first.SequenceNumber) < String(second.SequenceNumber)).toBe(
      true,
    );
    expect((await receive(url))[0]).toMatchObject({
      MessageId: first.MessageId,
      Attributes: {
        MessageGroupId: 'a',
        MessageDeduplicationId: '1',
        SequenceNumber: first.SequenceNumber,
      },
    });
  });

  it('keep the order within a group and let groups pass each other', async () => {
    const url = await make('orders.fifo', CONTENT);
    for (const [group, body] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
      ['a', 'a3'],
    ]) {
      await send(url, group, body);
    }
    const [first] = await receive(url, { MaxNumberOfMessages: 1 });
    expect(first.Body).toBe('a1');
    // While one of the group is in flight, its others wait.
    expect(await bodies(url)).toEqual(['b1']);
    expect(await bodies(url)).toEqual([]);
    await remove(url, first.ReceiptHandle);
    expect(await bodies(url)).toEqual(['a2', 'a3']);
    // What is not deleted comes again, in order.
    await advanceSeconds(aws, 31);
    expect(await bodies(url)).toEqual(['b1', 'a2', 'a3']);
  });

  it('give a group out again when its first message is let go', async () => {
    const url = await make('orders.fifo', CONTENT);
    await send(url, 'a', 'a1');
    await send(url, 'a', 'a2');
    const [first, second] = await receive(url);
    const letGo = (ReceiptHandle: string | undefined) =>
      sqs().send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
    await letGo(first.ReceiptHandle);
    expect(await bodies(url)).toEqual([]);
    await letGo(second.ReceiptHandle);
    expect(await bodies(url)).toEqual(['a1', 'a2']);
  });

  it('wake who waits when a group is free again', async () => {
    const url = await make('orders.fifo', CONTENT);
    await send(url, 'a', 'a1');
    await send(url, 'a', 'a2');
    const [first] = await receive(url, { MaxNumberOfMessages: 1 });
    const waiting = bodies(url, { WaitTimeSeconds: 20 });
    await remove(url, first.ReceiptHandle);
    expect(await waiting).toEqual(['a2']);
  });

  it('take a message in once within five minutes, even after it was deleted', async () => {
    const url = await make();
    const once = { MessageDeduplicationId: 'same' };
    const first = await send(url, 'a', 'one', once);
    const [message] = await receive(url);
    await remove(url, message.ReceiptHandle);
    await advanceSeconds(aws, 290);
    expect(await send(url, 'b', 'two', once)).toMatchObject({
      MessageId: first.MessageId,
      SequenceNumber: first.SequenceNumber,
    });
    expect(await receive(url)).toEqual([]);
    await advanceSeconds(aws, 11);
    await send(url, 'a', 'three', once);
    expect(await bodies(url)).toEqual(['three']);
  });

  it.each([
    ['the queue', {}, ['one']],
    ['each group', { DeduplicationScope: 'messageGroup' }, ['one', 'one']],
  ])('tell messages by their text in %s', async (_, scope, expected) => {
    const url = await make('orders.fifo', { ...CONTENT, ...scope });
    const { Successful } = await sqs().send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: ['a', 'b', 'a'].map((MessageGroupId, i) => ({
          Id: String(i),
          MessageBody: 'one',
          MessageGroupId,
        })),
      }),
    );
    expect(Successful).toHaveLength(3);
    expect(await bodies(url)).toEqual(expected);
  });

  it('give the same messages to a try that is made again', async () => {
    const url = await make('orders.fifo', CONTENT);
    await send(url, 'a', 'a1');
    await send(url, 'a', 'a2');
    const attempt = { ReceiveRequestAttemptId: 'try' };
    const first = await receive(url, attempt);
    const again = await receive(url, attempt);
    expect(again.map(({ ReceiptHandle }) => ReceiptHandle)).toEqual(
      first.map(({ ReceiptHandle }) => ReceiptHandle),
    );
    expect(first).toHaveLength(2);
    await remove(url, first[0].ReceiptHandle);
    expect(await bodies(url, attempt)).toEqual([]);
  });

  it('refuse to delete what others may have by now', async () => {
    const url = await make('orders.fifo', CONTENT);
    await send(url, 'a', 'a1');
    const [message] = await receive(url);
    await advanceSeconds(aws, 31);
    expect(await errorOf(remove(url, message.ReceiptHandle))).toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining('The receipt handle has expired'),
    });
  });

  it('drop what is too old and hand out what came after it', async () => {
    const url = await make('orders.fifo', {
      ...CONTENT,
      MessageRetentionPeriod: '60',
    });
    await send(url, 'a', 'old');
    await advanceSeconds(aws, 61);
    await send(url, 'a', 'new');
    expect(await bodies(url, { MaxNumberOfMessages: 1 })).toEqual(['new']);
  });

  it.each([
    ['gets events in the group of its target', CONTENT, ['{"n":1}', '{"n":2}']],
    ['gets none where nothing tells them apart', {}, []],
  ])('as a target %s', async (_, attributes, expected) => {
    const { events } = rootOf(aws, HUB);
    const url = await make('orders.fifo', {
      ...attributes,
      Policy: ALLOW_EVENTS,
    });
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["shop"]}' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [
          {
            Id: 't',
            Arn: `arn:aws:sqs:eu-west-1:${HUB}:orders.fifo`,
            SqsParameters: { MessageGroupId: 'shop' },
            InputPath: '$.detail',
          },
        ],
      }),
    );
    await events.send(
      new PutEventsCommand({
        Entries: [1, 2].map(n => ({
          Source: 'shop',
          DetailType: 'paid',
          Detail: JSON.stringify({ n }),
        })),
      }),
    );
    await settled(aws);
    const messages = await receive(url);
    expect(messages.map(({ Body }) => Body)).toEqual(expected);
    for (const { Attributes } of messages) {
      expect(Attributes).toMatchObject({ MessageGroupId: 'shop' });
    }
  });

  it('are as they were after a restart', async () => {
    await aws.stop();
    directory = await mkdtemp(join(tmpdir(), 'local-aws-'));
    const persist = join(directory, 'aws.sqlite');
    aws = await startLocalAws({ persist });
    const before = await make('orders.fifo', CONTENT);
    const first = await send(before, 'a', 'a1');
    await send(before, 'a', 'a2');
    await send(before, 'a', 'a3');
    const attempt = { ReceiveRequestAttemptId: 'try', MaxNumberOfMessages: 1 };
    const [message] = await receive(before, attempt);

    await aws.stop();
    aws = await startLocalAws({ persist });
    const url = `${aws.url}/${HUB}/orders.fifo`;
    expect(await bodies(url)).toEqual([]);
    expect(await send(url, 'a', 'a1')).toMatchObject({
      SequenceNumber: first.SequenceNumber,
    });
    const last = await send(url, 'a', 'a4');
    expect(String(last.SequenceNumber) > String(first.SequenceNumber)).toBe(
      true,
    );
    expect(await receive(url, attempt)).toEqual([message]);
    await remove(url, message.ReceiptHandle);
    expect(await bodies(url)).toEqual(['a2', 'a3', 'a4']);
  });

  it('take a message in again after five minutes and a restart', async () => {
    await aws.stop();
    directory = await mkdtemp(join(tmpdir(), 'local-aws-'));
    const persist = join(directory, 'aws.sqlite');
    aws = await startLocalAws({ persist });
    const before = await make();
    const one = { MessageDeduplicationId: 'one' };
    const first = await send(before, 'a', 'first', one);
    await advanceSeconds(aws, 60);
    await send(before, 'a', 'second', { MessageDeduplicationId: 'another' });
    for (const { ReceiptHandle } of await receive(before)) {
      await remove(before, ReceiptHandle);
    }

    await aws.stop();
    aws = await startLocalAws({ persist });
    const url = `${aws.url}/${HUB}/orders.fifo`;
    await advanceSeconds(aws, 310);
    const again = await send(url, 'a', 'third', one);
    expect(String(again.SequenceNumber) > String(first.SequenceNumber)).toBe(
      true,
    );
    expect(await bodies(url)).toEqual(['third']);
  });
});

import { request } from 'node:http';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  nextMessage,
  policy,
  rootOf,
  TestQueue,
} from '../../__testUtils__/clients';

describe('SQS', () => {
  let aws: LocalAws;
  let sqs: Clients['sqs'];
  let queue: TestQueue;

  beforeEach(async () => {
    aws = await startLocalAws();
    sqs = rootOf(aws, HUB).sqs;
    queue = await makeQueue(aws, HUB, 'orders');
  });
  afterEach(() => aws.stop());

  const send = (MessageBody: string, more = {}) =>
    sqs.send(
      new SendMessageCommand({ QueueUrl: queue.url, MessageBody, ...more }),
    );
  const attributes = async (...AttributeNames: 'All'[]) => {
    const answer = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames }),
    );
    return answer.Attributes;
  };

  describe('queues', () => {
    it('are created again only as they are', async () => {
      const create = (VisibilityTimeout?: string) =>
        sqs.send(
          new CreateQueueCommand({
            QueueName: 'same',
            Attributes: VisibilityTimeout ? { VisibilityTimeout } : undefined,
          }),
        );
      const { QueueUrl } = await create('60');
      expect(QueueUrl).toBe(`${aws.url}/${HUB}/same`);
      expect(await create('60')).toMatchObject({ QueueUrl });
      expect(await create()).toMatchObject({ QueueUrl });
      expect(await errorOf(create('61'))).toMatchObject({
        name: 'QueueNameExists',
        message: expect.stringContaining('VisibilityTimeout'),
      });
    });

    it('have attributes', async () => {
      await send('one');
      expect(await attributes('All')).toMatchObject({
        QueueArn: `arn:aws:sqs:eu-west-1:${HUB}:orders`,
        ApproximateNumberOfMessages: '1',
        ApproximateNumberOfMessagesNotVisible: '0',
        VisibilityTimeout: '30',
        MessageRetentionPeriod: '345600',
        Policy: expect.stringContaining('events.amazonaws.com'),
      });
      await sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: queue.url,
          Attributes: { VisibilityTimeout: '5', Policy: '' },
        }),
      );
      const changed = await attributes('All');
      expect(changed).toMatchObject({ VisibilityTimeout: '5' });
      expect(changed).not.toHaveProperty('Policy');
    });

    it.each([
      [
        { VisibilityTimeout: '43201' },
        'InvalidAttributeValue',
        'from 0 to 43200',
      ],
      [
        { Policy: '{"Statement":{}}' },
        'InvalidAttributeValue',
        'has no Action',
      ],
      [
        {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: `arn:aws:sqs:eu-west-1:${HUB}:none`,
            maxReceiveCount: 3,
          }),
        },
        'InvalidAttributeValue',
        'Dead letter target does not exist',
      ],
      [{ RedrivePolicy: '{}' }, 'InvalidAttributeValue', 'deadLetterTargetArn'],
      [{ Colour: 'red' }, 'InvalidAttributeName', 'Unknown Attribute Colour'],
      [{ FifoQueue: 'true' }, 'InvalidAttributeName', 'FifoQueue'],
    ])('refuse the attributes %j', async (wrong, name, message) => {
      const error = await errorOf(
        sqs.send(
          new SetQueueAttributesCommand({
            QueueUrl: queue.url,
            Attributes: wrong as Record<string, string>,
          }),
        ),
      );
      expect(error).toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
    });

    it('are found by name, listed in pages and deleted', async () => {
      await makeQueue(aws, HUB, 'orders-2');
      await makeQueue(aws, HUB, 'payments');
      expect(
        await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' })),
      ).toMatchObject({ QueueUrl: queue.url });
      const first = await sqs.send(
        new ListQueuesCommand({ QueueNamePrefix: 'orders', MaxResults: 1 }),
      );
      expect(first.QueueUrls).toEqual([queue.url]);
      const second = await sqs.send(
        new ListQueuesCommand({
          QueueNamePrefix: 'orders',
          MaxResults: 1,
          NextToken: first.NextToken,
        }),
      );
      expect(second.QueueUrls).toEqual([`${aws.url}/${HUB}/orders-2`]);
      await sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
      expect(await errorOf(send('late'))).toMatchObject({
        name: 'QueueDoesNotExist',
        message: 'The specified queue does not exist.',
      });
    });

    it('carry tags', async () => {
      await sqs.send(
        new TagQueueCommand({
          QueueUrl: queue.url,
          Tags: { owner: 'orders', stage: 'test' },
        }),
      );
      await sqs.send(
        new UntagQueueCommand({ QueueUrl: queue.url, TagKeys: ['stage'] }),
      );
      const { Tags } = await sqs.send(
        new ListQueueTagsCommand({ QueueUrl: queue.url }),
      );
      expect(Tags).toEqual({ owner: 'orders' });
    });

    it('of other accounts are reached only with both sides’ leave', async () => {
      const stranger = rootOf(aws, CONSUMER).sqs;
      const call = () =>
        stranger.send(
          new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'hi' }),
        );
      expect(await errorOf(call())).toMatchObject({
        name: 'AccessDenied',
        message: `User: arn:aws:iam::${CONSUMER}:root is not authorized to perform: sqs:SendMessage on resource: ${queue.arn} because no resource-based policy allows the sqs:SendMessage action`,
      });
      await sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: queue.url,
          Attributes: {
            Policy: policy({
              Effect: 'Allow',
              Principal: { AWS: CONSUMER },
              Action: 'sqs:SendMessage',
              Resource: queue.arn,
            }),
          },
        }),
      );
      await call();
    });
  });

  describe('messages', () => {
    it('are sent, received and deleted with their attributes', async () => {
      const sent = await send('hello', {
        MessageAttributes: {
          colour: { DataType: 'String', StringValue: 'red' },
          blob: {
            DataType: 'Binary',
            BinaryValue: new Uint8Array([1, 2, 255]),
          },
        },
      });
      expect(sent.MD5OfMessageBody).toBe('5d41402abc4b2a76b9719d911017c592');
      const message = await nextMessage(queue);
      expect(message).toMatchObject({
        MessageId: sent.MessageId,
        Body: 'hello',
        MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
        Attributes: { ApproximateReceiveCount: '1', SenderId: HUB },
        MessageAttributes: {
          colour: { DataType: 'String', StringValue: 'red' },
          blob: { BinaryValue: new Uint8Array([1, 2, 255]) },
        },
      });
      expect(await nextMessage(queue, 0)).toBeUndefined();
      await sqs.send(
        new DeleteMessageCommand({
          QueueUrl: queue.url,
          ReceiptHandle: message?.ReceiptHandle,
        }),
      );
      expect(await attributes('All')).toMatchObject({
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesNotVisible: '0',
      });
    });

    it('come back when they are shown again', async () => {
      await send('again');
      const message = await nextMessage(queue);
      const poll = nextMessage(queue, 10);
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue.url,
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
      expect(await poll).toMatchObject({
        Body: 'again',
        Attributes: { ApproximateReceiveCount: '2' },
      });
    });

    it('end a long poll as soon as they arrive', async () => {
      const poll = nextMessage(queue, 20);
      await send('at last');
      expect(await poll).toMatchObject({ Body: 'at last' });
    });

    it('go by batch, each entry by itself', async () => {
      const answer = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: queue.url,
          Entries: [
            { Id: 'a', MessageBody: 'one' },
            { Id: 'b', MessageBody: '' },
          ],
        }),
      );
      expect(answer).toMatchObject({
        Successful: [{ Id: 'a', MessageId: expect.any(String) }],
        Failed: [{ Id: 'b', Code: 'MissingParameter', SenderFault: true }],
      });
      const message = await nextMessage(queue);
      const deleted = await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queue.url,
          Entries: [{ Id: 'a', ReceiptHandle: message?.ReceiptHandle }],
        }),
      );
      expect(deleted.Successful).toMatchObject([{ Id: 'a' }]);
    });

    it.each([
      ['EmptyBatchRequest', []],
      ['BatchEntryIdsNotDistinct', ['a', 'a']],
      ['InvalidBatchEntryId', ['a b']],
      ['TooManyEntriesInBatchRequest', [...'abcdefghijk']],
    ])('refuse a batch with %s', async (name, ids) => {
      const error = await errorOf(
        sqs.send(
          new SendMessageBatchCommand({
            QueueUrl: queue.url,
            Entries: ids.map(Id => ({ Id, MessageBody: 'x' })),
          }),
        ),
      );
      expect(error.name).toBe(name);
    });

    it('are purged', async () => {
      await send('one');
      await sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
      expect(await nextMessage(queue, 0)).toBeUndefined();
    });

    it('wait out their delay unseen', async () => {
      await send('later', { DelaySeconds: 900 });
      expect(await nextMessage(queue, 0)).toBeUndefined();
      expect(await attributes('All')).toMatchObject({
        ApproximateNumberOfMessagesDelayed: '1',
      });
    });

    it('move to the dead-letter queue after too many receives', async () => {
      const dead = await makeQueue(aws, HUB, 'dead');
      await sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: queue.url,
          Attributes: {
            RedrivePolicy: JSON.stringify({
              deadLetterTargetArn: dead.arn,
              maxReceiveCount: 2,
            }),
          },
        }),
      );
      const sources = await sqs.send(
        new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead.url }),
      );
      expect(sources.queueUrls).toEqual([queue.url]);
      const { MessageId } = await send('poison');
      const receive = () =>
        sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queue.url,
            VisibilityTimeout: 0,
          }),
        );
      await receive();
      await receive();
      expect((await receive()).Messages).toBeUndefined();
      expect(await nextMessage(dead)).toMatchObject({
        MessageId,
        Body: 'poison',
        Attributes: { DeadLetterQueueSourceArn: queue.arn },
      });
    });
  });

  it('ends a long poll whose client has gone, and keeps the message for others', async () => {
    let ended: () => void = () => {};
    const pollEnded = new Promise<void>(resolve => {
      ended = resolve;
    });
    const logged = await startLocalAws({
      logger: {
        info: (_, meta) => meta?.operation === 'ReceiveMessage' && ended(),
        warn: () => {},
        error: () => {},
      },
    });
    try {
      const orders = await makeQueue(logged, HUB, 'orders');
      const poll = request(logged.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: signedForSqs(),
        },
      });
      poll.on('error', () => {});
      const body = new URLSearchParams({
        Action: 'ReceiveMessage',
        QueueUrl: orders.url,
        WaitTimeSeconds: '20',
      });
      await new Promise<void>(sent => poll.end(body.toString(), sent));
      await fetch(`${logged.url}/_busline/health`);

      poll.destroy();
      await pollEnded;

      await orders.sqs.send(
        new SendMessageCommand({ QueueUrl: orders.url, MessageBody: 'one' }),
      );
      expect(await nextMessage(orders, 0)).toMatchObject({
        Body: 'one',
        Attributes: { ApproximateReceiveCount: '1' },
      });
    } finally {
      await logged.stop();
    }
  });

  it('speaks the Query protocol of older clients as well', async () => {
    const call = async (parameters: Record<string, string>) => {
      const answer = await fetch(aws.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: signedForSqs(),
        },
        body: new URLSearchParams(parameters).toString(),
      });
      return answer.text();
    };
    await call({
      Action: 'CreateQueue',
      QueueName: 'old',
      'Attribute.1.Name': 'VisibilityTimeout',
      'Attribute.1.Value': '7',
    });
    const QueueUrl = `${aws.url}/${HUB}/old`;
    expect(
      await call({
        Action: 'GetQueueAttributes',
        QueueUrl,
        'AttributeName.1': 'VisibilityTimeout',
      }),
    ).toContain(
      '<GetQueueAttributesResult><Attribute><Name>VisibilityTimeout</Name><Value>7</Value></Attribute></GetQueueAttributesResult>',
    );
    expect(await call({ Action: 'GetQueueUrl', QueueName: 'none' })).toContain(
      '<Code>AWS.SimpleQueueService.NonExistentQueue</Code>',
    );
  });
});

/** The header of a client that is the root of the hub account. */
function signedForSqs(): string {
  return `AWS4-HMAC-SHA256 Credential=${HUB}/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=x`;
}

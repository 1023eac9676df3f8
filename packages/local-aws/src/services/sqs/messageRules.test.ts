import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  errorOf,
  HUB,
  makeQueue,
  nextMessage,
  outcomeOf,
  rootOf,
  TestQueue,
} from '../../__testUtils__/clients';

type Attributes = SendMessageCommandInput['MessageAttributes'];

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const named = (name: string): Attributes => ({ [name]: text('x') });

describe('what SQS takes', () => {
  let aws: LocalAws;
  let sqs: Clients['sqs'];
  let queue: TestQueue;
  beforeAll(async () => {
    aws = await startLocalAws({ quotas: { messagesInFlightPerQueue: 2 } });
    sqs = rootOf(aws, HUB).sqs;
    queue = await makeQueue(aws, HUB, 'orders');
  });
  afterAll(() => aws.stop());

  const send = (more: Partial<SendMessageCommandInput>, to = queue) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: to.url,
        MessageBody: 'hello',
        ...more,
      }),
    );

  it.each<[string, Partial<SendMessageCommandInput>]>([
    ['every character of XML', { MessageBody: '\t\n\r é 字 \u{1F600} \uFFFD' }],
    ['the longest delay', { DelaySeconds: 900 }],
    ['ten attributes', { MessageAttributes: attributesOf(10) }],
    [
      'names with dots, hyphens and digits',
      { MessageAttributes: named('a.b-c_1') },
    ],
    [
      'numbers of all kinds',
      {
        MessageAttributes: {
          a: { DataType: 'Number', StringValue: '-1.5e10' },
          b: { DataType: 'Number.byte', StringValue: '.5' },
        },
      },
    ],
    ['1 MiB', { MessageBody: 'x'.repeat(1_048_576) }],
  ])('a message with %s', async (_, more) => {
    expect(await outcomeOf(send(more))).toBe('allowed');
  });

  it.each<[string, Partial<SendMessageCommandInput>, string, string]>([
    ['no body', { MessageBody: '' }, 'MissingParameter', 'MessageBody'],
    [
      'a character that XML has not',
      { MessageBody: 'a\u0001' },
      'InvalidMessageContents',
      "'#x1' was found in the message body",
    ],
    [
      'half a character',
      { MessageBody: '\uD83D' },
      'InvalidMessageContents',
      "'#xD83D'",
    ],
    [
      'such a character in an attribute',
      { MessageAttributes: { a: text('\u0002') } },
      'InvalidMessageContents',
      "'#x2' was found in the message attribute 'a'",
    ],
    [
      'too long a delay',
      { DelaySeconds: 901 },
      'InvalidParameterValue',
      'Value 901 for parameter DelaySeconds is invalid. Reason: Must be between 0 and 900, if provided.',
    ],
    [
      'eleven attributes',
      { MessageAttributes: attributesOf(11) },
      'InvalidParameterValue',
      'Number of message attributes [11] exceeds the allowed maximum [10].',
    ],
    ...['AWS.x', 'amazon.x', '.x', 'x.', 'x..y', 'x y', 'x'.repeat(257)].map(
      (name): [string, Partial<SendMessageCommandInput>, string, string] => [
        `the attribute name ${name.slice(0, 10)}`,
        { MessageAttributes: named(name) },
        'InvalidParameterValue',
        `The message attribute name '${name}' is invalid.`,
      ],
    ),
    [
      'an attribute of no type',
      { MessageAttributes: { a: { DataType: '', StringValue: 'x' } } },
      'InvalidParameterValue',
      'must contain non-empty message attribute type',
    ],
    [
      'an attribute of an unknown type',
      { MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } },
      'InvalidParameterValue',
      'supported type prefixes is Binary, Number, and String',
    ],
    [
      'an empty attribute',
      { MessageAttributes: { a: text('') } },
      'InvalidParameterValue',
      "must contain non-empty message attribute value for message attribute type 'String'",
    ],
    [
      'a binary attribute with a text',
      { MessageAttributes: { a: { DataType: 'Binary', StringValue: 'x' } } },
      'InvalidParameterValue',
      "for message attribute type 'Binary'",
    ],
    [
      'a number that is none',
      { MessageAttributes: { a: { DataType: 'Number', StringValue: '1,5' } } },
      'InvalidParameterValue',
      "Can't cast the value of message (user) attribute 'a' to a number.",
    ],
    [
      'more than 1 MiB with its attributes',
      {
        MessageBody: 'x'.repeat(1_048_570),
        MessageAttributes: { a: text('x') },
      },
      'InvalidParameterValue',
      'Message must be shorter than 1048576 bytes.',
    ],
  ])('no message with %s', async (_, more, name, message) => {
    expect(await errorOf(send(more))).toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('no system attribute but the trace header, which comes with the message', async () => {
    const traced = await makeQueue(aws, HUB, 'traced');
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const sent = await send(
      { MessageSystemAttributes: { AWSTraceHeader: text(trace) } },
      traced,
    );
    expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
    expect((await nextMessage(traced))?.Attributes).toMatchObject({
      AWSTraceHeader: trace,
    });
    const wrong: object = { MessageSystemAttributes: named('Colour') };
    expect((await errorOf(send(wrong))).message).toContain("'Colour'");
  });

  it('no batch of more than 1 MiB', async () => {
    const MessageBody = 'x'.repeat(200_000);
    const batch = new SendMessageBatchCommand({
      QueueUrl: queue.url,
      Entries: [1, 2, 3, 4, 5, 6].map(n => ({ Id: `${n}`, MessageBody })),
    });
    expect(await errorOf(sqs.send(batch))).toMatchObject({
      name: 'BatchRequestTooLong',
      message:
        'Batch requests cannot be longer than 1048576 bytes. You have sent 1200000 bytes.',
    });
  });

  it('no attribute name that there is not', async () => {
    const wrong: object = { AttributeNames: ['Colour'] };
    const QueueUrl = queue.url;
    const calls = [
      sqs.send(new GetQueueAttributesCommand({ QueueUrl, ...wrong })),
      sqs.send(new ReceiveMessageCommand({ QueueUrl, ...wrong })),
    ];
    for (const call of calls) {
      expect(await errorOf(call)).toMatchObject({
        name: 'InvalidAttributeName',
        message: 'Unknown Attribute Colour.',
      });
    }
  });

  it('only receipt handles that it gave', async () => {
    const given = await makeQueue(aws, HUB, 'given');
    await send({}, given);
    const ReceiptHandle = (await nextMessage(given))?.ReceiptHandle;
    const handled = (handle = ReceiptHandle) => ({
      QueueUrl: given.url,
      ReceiptHandle: handle,
    });
    const show = (handle?: string) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({
          ...handled(handle),
          VisibilityTimeout: 5,
        }),
      );
    const remove = (handle?: string) =>
      sqs.send(new DeleteMessageCommand(handled(handle)));

    for (const call of [show('mine'), remove('mine')]) {
      expect(await errorOf(call)).toMatchObject({
        name: 'ReceiptHandleIsInvalid',
        message:
          'The input receipt handle "mine" is not a valid receipt handle.',
      });
    }
    await remove();
    expect(await outcomeOf(remove())).toBe('allowed');
    expect(await errorOf(show())).toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining('Message does not exist'),
    });
  });

  it.each([
    ['a standard queue', 'flight', {}, 'OverLimit'],
    ['a FIFO queue', 'flight.fifo', { FifoQueue: 'true' }, 'allowed'],
  ])(
    'only so many messages of %s in flight',
    async (_, QueueName, Attributes, whenFull) => {
      const { QueueUrl } = await sqs.send(
        new CreateQueueCommand({ QueueName, Attributes }),
      );
      for (const id of ['1', '2', '3']) {
        const isFifo = QueueName.endsWith('.fifo');
        await sqs.send(
          new SendMessageCommand({
            QueueUrl,
            MessageBody: id,
            MessageGroupId: isFifo ? id : undefined,
            MessageDeduplicationId: isFifo ? id : undefined,
          }),
        );
      }
      const receive = (MaxNumberOfMessages: number) =>
        sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages }));
      const { Messages = [] } = await receive(2);
      expect(Messages).toHaveLength(2);
      expect(await outcomeOf(receive(1))).toMatch(whenFull);
      const longPoll = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }),
      );
      expect(longPoll.Messages).toBeUndefined();
      await sqs.send(
        new DeleteMessageCommand({
          QueueUrl,
          ReceiptHandle: Messages[0].ReceiptHandle,
        }),
      );
      expect((await receive(1)).Messages).toHaveLength(1);
    },
  );
});

function attributesOf(count: number): Attributes {
  return Object.assign(
    {},
    ...Array.from({ length: count }, (_, n) => named(`a${n}`)),
  );
}

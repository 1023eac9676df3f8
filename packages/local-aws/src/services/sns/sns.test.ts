import {
  AddPermissionCommand,
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  PublishCommandInput,
  RemovePermissionCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  SubscribeCommandInput,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  nextMessage,
  OUTSIDER,
  outcomeOf,
  policy,
  rootOf,
  TestQueue,
} from '../../__testUtils__/clients';

const TOPIC = `arn:aws:sns:eu-west-1:${HUB}:orders`;
const fromTopics = policy({
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: '*',
  Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
});

describe('SNS', () => {
  let aws: LocalAws;
  let sns: Clients['sns'];
  let queue: TestQueue;

  beforeEach(async () => {
    aws = await startLocalAws();
    sns = rootOf(aws, HUB).sns;
    queue = await makeQueue(aws, HUB, 'orders', fromTopics);
    await sns.send(new CreateTopicCommand({ Name: 'orders' }));
  });
  afterEach(() => aws.stop());

  const subscribe = async (more: Partial<SubscribeCommandInput> = {}) => {
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({
        TopicArn: TOPIC,
        Protocol: 'sqs',
        Endpoint: queue.arn,
        ...more,
      }),
    );
    return SubscriptionArn ?? '';
  };
  const publish = (more: Partial<PublishCommandInput> = {}) =>
    sns.send(new PublishCommand({ TopicArn: TOPIC, Message: 'paid', ...more }));
  const received = async (from = queue) => {
    const message = await nextMessage(from);
    return JSON.parse(message?.Body ?? 'null');
  };

  describe('topics', () => {
    it('are created again only as they are', async () => {
      const create = (input: object) =>
        sns.send(new CreateTopicCommand({ Name: 'orders', ...input }));

      await expect(create({})).resolves.toMatchObject({ TopicArn: TOPIC });
      await expect(
        errorOf(create({ Attributes: { DisplayName: 'x' } })),
      ).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message:
          'Invalid parameter: Attributes Reason: Topic already exists with different attributes',
        $metadata: { httpStatusCode: 400 },
      });
      await expect(
        errorOf(create({ Tags: [{ Key: 'a', Value: 'b' }] })),
      ).resolves.toMatchObject({
        message:
          'Invalid parameter: Tags Reason: Topic already exists with different tags',
      });
    });

    it.each([
      ['a name with a space', 'a b'],
      ['a name that is too long', 'x'.repeat(257)],
      ['a FIFO name', 'orders.fifo'],
    ])('refuse %s', async (_, Name) => {
      await expect(
        errorOf(sns.send(new CreateTopicCommand({ Name }))),
      ).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining('Topic Name'),
      });
    });

    it('are listed in pages of a hundred', async () => {
      for (let i = 0; i < 120; i++) {
        await sns.send(new CreateTopicCommand({ Name: `topic-${i}` }));
      }

      const first = await sns.send(new ListTopicsCommand({}));
      const second = await sns.send(
        new ListTopicsCommand({ NextToken: first.NextToken }),
      );

      expect(first.Topics).toHaveLength(100);
      expect(second.Topics).toHaveLength(21);
      expect(second.NextToken).toBeUndefined();
      const all = [...(first.Topics ?? []), ...(second.Topics ?? [])];
      expect(new Set(all.map(({ TopicArn }) => TopicArn)).size).toBe(121);
    });

    it('tell their attributes', async () => {
      await sns.send(
        new SetTopicAttributesCommand({
          TopicArn: TOPIC,
          AttributeName: 'DisplayName',
          AttributeValue: 'Orders',
        }),
      );
      await subscribe();

      const { Attributes = {} } = await sns.send(
        new GetTopicAttributesCommand({ TopicArn: TOPIC }),
      );

      expect(Attributes).toMatchObject({
        TopicArn: TOPIC,
        Owner: HUB,
        DisplayName: 'Orders',
        SubscriptionsConfirmed: '1',
        SubscriptionsPending: '0',
        SubscriptionsDeleted: '0',
      });
      expect(JSON.parse(Attributes.Policy)).toMatchObject({
        Version: '2008-10-17',
        Statement: [
          { Condition: { StringEquals: { 'AWS:SourceOwner': HUB } } },
        ],
      });
    });

    it('are gone with their subscriptions', async () => {
      await subscribe();

      await sns.send(new DeleteTopicCommand({ TopicArn: TOPIC }));
      await sns.send(new DeleteTopicCommand({ TopicArn: TOPIC }));

      await expect(errorOf(publish())).resolves.toMatchObject({
        name: 'NotFoundException',
        message: 'Topic does not exist',
        $metadata: { httpStatusCode: 404 },
      });
      const { Subscriptions } = await sns.send(
        new ListSubscriptionsCommand({}),
      );
      expect(Subscriptions).toEqual([]);
    });

    it('have tags', async () => {
      await sns.send(
        new TagResourceCommand({
          ResourceArn: TOPIC,
          Tags: [
            { Key: 'team', Value: 'a' },
            { Key: 'stage', Value: 'test' },
          ],
        }),
      );
      await sns.send(
        new UntagResourceCommand({ ResourceArn: TOPIC, TagKeys: ['stage'] }),
      );

      const { Tags } = await sns.send(
        new ListTagsForResourceCommand({ ResourceArn: TOPIC }),
      );

      expect(Tags).toEqual([{ Key: 'team', Value: 'a' }]);
      await expect(
        errorOf(
          sns.send(
            new ListTagsForResourceCommand({ ResourceArn: `${TOPIC}-not` }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Resource does not exist',
      });
    });
  });

  describe('policies of topics', () => {
    it('let in another account', async () => {
      const stranger = rootOf(aws, OUTSIDER).sns;
      const attempt = () =>
        outcomeOf(
          stranger.send(new PublishCommand({ TopicArn: TOPIC, Message: 'x' })),
        );
      const before = await attempt();

      await sns.send(
        new AddPermissionCommand({
          TopicArn: TOPIC,
          Label: 'outsider',
          AWSAccountId: [OUTSIDER],
          ActionName: ['Publish'],
        }),
      );
      const granted = await attempt();
      await sns.send(
        new RemovePermissionCommand({ TopicArn: TOPIC, Label: 'outsider' }),
      );

      expect([before, granted, await attempt()]).toEqual([
        'AuthorizationErrorException',
        'allowed',
        'AuthorizationErrorException',
      ]);
    });

    it('refuse in the words of SNS', async () => {
      await expect(
        errorOf(
          rootOf(aws, OUTSIDER).sns.send(
            new PublishCommand({ TopicArn: TOPIC, Message: 'x' }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'AuthorizationErrorException',
        message: `User: arn:aws:iam::${OUTSIDER}:root is not authorized to perform: SNS:Publish on resource: ${TOPIC} because no resource-based policy allows the SNS:Publish action`,
        $metadata: { httpStatusCode: 403 },
      });
    });

    it('limit what may be subscribed by protocol and endpoint', async () => {
      const consumer = rootOf(aws, CONSUMER);
      const own = await makeQueue(aws, CONSUMER, 'in', fromTopics);
      await sns.send(
        new SetTopicAttributesCommand({
          TopicArn: TOPIC,
          AttributeName: 'Policy',
          AttributeValue: policy({
            Effect: 'Allow',
            Principal: { AWS: CONSUMER },
            Action: 'SNS:Subscribe',
            Resource: TOPIC,
            Condition: {
              StringEquals: { 'sns:Protocol': 'sqs' },
              StringLike: { 'sns:Endpoint': `*:${CONSUMER}:in` },
            },
          }),
        }),
      );
      const attempt = (Protocol: string, Endpoint: string) =>
        outcomeOf(
          consumer.sns.send(
            new SubscribeCommand({ TopicArn: TOPIC, Protocol, Endpoint }),
          ),
        );

      expect(await attempt('https', 'https://example.com')).toBe(
        'AuthorizationErrorException',
      );
      expect(await attempt('sqs', `${own.arn}-other`)).toBe(
        'AuthorizationErrorException',
      );
      expect(await attempt('sqs', own.arn)).toBe('allowed');
    });

    it('speak of SNS only', async () => {
      await expect(
        errorOf(
          sns.send(
            new SetTopicAttributesCommand({
              TopicArn: TOPIC,
              AttributeName: 'Policy',
              AttributeValue: policy({
                Effect: 'Allow',
                Principal: '*',
                Action: 'sqs:SendMessage',
                Resource: TOPIC,
              }),
            }),
          ),
        ),
      ).resolves.toMatchObject({
        message:
          'Invalid parameter: Policy statement action out of service scope!',
      });
    });

    it('need no help of identity policies in the own account', async () => {
      const role = await actAs(aws, HUB, 'powerless', []);

      expect(
        await outcomeOf(
          role.sns.send(new PublishCommand({ TopicArn: TOPIC, Message: 'x' })),
        ),
      ).toBe('allowed');
    });
  });

  describe('subscriptions of queues', () => {
    it('get messages as SNS writes them', async () => {
      const arn = await subscribe();

      const { MessageId } = await publish({
        Subject: 'An order',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'paid' },
          bytes: { DataType: 'Binary', BinaryValue: Buffer.from('hi') },
        },
      });

      const message = await nextMessage(queue);
      const body = JSON.parse(message?.Body ?? '');
      expect(Object.keys(body)).toEqual([
        'Type',
        'MessageId',
        'TopicArn',
        'Subject',
        'Message',
        'Timestamp',
        'SignatureVersion',
        'Signature',
        'SigningCertURL',
        'UnsubscribeURL',
        'MessageAttributes',
      ]);
      expect(body).toMatchObject({
        Type: 'Notification',
        MessageId,
        TopicArn: TOPIC,
        Subject: 'An order',
        Message: 'paid',
        Timestamp: expect.stringMatching(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
        ),
        SignatureVersion: '1',
        UnsubscribeURL: expect.stringContaining(arn),
        MessageAttributes: {
          kind: { Type: 'String', Value: 'paid' },
          bytes: { Type: 'Binary', Value: 'aGk=' },
        },
      });
      expect(message?.Body?.split('\n')[1]).toBe('  "Type" : "Notification",');
      expect(message?.MessageAttributes).toBeUndefined();
    });

    it('get raw messages with their attributes', async () => {
      await subscribe({ Attributes: { RawMessageDelivery: 'true' } });

      await publish({
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'paid' },
        },
      });

      await expect(nextMessage(queue)).resolves.toMatchObject({
        Body: 'paid',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'paid' },
        },
      });
    });

    it('get the text of their protocol', async () => {
      await subscribe();

      await publish({
        Message: JSON.stringify({ default: 'all', sqs: 'queues' }),
        MessageStructure: 'json',
      });

      await expect(received()).resolves.toMatchObject({ Message: 'queues' });
    });

    it('get nothing that the policy of the queue does not allow', async () => {
      const closed = await makeQueue(
        aws,
        HUB,
        'closed',
        policy({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': `${TOPIC}-other` } },
        }),
      );
      await subscribe({
        Endpoint: closed.arn,
        Attributes: {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queue.arn }),
        },
      });

      await publish();

      await expect(received()).resolves.toMatchObject({
        Type: 'Notification',
        Message: 'paid',
      });
      await expect(nextMessage(closed, 0)).resolves.toBeUndefined();
    });

    it('are the same when they are asked for again', async () => {
      const arn = await subscribe();

      expect(await subscribe()).toBe(arn);
      await expect(
        errorOf(subscribe({ Attributes: { RawMessageDelivery: 'true' } })),
      ).resolves.toMatchObject({
        message:
          'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
      });
    });

    it('end', async () => {
      const arn = await subscribe();

      await sns.send(new UnsubscribeCommand({ SubscriptionArn: arn }));

      await publish();
      await expect(nextMessage(queue, 0)).resolves.toBeUndefined();
      await expect(
        errorOf(
          sns.send(
            new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'NotFoundException',
        message: 'Subscription does not exist',
      });
    });

    it('tell and change their attributes', async () => {
      const arn = await subscribe();

      await sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn: arn,
          AttributeName: 'FilterPolicy',
          AttributeValue: '{"kind":["paid"]}',
        }),
      );

      const { Attributes } = await sns.send(
        new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
      );
      expect(Attributes).toEqual({
        SubscriptionPrincipal: `arn:aws:iam::${HUB}:root`,
        Owner: HUB,
        RawMessageDelivery: 'false',
        TopicArn: TOPIC,
        Endpoint: queue.arn,
        Protocol: 'sqs',
        PendingConfirmation: 'false',
        ConfirmationWasAuthenticated: 'true',
        SubscriptionArn: arn,
        FilterPolicy: '{"kind":["paid"]}',
        FilterPolicyScope: 'MessageAttributes',
      });
    });
  });

  describe('subscriptions across accounts', () => {
    it('are confirmed at once by who has the queue', async () => {
      const consumer = rootOf(aws, CONSUMER);
      const own = await makeQueue(aws, CONSUMER, 'in', fromTopics);
      await sns.send(
        new AddPermissionCommand({
          TopicArn: TOPIC,
          Label: 'consumer',
          AWSAccountId: [CONSUMER],
          ActionName: ['Subscribe'],
        }),
      );

      const { SubscriptionArn } = await consumer.sns.send(
        new SubscribeCommand({
          TopicArn: TOPIC,
          Protocol: 'sqs',
          Endpoint: own.arn,
        }),
      );

      await publish();
      await expect(received(own)).resolves.toMatchObject({ Message: 'paid' });
      const mine = await consumer.sns.send(new ListSubscriptionsCommand({}));
      expect(mine.Subscriptions).toEqual([
        {
          SubscriptionArn,
          Owner: CONSUMER,
          Protocol: 'sqs',
          Endpoint: own.arn,
          TopicArn: TOPIC,
        },
      ]);
      const theirs = await sns.send(new ListSubscriptionsCommand({}));
      expect(theirs.Subscriptions).toEqual([]);
    });

    it('wait until the queue of another account confirms', async () => {
      const foreign = await makeQueue(aws, CONSUMER, 'in', fromTopics);

      expect(await subscribe({ Endpoint: foreign.arn })).toBe(
        'pending confirmation',
      );
      const question = await nextMessage(foreign);
      const { Type, Token } = JSON.parse(question?.Body ?? '');
      await publish();
      const pending = await sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }),
      );
      const { SubscriptionArn } = await rootOf(aws, CONSUMER).sns.send(
        new ConfirmSubscriptionCommand({ TopicArn: TOPIC, Token }),
      );
      await publish({ Message: 'after' });

      expect(Type).toBe('SubscriptionConfirmation');
      expect(pending.Subscriptions?.[0].SubscriptionArn).toBe(
        'PendingConfirmation',
      );
      expect(SubscriptionArn).toContain(TOPIC);
      await expect(received(foreign)).resolves.toMatchObject({
        Message: 'after',
      });
    });

    it('are not confirmed by a wrong token', async () => {
      await expect(
        errorOf(
          sns.send(
            new ConfirmSubscriptionCommand({ TopicArn: TOPIC, Token: 'no' }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: 'Invalid parameter: Invalid token',
      });
    });
  });

  describe('filter policies', () => {
    const attributes: PublishCommandInput['MessageAttributes'] = {
      kind: { DataType: 'String', StringValue: 'paid' },
      total: { DataType: 'Number', StringValue: '42.50' },
      tags: { DataType: 'String.Array', StringValue: '["a", 7, true]' },
      address: { DataType: 'String', StringValue: '10.0.0.9' },
      bytes: { DataType: 'Binary', BinaryValue: Buffer.from('x') },
    };
    const body = JSON.stringify({
      order: { total: 42.5, state: 'paid' },
      items: [{ sku: 'a' }, { sku: 'b' }],
    });
    const DOES = 'gets';
    const NOT = 'does not get';

    it.each<[string, string, object, object?]>([
      [DOES, 'attributes', { kind: ['paid', 'sent'] }],
      [NOT, 'attributes', { kind: ['sent'] }],
      [NOT, 'attributes', { kind: ['paid'], other: ['x'] }],
      [DOES, 'attributes', { kind: [{ prefix: 'pa' }] }],
      [DOES, 'attributes', { kind: [{ suffix: 'id' }] }],
      [DOES, 'attributes', { kind: [{ 'equals-ignore-case': 'PAID' }] }],
      [DOES, 'attributes', { kind: [{ 'anything-but': ['sent'] }] }],
      [NOT, 'attributes', { kind: [{ 'anything-but': ['paid'] }] }],
      [NOT, 'attributes', { kind: [{ 'anything-but': { prefix: 'pa' } }] }],
      [DOES, 'attributes', { total: [42.5] }],
      [DOES, 'attributes', { total: [{ numeric: ['>', 40, '<=', 42.5] }] }],
      [NOT, 'attributes', { total: [{ numeric: ['>', 42.5] }] }],
      [NOT, 'attributes', { kind: [{ numeric: ['>', 0] }] }],
      [DOES, 'attributes', { tags: ['a'] }],
      [DOES, 'attributes', { tags: [7] }],
      [DOES, 'attributes', { tags: [true] }],
      [NOT, 'attributes', { tags: ['7'] }],
      [DOES, 'attributes', { tags: [{ 'anything-but': ['a'] }] }],
      [DOES, 'attributes', { address: [{ cidr: '10.0.0.0/24' }] }],
      [DOES, 'attributes', { missing: [{ exists: false }] }],
      [DOES, 'attributes', { kind: [{ exists: true }] }],
      [NOT, 'attributes', { bytes: [{ exists: true }] }],
      [DOES, 'attributes', { $or: [{ kind: ['sent'] }, { total: [42.5] }] }],
      [DOES, 'attributes', {}],
      [DOES, 'body', { order: { total: [{ numeric: ['>', 40] }] } }],
      [DOES, 'body', { items: { sku: ['b'] } }],
      [NOT, 'body', { order: { state: ['sent'] } }],
      [NOT, 'body', { kind: ['paid'] }],
    ])('%s by %s %j', async (expected, scope, filter) => {
      await subscribe({
        Attributes: {
          FilterPolicy: JSON.stringify(filter),
          FilterPolicyScope:
            scope === 'body' ? 'MessageBody' : 'MessageAttributes',
        },
      });

      await publish({ Message: body, MessageAttributes: attributes });

      const message = await nextMessage(queue, 0);
      expect(message ? DOES : NOT).toBe(expected);
    });

    it('see no text as a body', async () => {
      await subscribe({
        Attributes: {
          FilterPolicy: '{"a":[{"exists":false}]}',
          FilterPolicyScope: 'MessageBody',
        },
      });

      await publish({ Message: 'no JSON' });

      await expect(nextMessage(queue, 0)).resolves.toBeUndefined();
    });

    it.each([
      ['no JSON', '{', 'FilterPolicy: failed to parse JSON'],
      ['a list', '[]', 'FilterPolicy: Filter is not an object'],
      [
        'six keys',
        JSON.stringify(
          Object.fromEntries([...'abcdef'].map(key => [key, ['x']])),
        ),
        'FilterPolicy: Filter policy can not have more than 5 keys',
      ],
      [
        'too many combinations',
        JSON.stringify({ a: [...'abcdefghijklm'], b: [...'abcdefghijklm'] }),
        'FilterPolicy: Filter policy is too complex',
      ],
      [
        'objects in objects, of attributes',
        '{"a":{"b":["c"]}}',
        'Filter policy scope MessageAttributes does not support nested filter policy',
      ],
    ])('refuse %s', async (_, FilterPolicy, message) => {
      await expect(
        errorOf(subscribe({ Attributes: { FilterPolicy } })),
      ).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: `Invalid parameter: ${message}`,
      });
    });

    it('tell every problem', async () => {
      const { message } = await errorOf(
        subscribe({
          Attributes: { FilterPolicy: '{"a":"x","b":[{"numeric":["!",1]}]}' },
        }),
      );

      expect(message).toMatch(/^Invalid parameter: FilterPolicy: a: .+; b/);
    });
  });

  describe('Publish', () => {
    it.each<[string, Partial<PublishCommandInput>, string]>([
      ['nothing', { Message: '' }, 'Invalid parameter: Empty message'],
      [
        'a long message',
        { Message: 'x'.repeat(262_145) },
        'Invalid parameter: Message too long',
      ],
      [
        'a subject of two lines',
        { Subject: 'a\nb' },
        'Invalid parameter: Subject',
      ],
      [
        'a subject of 101 characters',
        { Subject: 'x'.repeat(101) },
        'Invalid parameter: Subject',
      ],
      [
        'JSON without a default',
        { Message: '{"sqs":"x"}', MessageStructure: 'json' },
        'Invalid parameter: Message Structure - No default entry in JSON message body',
      ],
      [
        'no JSON where it should be',
        { Message: 'x', MessageStructure: 'json' },
        'Invalid parameter: Message Structure - JSON message body failed to parse',
      ],
      [
        'no topic',
        { TopicArn: undefined },
        'Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter',
      ],
      [
        'no ARN',
        { TopicArn: 'orders' },
        'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
      ],
      [
        'an attribute of an unknown type',
        { MessageAttributes: { a: { DataType: 'Date', StringValue: 'x' } } },
        "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
      ],
      [
        'an attribute without a value',
        { MessageAttributes: { a: { DataType: 'String', StringValue: '' } } },
        "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
      ],
      [
        'a number that is none',
        { MessageAttributes: { a: { DataType: 'Number', StringValue: 'x' } } },
        "Could not cast message attribute 'a' value to number.",
      ],
    ])('refuses %s', async (_, input, message) => {
      await expect(errorOf(publish(input))).resolves.toMatchObject({ message });
    });

    it('takes the largest message there may be', async () => {
      await subscribe();

      await publish({ Message: 'x'.repeat(262_144) });

      const { Message } = await received();
      expect(Message).toHaveLength(262_144);
    });
  });

  describe('PublishBatch', () => {
    const batch = (entries: { Id: string; Message: string }[]) =>
      sns.send(
        new PublishBatchCommand({
          TopicArn: TOPIC,
          PublishBatchRequestEntries: entries,
        }),
      );

    it('publishes what it can', async () => {
      await subscribe();

      const { Successful, Failed } = await batch([
        { Id: 'good', Message: 'paid' },
        { Id: 'bad', Message: '' },
      ]);

      expect(Successful).toEqual([
        { Id: 'good', MessageId: expect.any(String) },
      ]);
      expect(Failed).toEqual([
        {
          Id: 'bad',
          Code: 'InvalidParameter',
          Message: 'Invalid parameter: Empty message',
          SenderFault: true,
        },
      ]);
      await expect(received()).resolves.toMatchObject({ Message: 'paid' });
    });

    const entries = (...ids: string[]) => ids.map(Id => ({ Id, Message: 'x' }));

    it.each([
      ['EmptyBatchRequestException', []],
      ['TooManyEntriesInBatchRequestException', entries(...'abcdefghijk')],
      ['BatchEntryIdsNotDistinctException', entries('a', 'a')],
      ['InvalidBatchEntryIdException', entries('a b')],
      [
        'BatchRequestTooLongException',
        [...'ab'].map(Id => ({ Id, Message: 'x'.repeat(131_073) })),
      ],
    ])('refuses with %s', async (name, given) => {
      await expect(errorOf(batch(given))).resolves.toMatchObject({ name });
    });
  });

  describe('Subscribe', () => {
    it.each([
      ['sqs', 'orders', 'Invalid parameter: SQS endpoint ARN'],
      ['lambda', 'orders', 'Invalid parameter: Lambda endpoint ARN'],
      [
        'http',
        'https://example.com',
        'Invalid parameter: Endpoint must match the specified protocol',
      ],
      [
        'pigeon',
        'x',
        'Invalid parameter: Amazon SNS does not support this protocol string: pigeon',
      ],
    ])('refuses %s with %s', async (Protocol, Endpoint, message) => {
      await expect(
        errorOf(subscribe({ Protocol, Endpoint })),
      ).resolves.toMatchObject({ message });
    });

    it.each([
      ['RawMessageDelivery', 'yes'],
      ['FilterPolicyScope', 'Both'],
      ['RedrivePolicy', '{"deadLetterTargetArn":"x"}'],
      ['Colour', 'red'],
    ])('refuses the attribute %s %s', async (name, value) => {
      await expect(
        errorOf(subscribe({ Attributes: { [name]: value } })),
      ).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(name),
      });
    });
  });
});

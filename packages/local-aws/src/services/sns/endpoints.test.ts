import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  PublishCommandInput,
  SubscribeCommand,
  SubscribeCommandInput,
} from '@aws-sdk/client-sns';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  HUB,
  makeQueue,
  nextMessage,
  policy,
  putForward,
  rootOf,
} from '../../__testUtils__/clients';
import { Receiver, Reply, startReceiver } from '../../__testUtils__/receiver';

const TOPIC = `arn:aws:sns:eu-west-1:${HUB}:orders`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${HUB}:function:handler`;

describe('SNS endpoints', () => {
  let aws: LocalAws;
  let sns: Clients['sns'];
  let receiver: Receiver;
  let reply: () => Reply;
  let warnings: string[];

  beforeEach(async () => {
    reply = () => ({});
    receiver = await startReceiver(() => reply());
    warnings = [];
    aws = await startLocalAws({
      functions: { handler: receiver.url },
      logger: {
        info: () => {},
        warn: (_, { reason = '' } = {}) => warnings.push(String(reason)),
        error: () => {},
      },
    });
    sns = rootOf(aws, HUB).sns;
    await sns.send(new CreateTopicCommand({ Name: 'orders' }));
  });
  afterEach(async () => {
    await aws.stop();
    await receiver.stop();
  });

  const subscribe = (more: Partial<SubscribeCommandInput> = {}) =>
    sns.send(
      new SubscribeCommand({
        TopicArn: TOPIC,
        Protocol: 'http',
        Endpoint: receiver.url,
        ReturnSubscriptionArn: true,
        ...more,
      }),
    );
  const publish = (more: Partial<PublishCommandInput> = {}) =>
    sns.send(new PublishCommand({ TopicArn: TOPIC, Message: 'paid', ...more }));
  /** Subscribes the receiver, which confirms. */
  const subscribeWeb = async (more: Partial<SubscribeCommandInput> = {}) => {
    const { SubscriptionArn } = await subscribe(more);
    const question = await receiver.next();
    const { Token } = JSON.parse(question.body);
    await sns.send(new ConfirmSubscriptionCommand({ TopicArn: TOPIC, Token }));
    return { SubscriptionArn, question };
  };

  describe('on the web', () => {
    it('are asked, and get messages when they agree', async () => {
      const { SubscriptionArn, question } = await subscribeWeb();

      const { MessageId } = await publish();

      const { headers, body } = await receiver.next();
      expect(question.headers).toMatchObject({
        'x-amz-sns-message-type': 'SubscriptionConfirmation',
        'x-amz-sns-topic-arn': TOPIC,
      });
      expect(headers).toMatchObject({
        'content-type': 'text/plain; charset=UTF-8',
        'user-agent': 'Amazon Simple Notification Service Agent',
        'x-amz-sns-message-type': 'Notification',
        'x-amz-sns-message-id': MessageId,
        'x-amz-sns-topic-arn': TOPIC,
        'x-amz-sns-subscription-arn': SubscriptionArn,
      });
      expect(headers).not.toHaveProperty('x-amz-sns-rawdelivery');
      expect(JSON.parse(body)).toMatchObject({
        Type: 'Notification',
        Message: 'paid',
      });
    });

    it('get the bare message where they want it raw', async () => {
      await subscribeWeb({ Attributes: { RawMessageDelivery: 'true' } });

      await publish();

      const { headers, body } = await receiver.next();
      expect(body).toBe('paid');
      expect(headers['x-amz-sns-rawdelivery']).toBe('true');
    });

    it('are tried three more times, and then it is a dead letter', async () => {
      const dead = await makeQueue(
        aws,
        HUB,
        'dead',
        policy({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
        }),
      );
      await subscribeWeb({
        Attributes: {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }),
        },
      });
      reply = () => ({ status: 500 });

      await publish();
      let message = await nextMessage(dead, 0);
      while (!message) {
        await putForward(aws, 10);
        message = await nextMessage(dead, 0);
      }

      // One question, one try and three more.
      expect(receiver.got).toHaveLength(5);
      expect(JSON.parse(message.Body ?? '')).toMatchObject({
        Type: 'Notification',
        Message: 'paid',
      });
    });

    it('confirm and leave by the links that they were sent', async () => {
      await subscribe();
      const question = await receiver.next();
      const { SubscribeURL } = JSON.parse(question.body);
      const confirmed = await fetch(SubscribeURL);
      await publish();
      const message = await receiver.next();
      const { UnsubscribeURL } = JSON.parse(message.body);

      const left = await fetch(UnsubscribeURL);

      expect([confirmed.status, left.status]).toEqual([200, 200]);
      const { Subscriptions } = await sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }),
      );
      expect(Subscriptions).toEqual([]);
    });

    it('leave by a signed request only, if that was asked for', async () => {
      const { SubscriptionArn } = await subscribe();
      const question = await receiver.next();
      const { Token } = JSON.parse(question.body);
      await sns.send(
        new ConfirmSubscriptionCommand({
          TopicArn: TOPIC,
          Token,
          AuthenticateOnUnsubscribe: 'true',
        }),
      );

      const left = await fetch(
        `${aws.url}/?Action=Unsubscribe&SubscriptionArn=${SubscriptionArn}`,
      );

      expect(left.status).toBe(403);
      expect(await left.text()).toContain('MissingAuthenticationToken');
    });

    it('are not confirmed by a link with a wrong token', async () => {
      await subscribe();

      const answer = await fetch(
        `${aws.url}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=x`,
      );

      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('<Code>InvalidParameter</Code>');
    });

    it('outside this machine are not called', async () => {
      await subscribe({
        Protocol: 'https',
        Endpoint: 'https://example.com/hook',
      });
      while (warnings.length === 0) {
        await putForward(aws, 1);
      }

      expect(warnings).toEqual([
        'https://example.com/hook is not an address on this machine: local AWS sends notifications to no others',
      ]);
    });

    it('that refuse are not tried again', async () => {
      await subscribeWeb();
      reply = () => ({ status: 404 });

      await publish();
      await receiver.next();
      await putForward(aws, 3_600);

      expect(receiver.got).toHaveLength(2);
    });
  });

  describe('that are functions', () => {
    it('get a record, if they permit the topic', async () => {
      await rootOf(aws, HUB).lambda.send(
        new AddPermissionCommand({
          FunctionName: 'handler',
          StatementId: 'sns',
          Action: 'lambda:InvokeFunction',
          Principal: 'sns.amazonaws.com',
          SourceArn: TOPIC,
        }),
      );
      const { SubscriptionArn } = await subscribe({
        Protocol: 'lambda',
        Endpoint: FUNCTION,
      });

      const { MessageId } = await publish({
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'paid' },
        },
      });

      const { body } = await receiver.next();
      expect(JSON.parse(body)).toEqual({
        Records: [
          {
            EventSource: 'aws:sns',
            EventVersion: '1.0',
            EventSubscriptionArn: SubscriptionArn,
            Sns: expect.objectContaining({
              Type: 'Notification',
              MessageId,
              TopicArn: TOPIC,
              Subject: null,
              Message: 'paid',
              MessageAttributes: { kind: { Type: 'String', Value: 'paid' } },
            }),
          },
        ],
      });
    });

    it('get nothing otherwise, and it is a dead letter', async () => {
      const dead = await makeQueue(
        aws,
        HUB,
        'dead',
        policy({
          Effect: 'Allow',
          Principal: '*',
          Action: 'sqs:SendMessage',
          Resource: '*',
        }),
      );
      await subscribe({
        Protocol: 'lambda',
        Endpoint: FUNCTION,
        Attributes: {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }),
        },
      });

      await publish();

      await expect(nextMessage(dead)).resolves.toBeDefined();
      expect(receiver.got).toEqual([]);
    });
  });
});

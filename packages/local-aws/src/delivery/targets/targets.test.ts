import {
  CreateLogGroupCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { LocalAws, startLocalAws } from '../../server';
import {
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  policy,
  putForward,
  rootOf,
  settled,
  TestQueue,
} from '../../__testUtils__/clients';
import { Reply, startReceiver, Receiver } from '../../__testUtils__/receiver';

const EVENTBRIDGE = { Service: 'events.amazonaws.com' };
const RULE = `arn:aws:events:eu-west-1:${HUB}:rule/all`;
const OTHER_RULE = `${RULE}-others`;

describe('targets of rules', () => {
  let aws: LocalAws;
  let receiver: Receiver;
  let reply: (count: number) => Reply | undefined;
  let dead: TestQueue;

  beforeEach(async () => {
    reply = () => ({ body: 'null' });
    receiver = await startReceiver((_, count) => reply(count));
    aws = await startLocalAws({ functions: { handler: receiver.url } });
    dead = await makeQueue(aws, HUB, 'dead');
    await rootOf(aws, HUB).events.send(
      new PutRuleCommand({
        Name: 'all',
        EventPattern: '{"source":["orders"]}',
      }),
    );
  });
  afterEach(async () => {
    await aws.stop();
    await receiver.stop();
  });

  const aim = async (target: Partial<Target>) => {
    const { FailedEntries } = await rootOf(aws, HUB).events.send(
      new PutTargetsCommand({
        Rule: 'all',
        Targets: [
          {
            Id: 'one',
            Arn: '',
            DeadLetterConfig: { Arn: dead.arn },
            RetryPolicy: { MaximumRetryAttempts: 1 },
            ...target,
          },
        ],
      }),
    );
    expect(FailedEntries).toEqual([]);
  };
  const put = async () => {
    const { Entries } = await rootOf(aws, HUB).events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'orders', DetailType: 'Paid', Detail: '{"id":7}' }],
      }),
    );
    await settled(aws);
    return Entries?.[0].EventId;
  };
  /** Why the last event ended in the dead-letter queue, if it did. */
  const errorCode = async () => {
    const message = await nextMessage(dead, 0);
    return message?.MessageAttributes?.ERROR_CODE.StringValue;
  };
  const inject = (fault: object) =>
    fetch(`${aws.url}/_busline/faults`, {
      method: 'POST',
      body: JSON.stringify(fault),
    });
  const roleThatMay = (Action: string, trusts: object = EVENTBRIDGE) =>
    makeRole(aws, HUB, 'target', {
      trusts,
      may: [{ Effect: 'Allow', Action, Resource: '*' }],
    });

  describe('SNS topics', () => {
    /** Makes a topic with one queue behind it. */
    async function makeTopic(account: string, statement?: object) {
      const { sns } = rootOf(aws, account);
      const { TopicArn = '' } = await sns.send(
        new CreateTopicCommand({ Name: 'orders' }),
      );
      if (statement) {
        await sns.send(
          new SetTopicAttributesCommand({
            TopicArn,
            AttributeName: 'Policy',
            AttributeValue: policy({
              Effect: 'Allow',
              Action: 'sns:Publish',
              Resource: TopicArn,
              ...statement,
            }),
          }),
        );
      }
      const queue = await makeQueue(
        aws,
        account,
        'behind',
        policy({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
        }),
      );
      await sns.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'sqs',
          Endpoint: queue.arn,
        }),
      );
      return { TopicArn, queue };
    }

    it('get the event as their message', async () => {
      const { TopicArn, queue } = await makeTopic(HUB, {
        Principal: EVENTBRIDGE,
        Condition: { ArnEquals: { 'aws:SourceArn': RULE } },
      });
      await aim({ Arn: TopicArn });

      const id = await put();

      const message = await nextMessage(queue);
      const { Type, Message } = JSON.parse(message?.Body ?? '{}');
      expect(Type).toBe('Notification');
      expect(JSON.parse(Message)).toMatchObject({ id, detail: { id: 7 } });
    });

    it.each([
      ['the default policy', undefined],
      [
        'a policy for another rule',
        {
          Principal: EVENTBRIDGE,
          Condition: { ArnEquals: { 'aws:SourceArn': OTHER_RULE } },
        },
      ],
      [
        'a policy for another service',
        { Principal: { Service: 's3.amazonaws.com' } },
      ],
    ])('are closed by %s', async (_, statement) => {
      const { TopicArn, queue } = await makeTopic(HUB, statement);
      await aim({ Arn: TopicArn });

      await put();

      expect(await errorCode()).toBe('NO_PERMISSIONS');
      await expect(nextMessage(queue, 0)).resolves.toBeUndefined();
    });

    it('of another account need a role and a policy', async () => {
      const RoleArn = await roleThatMay('sns:Publish');
      const { TopicArn, queue } = await makeTopic(CONSUMER, {
        Principal: { AWS: RoleArn },
      });

      const without = await errorOf(aim({ Arn: TopicArn }));
      await aim({ Arn: TopicArn, RoleArn });
      await put();

      expect(without.message).toBe(
        `RoleArn is required for target ${TopicArn}.`,
      );
      await expect(nextMessage(queue)).resolves.toBeDefined();
    });

    it('of another account that allow nobody are closed', async () => {
      const RoleArn = await roleThatMay('sns:Publish');
      const { TopicArn } = await makeTopic(CONSUMER);
      await aim({ Arn: TopicArn, RoleArn });

      await put();

      expect(await errorCode()).toBe('NO_PERMISSIONS');
    });

    it('that are not there take nothing', async () => {
      await aim({ Arn: `arn:aws:sns:eu-west-1:${HUB}:nothing` });

      await put();

      expect(await errorCode()).toBe('NO_RESOURCE');
    });

    it('are tried again after a fault that passes', async () => {
      const { TopicArn, queue } = await makeTopic(HUB, {
        Principal: EVENTBRIDGE,
      });
      await aim({ Arn: TopicArn });
      await inject({
        service: 'sns',
        operation: 'Publish',
        effect: 'throttle',
        count: 1,
      });

      await put();
      const before = await nextMessage(queue, 0);
      await putForward(aws, 60);

      expect(before).toBeUndefined();
      await expect(nextMessage(queue, 0)).resolves.toBeDefined();
    });
  });

  describe('Lambda functions', () => {
    const arnOf = (account: string) =>
      `arn:aws:lambda:eu-west-1:${account}:function:handler`;
    const permit = (account: string, Principal: string, SourceArn?: string) =>
      rootOf(aws, account).lambda.send(
        new AddPermissionCommand({
          FunctionName: 'handler',
          StatementId: 'events',
          Action: 'lambda:InvokeFunction',
          Principal,
          SourceArn,
        }),
      );

    it('get the event as their payload', async () => {
      await permit(HUB, EVENTBRIDGE.Service, RULE);
      await aim({ Arn: arnOf(HUB) });

      const id = await put();

      expect(JSON.parse(receiver.got[0].body)).toMatchObject({
        id,
        source: 'orders',
      });
      expect(await errorCode()).toBeUndefined();
    });

    it.each([
      ['nobody', undefined, undefined],
      ['another rule', EVENTBRIDGE.Service, OTHER_RULE],
      ['another service', 'sns.amazonaws.com', undefined],
    ])('that permit %s get nothing', async (_, principal, source) => {
      if (principal) {
        await permit(HUB, principal, source);
      }
      await aim({ Arn: arnOf(HUB) });

      await put();

      expect(await errorCode()).toBe('NO_PERMISSIONS');
      expect(receiver.got).toEqual([]);
    });

    it('of another account need a role and a permission', async () => {
      const RoleArn = await roleThatMay('lambda:InvokeFunction');
      await aim({ Arn: arnOf(CONSUMER), RoleArn });

      await put();
      const without = await errorCode();
      await permit(CONSUMER, HUB);
      await put();

      expect(without).toBe('NO_PERMISSIONS');
      expect(receiver.got).toHaveLength(1);
    });

    it('are not reached by a role that does not trust EventBridge', async () => {
      const RoleArn = await roleThatMay('lambda:InvokeFunction', {
        Service: 'lambda.amazonaws.com',
      });
      await aim({ Arn: arnOf(HUB), RoleArn });

      await put();

      expect(await errorCode()).toBe('FAILED_TO_ASSUME_ROLE');
    });

    it.each([
      ['THROTTLING', 429],
      ['INTERNAL_ERROR', 503],
    ])('are tried again after %s', async (code, status) => {
      await permit(HUB, EVENTBRIDGE.Service);
      await aim({ Arn: arnOf(HUB) });
      reply = () => ({ status });

      await put();
      const before = await errorCode();
      await putForward(aws, 60);
      await settled(aws);

      expect(before).toBeUndefined();
      expect(receiver.got).toHaveLength(2);
      expect(await errorCode()).toBe(code);
    });

    it('that fail themselves are for Lambda to try again', async () => {
      await permit(HUB, EVENTBRIDGE.Service);
      await aim({ Arn: arnOf(HUB) });
      reply = () => ({ headers: { 'x-amz-function-error': 'Unhandled' } });

      await put();
      while (receiver.got.length < 3) {
        await putForward(aws, 30);
      }
      await putForward(aws, 3_600);

      expect(receiver.got).toHaveLength(3);
      expect(await errorCode()).toBeUndefined();
    });

    it('that are not there take nothing', async () => {
      await aim({ Arn: `arn:aws:lambda:eu-west-1:${HUB}:function:nothing` });

      await put();

      expect(await errorCode()).toBe('NO_RESOURCE');
    });
  });

  describe('log groups', () => {
    const GROUP = '/aws/events/orders';
    const groupArn = (account: string) =>
      `arn:aws:logs:eu-west-1:${account}:log-group:${GROUP}`;

    async function makeGroup(account: string, more?: object) {
      const { logs } = rootOf(aws, account);
      await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
      if (more) {
        await logs.send(
          new PutResourcePolicyCommand({
            policyName: 'events',
            policyDocument: policy({
              Effect: 'Allow',
              Principal: EVENTBRIDGE,
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: `arn:aws:logs:eu-west-1:${account}:log-group:/aws/events/*:*`,
              ...more,
            }),
          }),
        );
      }
      return logs;
    }

    it('get the event as a log event of its time', async () => {
      const logs = await makeGroup(HUB, {});
      await aim({ Arn: groupArn(HUB) });

      const id = await put();

      const { events = [] } = await logs.send(
        new FilterLogEventsCommand({
          logGroupName: GROUP,
          filterPattern: '{ $.detail.id = 7 }',
        }),
      );
      expect(events).toHaveLength(1);
      const event = JSON.parse(events[0].message ?? '');
      expect(event).toMatchObject({ id, source: 'orders' });
      expect(events[0].timestamp).toBe(Date.parse(event.time));
      const { logStreams } = await logs.send(
        new DescribeLogStreamsCommand({ logGroupName: GROUP }),
      );
      expect(logStreams).toEqual([
        expect.objectContaining({
          logStreamName: expect.stringMatching(
            /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
          ),
        }),
      ]);
    });

    it('get what a template says', async () => {
      const logs = await makeGroup(HUB, {});
      await aim({
        Arn: `${groupArn(HUB)}:*`,
        InputTransformer: {
          InputPathsMap: { id: '$.detail.id' },
          InputTemplate:
            '{"timestamp": 1700000000000, "message": "order <id>"}',
        },
      });

      await put();

      const { events } = await logs.send(
        new FilterLogEventsCommand({ logGroupName: GROUP }),
      );
      expect(events).toEqual([
        expect.objectContaining({
          timestamp: 1_700_000_000_000,
          message: 'order 7',
        }),
      ]);
    });

    it.each([
      ['no policy', undefined],
      ['a policy for other groups', { Resource: `${groupArn(HUB)}-other:*` }],
      ['a policy for one of the two actions', { Action: 'logs:PutLogEvents' }],
      [
        'a policy for another rule',
        { Condition: { ArnEquals: { 'aws:SourceArn': OTHER_RULE } } },
      ],
    ])('are closed by %s', async (_, more) => {
      await makeGroup(HUB, more);
      await aim({ Arn: groupArn(HUB) });

      await put();

      expect(await errorCode()).toBe('NO_PERMISSIONS');
    });

    it('of other accounts are no targets', async () => {
      await makeGroup(CONSUMER, {});

      const error = await errorOf(aim({ Arn: groupArn(CONSUMER) }));

      expect(error.name).toBe('AccessDeniedException');
    });

    it('that are not there take nothing', async () => {
      await aim({ Arn: groupArn(HUB) });

      await put();

      expect(await errorCode()).toBe('NO_RESOURCE');
    });
  });
});

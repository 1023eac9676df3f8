import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import {
  CreateQueueCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../index';
import {
  actAs,
  Clients,
  CONSUMER,
  HUB,
  nextMessage,
  outcomeOf,
  policy,
  rootOf,
  settled,
  TestQueue,
} from '../../__testUtils__/clients';

describe('events of CloudTrail', () => {
  let aws: LocalAws;
  let hub: Clients;

  beforeEach(async () => {
    aws = await startLocalAws({ cloudTrail: true });
    hub = rootOf(aws, HUB);
  });
  afterEach(() => aws.stop());

  /** A queue that gets what an account's CloudTrail says about some calls. */
  const watch = async (
    account: string,
    detail: object,
    region = 'eu-west-1',
  ): Promise<TestQueue> => {
    const config = {
      endpoint: aws.url,
      region,
      credentials: { accessKeyId: account, secretAccessKey: 'any' },
    };
    const sqs = new SQSClient(config);
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({
        QueueName: 'calls',
        Attributes: {
          Policy: policy({
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: '*',
          }),
        },
      }),
    );
    const arn = `arn:aws:sqs:${region}:${account}:calls`;
    const queue = { url: QueueUrl, arn, sqs };
    const events = new EventBridgeClient(config);
    await events.send(
      new PutRuleCommand({
        Name: 'calls',
        EventPattern: JSON.stringify({
          'detail-type': ['AWS API Call via CloudTrail'],
          detail,
        }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'calls',
        Targets: [{ Id: '1', Arn: queue.arn }],
      }),
    );
    await settled(aws);
    return queue;
  };

  const next = async (queue: TestQueue, waitSeconds = 5) => {
    const message = await nextMessage(queue, waitSeconds);
    return message && JSON.parse(message.Body ?? '');
  };

  it('brings a change of a rule to whoever watches for it', async () => {
    const queue = await watch(HUB, { eventName: ['DeleteRule', 'PutRule'] });
    // The rule's own making may have been the first to match.
    await hub.events.send(
      new PutRuleCommand({
        Name: 'placed',
        EventPattern: '{"source":["shop"]}',
        Tags: [{ Key: 'Team', Value: 'orders' }],
      }),
    );
    const event = await next(queue);
    expect(event).toMatchObject({
      version: '0',
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.events',
      account: HUB,
      region: 'eu-west-1',
      resources: [],
    });
    expect(event.detail).toEqual({
      eventVersion: '1.11',
      userIdentity: {
        type: 'Root',
        principalId: HUB,
        arn: `arn:aws:iam::${HUB}:root`,
        accountId: HUB,
        accessKeyId: HUB,
      },
      eventTime: event.time,
      eventSource: 'events.amazonaws.com',
      eventName: 'PutRule',
      awsRegion: 'eu-west-1',
      sourceIPAddress: expect.stringContaining('127.0.0.1'),
      userAgent: expect.stringContaining('aws-sdk-js'),
      requestParameters: {
        name: 'placed',
        eventPattern: '{"source":["shop"]}',
        tags: [{ key: 'Team', value: 'orders' }],
      },
      responseElements: {
        ruleArn: `arn:aws:events:eu-west-1:${HUB}:rule/placed`,
      },
      requestID: expect.stringMatching(/^[-0-9a-f]{36}$/),
      eventID: expect.stringMatching(/^[-0-9a-f]{36}$/),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: HUB,
      eventCategory: 'Management',
    });
  });

  it('keeps names of maps as they are', async () => {
    const queue = await watch(HUB, { eventName: ['CreateQueue'] });
    await hub.sqs.send(
      new CreateQueueCommand({
        QueueName: 'slow',
        Attributes: { DelaySeconds: '5' },
      }),
    );
    const { source, detail } = await next(queue);
    expect(source).toBe('aws.sqs');
    expect(detail.requestParameters).toEqual({
      queueName: 'slow',
      attributes: { DelaySeconds: '5' },
    });
    expect(detail.responseElements).toEqual({
      queueUrl: `${aws.url}/${HUB}/slow`,
    });
  });

  it('tells of a refusal, and whose role was refused', async () => {
    const queue = await watch(HUB, { errorCode: [{ exists: true }] });
    const reader = await actAs(aws, HUB, 'reader', [
      { Effect: 'Allow', Action: 'events:List*', Resource: '*' },
    ]);
    expect(
      await outcomeOf(
        reader.events.send(new CreateEventBusCommand({ Name: 'mine' })),
      ),
    ).toBe('AccessDeniedException');
    const { detail } = await next(queue);
    expect(detail).toMatchObject({
      eventName: 'CreateEventBus',
      errorCode: 'AccessDenied',
      errorMessage: expect.stringContaining(
        'is not authorized to perform: events:CreateEventBus',
      ),
      requestParameters: { name: 'mine' },
      responseElements: null,
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${HUB}:assumed-role/reader/test`,
        accountId: HUB,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            arn: `arn:aws:iam::${HUB}:role/reader`,
            accountId: HUB,
            userName: 'reader',
          },
          attributes: { mfaAuthenticated: 'false' },
        },
      },
    });
    const { principalId, sessionContext } = detail.userIdentity;
    expect(principalId).toBe(
      `${sessionContext.sessionIssuer.principalId}:test`,
    );
  });

  it('tells both accounts of a call on a bus that is shared', async () => {
    await hub.events.send(
      new PutPermissionCommand({
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'rules',
              Effect: 'Allow',
              Principal: { AWS: CONSUMER },
              Action: 'events:PutRule',
              Resource: `arn:aws:events:eu-west-1:${HUB}:rule/*`,
            },
          ],
        }),
      }),
    );
    const calls = { requestParameters: { name: ['theirs'] } };
    const atHub = await watch(HUB, calls);
    const atConsumer = await watch(CONSUMER, calls);
    await rootOf(aws, CONSUMER).events.send(
      new PutRuleCommand({
        EventBusName: `arn:aws:events:eu-west-1:${HUB}:event-bus/default`,
        Name: 'theirs',
        EventPattern: '{"source":["shop"]}',
      }),
    );
    const seenByHub = await next(atHub);
    const seenByConsumer = await next(atConsumer);
    expect(seenByHub.account).toBe(HUB);
    expect(seenByHub.detail).toMatchObject({
      eventName: 'PutRule',
      recipientAccountId: HUB,
      userIdentity: { type: 'AWSAccount', accountId: CONSUMER },
    });
    expect(seenByConsumer.account).toBe(CONSUMER);
    expect(seenByConsumer.detail).toMatchObject({
      recipientAccountId: CONSUMER,
      userIdentity: { type: 'Root', accountId: CONSUMER },
    });
    expect(seenByHub.detail.sharedEventID).toBe(
      seenByConsumer.detail.sharedEventID,
    );
    expect(seenByHub.detail.eventID).not.toBe(seenByConsumer.detail.eventID);
  });

  it('records IAM in us-east-1, without its secrets', async () => {
    const northern = await watch(
      HUB,
      { eventName: ['CreateAccessKey'] },
      'us-east-1',
    );
    await hub.iam.send(new CreateUserCommand({ UserName: 'ann' }));
    const { AccessKey } = await hub.iam.send(
      new CreateAccessKeyCommand({ UserName: 'ann' }),
    );
    const { region, detail } = await next(northern);
    expect(region).toBe('us-east-1');
    expect(detail.awsRegion).toBe('us-east-1');
    expect(detail.responseElements.accessKey.userName).toBe('ann');
    expect(JSON.stringify(detail)).not.toContain(AccessKey?.SecretAccessKey);
  });

  it('is silent about data, and about what changes nothing', async () => {
    const queue = await watch(HUB, {
      eventName: [{ 'anything-but': ['PutTargets', 'PutRule'] }],
    });
    await hub.events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }],
      }),
    );
    await hub.sqs.send(
      new SendMessageCommand({ QueueUrl: queue.url, MessageBody: '"mine"' }),
    );
    await hub.events.send(new CreateEventBusCommand({ Name: 'last' }));
    await settled(aws);
    expect(await next(queue)).toBe('mine');
    // Only what came last was worth an event.
    expect((await next(queue)).detail.eventName).toBe('CreateEventBus');
    expect(await next(queue, 0)).toBeUndefined();
  });

  it('is silent unless the option asks for it', async () => {
    await aws.stop();
    aws = await startLocalAws();
    hub = rootOf(aws, HUB);
    const queue = await watch(HUB, { eventName: [{ exists: true }] });
    await hub.events.send(new CreateEventBusCommand({ Name: 'mine' }));
    await settled(aws);
    expect(await next(queue, 0)).toBeUndefined();
  });
});

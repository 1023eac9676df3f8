import {
  DisableRuleCommand,
  EnableRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import {
  DeleteQueueCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../server';
import {
  Clients,
  CONSUMER,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  policy,
  rootOf,
  settled,
  TestQueue,
} from '../__testUtils__/clients';

const sendPolicy = (more: object) =>
  policy({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: '*',
    ...more,
  });

describe('delivery to queues', () => {
  let aws: LocalAws;
  let events: Clients['events'];
  let queue: TestQueue;
  let undelivered: TestQueue;

  beforeEach(async () => {
    aws = await startLocalAws();
    events = rootOf(aws, HUB).events;
    queue = await makeQueue(aws, HUB, 'orders');
    undelivered = await makeQueue(aws, HUB, 'undelivered');
  });
  afterEach(() => aws.stop());

  const route = async (
    target: Partial<Target> = {},
    pattern: object = { source: ['orders'] },
  ) => {
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: JSON.stringify(pattern) }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [
          {
            Id: '1',
            Arn: queue.arn,
            DeadLetterConfig: { Arn: undelivered.arn },
            ...target,
          },
        ],
      }),
    );
  };
  const put = async (more: object = {}) => {
    const { Entries } = await events.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: 'orders',
            DetailType: 'OrderPlaced',
            Detail: '{"id":7,"text":"say \\"hi\\""}',
            Time: new Date('2026-01-02T03:04:05.678Z'),
            Resources: ['arn:aws:example'],
            ...more,
          },
        ],
      }),
    );
    return Entries?.[0].EventId;
  };

  it('brings the whole event', async () => {
    await route();
    const id = await put();
    const message = await nextMessage(queue);
    expect(JSON.parse(message?.Body ?? '')).toEqual({
      version: '0',
      id,
      'detail-type': 'OrderPlaced',
      source: 'orders',
      account: HUB,
      time: '2026-01-02T03:04:05Z',
      region: 'eu-west-1',
      resources: ['arn:aws:example'],
      detail: { id: 7, text: 'say "hi"' },
    });
  });

  it.each([
    ['a constant', { Input: '{"fixed":true}' }, '{"fixed":true}'],
    ['a part', { InputPath: '$.detail.id' }, '7'],
    ['a field with a hyphen', { InputPath: '$.detail-type' }, '"OrderPlaced"'],
    ['a part that is not there', { InputPath: '$.detail.x' }, 'null'],
    [
      'a template',
      {
        InputTransformer: {
          InputPathsMap: {
            id: '$.detail.id',
            text: '$.detail.text',
            nothing: '$.detail.nothing',
          },
          InputTemplate:
            '{"order":<id>,"said":<text>,"line":"<id>: <text>","rule":"<aws.events.rule-name>","none":"<nothing>"}',
        },
      },
      '{"order":7,"said":"say \\"hi\\"","line":"7: say \\"hi\\"","rule":"r","none":""}',
    ],
  ])('brings %s', async (_, target, expected) => {
    await route(target);
    await put();
    expect((await nextMessage(queue))?.Body).toBe(expected);
  });

  it.each([
    ['by source', { source: ['orders', 'x'] }],
    ['by detail type', { 'detail-type': ['OrderPlaced'] }],
    ['by detail', { detail: { id: [{ numeric: ['>', 5] }] } }],
    ['by a prefix of the source', { source: [{ prefix: 'ord' }] }],
  ])('matches %s', async (_, pattern) => {
    await route({}, pattern);
    await put();
    expect(await nextMessage(queue)).toBeDefined();
  });

  it('follows the latest form of a rule', async () => {
    await route();
    await route({}, { source: ['payments'] });
    await put();
    await events.send(new DisableRuleCommand({ Name: 'r' }));
    await put({ Source: 'payments' });
    await settled(aws);
    expect(await nextMessage(queue, 0)).toBeUndefined();
    await events.send(new EnableRuleCommand({ Name: 'r' }));
    await put({ Source: 'payments' });
    expect(await nextMessage(queue)).toBeDefined();
  });

  const rule = `arn:aws:events:eu-west-1:${HUB}:rule/r`;
  it.each([
    [
      'names the rule',
      sendPolicy({ Condition: { ArnEquals: { 'aws:SourceArn': rule } } }),
      true,
    ],
    [
      'names another rule',
      sendPolicy({
        Condition: { ArnEquals: { 'aws:SourceArn': `${rule}x` } },
      }),
      false,
    ],
    [
      'names the account',
      sendPolicy({
        Condition: { StringEquals: { 'aws:SourceAccount': HUB } },
      }),
      true,
    ],
    [
      'names another account',
      sendPolicy({
        Condition: { StringEquals: { 'aws:SourceAccount': CONSUMER } },
      }),
      false,
    ],
    [
      'names another service',
      sendPolicy({ Principal: { Service: 'sns.amazonaws.com' } }),
      false,
    ],
  ])('heeds a queue policy that %s', async (_, document, isAllowed) => {
    await queue.sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: queue.url,
        Attributes: { Policy: document },
      }),
    );
    await route();
    await put();
    await settled(aws);
    expect(Boolean(await nextMessage(queue, 0))).toBe(isAllowed);
    const dead = await nextMessage(undelivered, 0);
    expect(dead?.MessageAttributes?.ERROR_CODE.StringValue).toBe(
      isAllowed ? undefined : 'NO_PERMISSIONS',
    );
  });

  it('tells of a queue that is gone', async () => {
    await route();
    await queue.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
    const id = await put();
    const dead = await nextMessage(undelivered);
    expect(JSON.parse(dead?.Body ?? '').id).toBe(id);
    expect(dead?.MessageAttributes).toMatchObject({
      RULE_ARN: { DataType: 'String', StringValue: rule },
      TARGET_ARN: { StringValue: queue.arn },
      ERROR_CODE: { StringValue: 'NO_RESOURCE' },
      ERROR_MESSAGE: { StringValue: `No queue ${queue.arn}` },
      RETRY_ATTEMPTS: { StringValue: '0' },
    });
  });

  it('tells of targets that local AWS does not deliver to', async () => {
    await route({
      Arn: `arn:aws:batch:eu-west-1:${HUB}:job-queue/q`,
      RoleArn: `arn:aws:iam::${HUB}:role/batch`,
      BatchParameters: { JobDefinition: 'd', JobName: 'n' },
    });
    await put();
    const dead = await nextMessage(undelivered);
    expect(dead?.MessageAttributes?.ERROR_MESSAGE.StringValue).toContain(
      'Local AWS does not deliver to',
    );
  });

  it.each([
    ['role and queue policy', true, true, true],
    ['no queue policy', true, false, false],
    ['no role policy', false, true, false],
  ])(
    'goes to another account with both sides’ leave: %s',
    async (_, roleMay, queueMay, isAllowed) => {
      const theirs = await makeQueue(
        aws,
        CONSUMER,
        'theirs',
        queueMay ? sendPolicy({ Principal: { AWS: HUB } }) : '',
      );
      const RoleArn = await makeRole(aws, HUB, 'send', {
        trusts: { Service: 'events.amazonaws.com' },
        may: roleMay
          ? [
              {
                Effect: 'Allow',
                Action: 'sqs:SendMessage',
                Resource: theirs.arn,
              },
            ]
          : [],
      });
      await route({ Arn: theirs.arn, RoleArn });
      await put();
      await settled(aws);
      expect(Boolean(await nextMessage(theirs, 0))).toBe(isAllowed);
    },
  );
});

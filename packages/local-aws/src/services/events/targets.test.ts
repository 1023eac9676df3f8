import {
  CreateEventBusCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  rootOf,
  takeAll,
} from '../../__testUtils__/clients';

const arn = (service: string, resource: string, account = HUB) =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;
const QUEUE = arn('sqs', 'orders');
const STATE_MACHINE = arn('states', 'stateMachine:m');
const STREAM = arn('kinesis', 'stream/s');
const RoleArn = `arn:aws:iam::${HUB}:role/r`;

const transformer = (
  InputTemplate: string,
  InputPathsMap: Record<string, string> = { id: '$.detail.id' },
) => ({ Arn: QUEUE, InputTransformer: { InputPathsMap, InputTemplate } });

describe('targets', () => {
  let aws: LocalAws;
  let events: Clients['events'];

  beforeAll(async () => {
    aws = await startLocalAws();
    events = rootOf(aws, HUB).events;
    await events.send(new CreateEventBusCommand({ Name: 'hub' }));
    await events.send(
      new PutRuleCommand({
        Name: 'r',
        EventBusName: 'hub',
        EventPattern: '{"source":["orders"]}',
      }),
    );
  });
  afterAll(() => aws.stop());

  const put = (target: Partial<Target>) =>
    events.send(
      new PutTargetsCommand({
        Rule: 'r',
        EventBusName: 'hub',
        Targets: [{ Id: 't', Arn: QUEUE, ...target }],
      }),
    );

  it.each<[string, Partial<Target>]>([
    ['a queue', {}],
    [
      'a queue of another account, by a role',
      { Arn: arn('sqs', 'q', CONSUMER), RoleArn },
    ],
    ['a function', { Arn: arn('lambda', 'function:f') }],
    ['a log group', { Arn: arn('logs', 'log-group:/aws/events/x') }],
    ['a state machine', { Arn: STATE_MACHINE, RoleArn }],
    [
      'a stream',
      { Arn: STREAM, RoleArn, KinesisParameters: { PartitionKeyPath: '$.id' } },
    ],
    [
      'an API',
      { Arn: arn('execute-api', 'id/*/POST/orders'), HttpParameters: {} },
    ],
    [
      'a bus of another account',
      { Arn: arn('events', 'event-bus/in', CONSUMER), RoleArn },
    ],
    [
      'a FIFO queue',
      { Arn: `${QUEUE}.fifo`, SqsParameters: { MessageGroupId: 'g' } },
    ],
    ['a constant', { Input: '"text"' }],
    ['a path by dots and numbers', { InputPath: '$.detail.items[0].sku' }],
    ['the whole event by path', { InputPath: '$' }],
    [
      'a template that is text',
      transformer('"Order <id> of <aws.events.rule-name>"'),
    ],
    ['a template of several texts', transformer('"Order <id>"\n"was placed"')],
    [
      'a template that is an object',
      transformer(
        '{"id": <id>, "all": <aws.events.event.json>, "text": "is \\"<id>\\""}',
      ),
    ],
    [
      'a retry policy',
      {
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      },
    ],
    [
      'a bus in another Region',
      {
        Arn: `arn:aws:events:us-east-1:${HUB}:event-bus/far`,
        RoleArn,
      },
    ],
    ['a dead-letter queue', { DeadLetterConfig: { Arn: arn('sqs', 'dead') } }],
  ])('take %s', async (_, target) => {
    await put(target);
    const { Targets } = await events.send(
      new ListTargetsByRuleCommand({ Rule: 'r', EventBusName: 'hub' }),
    );
    expect(Targets).toEqual([{ Id: 't', Arn: QUEUE, ...target }]);
  });

  it.each<[string, Partial<Target>, string]>([
    [
      'an id that is none',
      { Id: '!@#$@!#$' },
      "1 validation error detected: Value '!@#$@!#$' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
    ],
    [
      'a retry policy out of range, twice',
      {
        RetryPolicy: {
          MaximumRetryAttempts: 186,
          MaximumEventAgeInSeconds: 59,
        },
      },
      "2 validation errors detected: Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 185; Value '59' at 'targets.1.member.retryPolicy.maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
    ],
    [
      'a service that is no target',
      { Arn: 'arn:aws:s3:::bucket' },
      's3 is not a supported service for a target.',
    ],
    [
      'an EventBridge ARN that is no target',
      { Arn: arn('events', 'rule/x') },
      `Parameter ${arn(
        'events',
        'rule/x',
      )} is not valid. Reason: Provided Arn is not in correct format.`,
    ],
    [
      'the target of archives',
      { Arn: 'arn:aws:events:eu-west-1:::', RoleArn },
      'Parameter arn:aws:events:eu-west-1::: is not valid. Reason: Provided Arn is not in correct format.',
    ],
    [
      'a state machine without a role',
      { Arn: STATE_MACHINE },
      `RoleArn is required for target ${STATE_MACHINE}.`,
    ],
    [
      'a stream without a role',
      { Arn: STREAM },
      `RoleArn is required for target ${STREAM}.`,
    ],
    [
      'a bus without a role',
      { Arn: arn('events', 'event-bus/other') },
      `RoleArn is required for target ${arn('events', 'event-bus/other')}.`,
    ],
    [
      'another account’s queue without a role',
      { Arn: arn('sqs', 'q', CONSUMER) },
      `RoleArn is required for target ${arn('sqs', 'q', CONSUMER)}.`,
    ],
    [
      'another account’s state machine',
      { Arn: arn('states', 'stateMachine:m', CONSUMER), RoleArn },
      `Access to the resource ${arn(
        'states',
        'stateMachine:m',
        CONSUMER,
      )} is denied. Reason: Adding cross-account target is not permitted.`,
    ],
    [
      'a role that is none',
      { RoleArn: arn('sqs', 'q') },
      `Parameter ${arn(
        'sqs',
        'q',
      )} is not valid. Reason: Provided Arn is not in correct format.`,
    ],
    [
      'its own bus',
      { Arn: arn('events', 'event-bus/hub'), RoleArn },
      'Target t is the event bus of the rule itself.',
    ],
    [
      'a FIFO queue without a message group',
      { Arn: `${QUEUE}.fifo` },
      'Parameter(s) SqsParameters must be specified for target: t.',
    ],
    [
      'an ECS task without parameters',
      { Arn: arn('ecs', 'cluster/c'), RoleArn },
      'Parameter(s) EcsParameters must be specified for target: t.',
    ],
    [
      'parameters for another kind of target',
      { KinesisParameters: { PartitionKeyPath: '$.id' } },
      'Parameter(s) KinesisParameters not supported for target: t.',
    ],
    [
      'an input that is not JSON',
      { Input: 'text' },
      'JSON syntax error in input for target t.',
    ],
    [
      'a path in brackets',
      { InputPath: "$.detail['id']" },
      'InputPath for target t is invalid.',
    ],
    [
      'a variable’s path that is none',
      transformer('"<id>"', { id: 'detail.id' }),
      'InputPath for target t is invalid.',
    ],
    [
      'a variable that is not there',
      transformer('"Order <number>"'),
      'InputTemplate for target t contains invalid placeholder number.',
    ],
    [
      'the event in a text',
      transformer('"<aws.events.event.json>"'),
      'InputTemplate for target t contains placeholder aws.events.event.json valid only for JSON template.',
    ],
    [
      'a variable with a reserved name',
      transformer('"<AWS-id>"', { 'AWS-id': '$.id' }),
      'InputPathsMap for target t is invalid: the key AWS-id starts with AWS.',
    ],
    [
      'a topic as dead-letter queue',
      { DeadLetterConfig: { Arn: arn('sns', 't') } },
      'sns is not supported as a dead letter resource.',
    ],
    [
      'a FIFO dead-letter queue',
      { DeadLetterConfig: { Arn: `${QUEUE}.fifo` } },
      'SQS FIFO is not supported by Dead Letter Queues.',
    ],
    [
      'a queue in another Region',
      { Arn: QUEUE.replace('eu-west-1', 'us-east-1') },
      'Cross-region API call is not allowed.',
    ],
    [
      'a dead-letter queue in another Region',
      { DeadLetterConfig: { Arn: QUEUE.replace('eu-west-1', 'us-east-1') } },
      `Parameter ${QUEUE.replace(
        'eu-west-1',
        'us-east-1',
      )} is not valid. Reason: The dead letter queue must be in the Region eu-west-1.`,
    ],
  ])('refuse %s', async (_, target, message) => {
    expect(await errorOf(put(target))).toMatchObject({ message });
  });

  it.each([
    ['text without quotes', 'Order <id>'],
    ['an object with a variable as key', '{<id>: 1}'],
    ['an object that does not end', '{"id": <id>'],
  ])('refuse a template that is %s', async (_, template) => {
    expect(await errorOf(put(transformer(template)))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(/^Invalid InputTemplate for target t : /),
    });
  });

  it('refuse more than 100 variables', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 101 }, (_, i) => [`v${i}`, '$.id']),
    );
    expect(await errorOf(put(transformer('"<v1>"', paths)))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(
        "at 'targets.1.member.inputTransformer.inputPathsMap' failed to satisfy constraint: Member must have length less than or equal to 100",
      ),
    });
  });

  it('get several texts as they stand in the template', async () => {
    const queue = await makeQueue(aws, HUB, 'orders');
    await put(transformer('"Order <id>"\n"was placed"'));
    await events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'hub',
            Source: 'orders',
            DetailType: 'Placed',
            Detail: '{"id":7}',
          },
        ],
      }),
    );
    expect(await takeAll(aws, queue)).toEqual(['"Order 7"\n"was placed"']);
  });
});

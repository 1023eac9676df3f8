import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  TestEventPatternCommand,
  UntagResourceCommand,
  UpdateEventBusCommand,
  EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  policy,
  PRODUCER,
  rootOf,
  takeAll,
} from '../../__testUtils__/clients';

const QUEUE = `arn:aws:sqs:eu-west-1:${HUB}:orders`;
const PATTERN = JSON.stringify({ source: ['orders'] });

describe('EventBridge', () => {
  let aws: LocalAws;
  let events: Clients['events'];

  beforeEach(async () => {
    aws = await startLocalAws({
      quotas: { rulesPerBus: 3, busesPerAccount: 3, wildcardRulesPerBus: 1 },
    });
    events = rootOf(aws, HUB).events;
  });
  afterEach(() => aws.stop());

  describe('event buses', () => {
    it('are created, described, updated, listed and deleted', async () => {
      const arn = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;
      const created = await events.send(
        new CreateEventBusCommand({ Name: 'hub', Description: 'Central' }),
      );
      expect(created).toMatchObject({
        EventBusArn: arn,
        Description: 'Central',
      });
      await events.send(
        new UpdateEventBusCommand({
          Name: 'hub',
          DeadLetterConfig: { Arn: QUEUE },
        }),
      );
      expect(
        await events.send(new DescribeEventBusCommand({ Name: arn })),
      ).toMatchObject({
        Name: 'hub',
        Arn: arn,
        Description: 'Central',
        DeadLetterConfig: { Arn: QUEUE },
        CreationTime: expect.any(Date),
      });
      const { EventBuses } = await events.send(
        new ListEventBusesCommand({ NamePrefix: 'h' }),
      );
      expect(EventBuses).toMatchObject([{ Name: 'hub' }]);
      await events.send(new DeleteEventBusCommand({ Name: 'hub' }));
      const error = await errorOf(
        events.send(new DescribeEventBusCommand({ Name: 'hub' })),
      );
      expect(error).toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Event bus hub does not exist.',
      });
    });

    it('are deleted only after their rules', async () => {
      await events.send(new CreateEventBusCommand({ Name: 'hub' }));
      const rule = { Name: 'r', EventBusName: 'hub' };
      await events.send(new PutRuleCommand({ ...rule, EventPattern: PATTERN }));
      const deleteBus = () =>
        events.send(new DeleteEventBusCommand({ Name: 'hub' }));
      expect(await errorOf(deleteBus())).toMatchObject({
        name: 'ValidationException',
        message: "EventBus can't be deleted since it has rules.",
      });
      await events.send(new DeleteRuleCommand(rule));
      await deleteBus();
    });

    it('start with the default bus, which stays', async () => {
      expect(await events.send(new DescribeEventBusCommand({}))).toMatchObject({
        Name: 'default',
      });
      const error = await errorOf(
        events.send(new DeleteEventBusCommand({ Name: 'default' })),
      );
      expect(error.name).toBe('ValidationException');
    });

    it('have unique names and a quota', async () => {
      await events.send(new CreateEventBusCommand({ Name: 'one' }));
      const again = await errorOf(
        events.send(new CreateEventBusCommand({ Name: 'one' })),
      );
      expect(again.name).toBe('ResourceAlreadyExistsException');
      await events.send(new CreateEventBusCommand({ Name: 'two' }));
      const tooMany = await errorOf(
        events.send(new CreateEventBusCommand({ Name: 'three' })),
      );
      expect(tooMany.name).toBe('LimitExceededException');
    });

    it.each([
      [{ Name: 'a/b' }, "Event bus name must not contain '/'."],
      [
        { Name: 'a', DeadLetterConfig: { Arn: QUEUE.replace('sqs', 'sns') } },
        'sns is not supported as a dead letter resource.',
      ],
      [
        { Name: 'a', LogConfig: { Level: 'DEBUG' as 'INFO' } },
        "1 validation error detected: Value 'DEBUG' at 'logConfig.level' failed to satisfy constraint: Member must satisfy enum value set: [OFF, ERROR, INFO, TRACE]",
      ],
    ])('refuse %j', async (input, message) => {
      expect(
        await errorOf(events.send(new CreateEventBusCommand(input))),
      ).toMatchObject({ name: 'ValidationException', message });
    });

    it('are listed in pages', async () => {
      await events.send(new CreateEventBusCommand({ Name: 'a' }));
      const first = await events.send(new ListEventBusesCommand({ Limit: 1 }));
      expect(first.EventBuses).toMatchObject([{ Name: 'a' }]);
      const second = await events.send(
        new ListEventBusesCommand({ Limit: 1, NextToken: first.NextToken }),
      );
      expect(second.EventBuses).toMatchObject([{ Name: 'default' }]);
      expect(second.NextToken).toBeUndefined();
    });
  });

  describe('rules', () => {
    const put = (name: string, more = {}) =>
      events.send(
        new PutRuleCommand({ Name: name, EventPattern: PATTERN, ...more }),
      );

    it('lose what an update leaves out, except targets and tags', async () => {
      const { RuleArn } = await put('r', {
        Description: 'Old',
        State: 'DISABLED',
        Tags: [{ Key: 'owner', Value: 'orders' }],
      });
      expect(RuleArn).toBe(`arn:aws:events:eu-west-1:${HUB}:rule/r`);
      await events.send(
        new PutTargetsCommand({
          Rule: 'r',
          Targets: [{ Id: '1', Arn: QUEUE }],
        }),
      );
      await put('r', { Tags: [{ Key: 'owner', Value: 'ignored' }] });
      const rule = await events.send(new DescribeRuleCommand({ Name: 'r' }));
      expect(rule).toMatchObject({
        Name: 'r',
        State: 'ENABLED',
        EventPattern: PATTERN,
        CreatedBy: HUB,
        EventBusName: 'default',
      });
      expect(rule.Description).toBeUndefined();
      const { Targets } = await events.send(
        new ListTargetsByRuleCommand({ Rule: 'r' }),
      );
      expect(Targets).toEqual([{ Id: '1', Arn: QUEUE }]);
      const { Tags } = await events.send(
        new ListTagsForResourceCommand({ ResourceARN: RuleArn }),
      );
      expect(Tags).toEqual([{ Key: 'owner', Value: 'orders' }]);
    });

    it('are switched on and off', async () => {
      await put('r');
      await events.send(new DisableRuleCommand({ Name: 'r' }));
      expect(
        await events.send(new DescribeRuleCommand({ Name: 'r' })),
      ).toMatchObject({ State: 'DISABLED' });
      await events.send(new EnableRuleCommand({ Name: 'r' }));
      expect(
        await events.send(new DescribeRuleCommand({ Name: 'r' })),
      ).toMatchObject({ State: 'ENABLED' });
    });

    it('are listed by prefix, in pages, without their targets', async () => {
      await put('orders-1');
      await put('orders-2');
      await put('payments');
      const first = await events.send(
        new ListRulesCommand({ NamePrefix: 'orders', Limit: 1 }),
      );
      expect(first.Rules).toMatchObject([{ Name: 'orders-1' }]);
      const second = await events.send(
        new ListRulesCommand({
          NamePrefix: 'orders',
          Limit: 1,
          NextToken: first.NextToken,
        }),
      );
      expect(second.Rules).toMatchObject([{ Name: 'orders-2' }]);
      expect(second.NextToken).toBeUndefined();
    });

    it('are deleted only after their targets, and gladly twice', async () => {
      await put('r');
      await events.send(
        new PutTargetsCommand({
          Rule: 'r',
          Targets: [{ Id: '1', Arn: QUEUE }],
        }),
      );
      const error = await errorOf(
        events.send(new DeleteRuleCommand({ Name: 'r' })),
      );
      expect(error).toMatchObject({
        name: 'ValidationException',
        message: "Rule can't be deleted since it has targets.",
      });
      await events.send(new RemoveTargetsCommand({ Rule: 'r', Ids: ['1'] }));
      await events.send(new DeleteRuleCommand({ Name: 'r' }));
      await events.send(new DeleteRuleCommand({ Name: 'r' }));
      const gone = await errorOf(
        events.send(new DescribeRuleCommand({ Name: 'r' })),
      );
      expect(gone).toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Rule r does not exist on EventBus default.',
      });
    });

    it('have a quota that updates do not count against', async () => {
      await put('1');
      await put('2');
      await put('3');
      await put('3');
      expect(await errorOf(put('4'))).toMatchObject({
        name: 'LimitExceededException',
      });
    });

    it('with wildcards have a quota of their own', async () => {
      const EventPattern = JSON.stringify({ source: [{ wildcard: 'ord*' }] });
      await put('1', { EventPattern });
      await put('1', { EventPattern });
      expect(await errorOf(put('2', { EventPattern }))).toMatchObject({
        name: 'LimitExceededException',
        message: expect.stringContaining('1 rules with wildcard'),
      });
    });

    it.each([
      [
        'a name that is too long',
        { Name: 'x'.repeat(65), EventPattern: PATTERN },
        'ValidationException',
        'Member must have length less than or equal to 64',
      ],
      [
        'a name with a space',
        { Name: 'a b', EventPattern: PATTERN },
        'ValidationException',
        'Member must satisfy regular expression pattern',
      ],
      [
        'an unknown state',
        { Name: 'r', EventPattern: PATTERN, State: 'ON' as 'ENABLED' },
        'ValidationException',
        'Member must satisfy enum value set',
      ],
      [
        'neither pattern nor schedule',
        { Name: 'r' },
        'ValidationException',
        'Parameter(s) EventPattern or ScheduleExpression must be specified.',
      ],
      [
        'a pattern that is none',
        { Name: 'r', EventPattern: '{"source":"orders"}' },
        'InvalidEventPatternException',
        'Event pattern is not valid. Reason: ',
      ],
      [
        'a pattern over the quota',
        {
          Name: 'r',
          EventPattern: JSON.stringify({ source: ['x'.repeat(2_050)] }),
        },
        'LimitExceededException',
        'the quota is 2048',
      ],
      [
        'a bus in another Region',
        {
          Name: 'r',
          EventPattern: PATTERN,
          EventBusName: `arn:aws:events:us-east-1:${HUB}:event-bus/default`,
        },
        'ValidationException',
        'Cross-region API call is not allowed.',
      ],
      [
        'another account’s role',
        {
          Name: 'r',
          EventPattern: PATTERN,
          RoleArn: `arn:aws:iam::${CONSUMER}:role/r`,
        },
        'AccessDeniedException',
        'iam:PassRole',
      ],
    ])('refuse %s', async (_, input, name, message) => {
      const error = await errorOf(events.send(new PutRuleCommand(input)));
      expect(error).toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
    });

    it('say all that is wrong with a pattern, in EventBridge’s words', async () => {
      const EventPattern = '{"source":"orders","detail":{"a":[]}}';
      const command = new PutRuleCommand({ Name: 'r', EventPattern });
      expect((await errorOf(events.send(command))).message).toBe(
        'Event pattern is not valid. Reason: source: "source" must be an object or an array; detail.a: Empty arrays are not allowed',
      );
    });

    it.each([
      ['eu-south-1', 100],
      ['eu-west-1', 300],
    ])('are a bus’s up to AWS’s quota in %s', async (region, quota) => {
      const usual = await startLocalAws();
      const client = new EventBridgeClient({
        endpoint: usual.url,
        region,
        credentials: { accessKeyId: HUB, secretAccessKey: 'any' },
      });
      const add = (n: number) =>
        client.send(
          new PutRuleCommand({ Name: `rule-${n}`, EventPattern: PATTERN }),
        );
      await Promise.all(Array.from({ length: quota }, (_, n) => add(n)));
      expect((await errorOf(add(quota))).name).toBe('LimitExceededException');
      // A rule that is there can still be put.
      await add(0);
      client.destroy();
      await usual.stop();
    });

    it('on other buses take no schedule', async () => {
      await events.send(new CreateEventBusCommand({ Name: 'hub' }));
      const error = await errorOf(
        put('r', { EventBusName: 'hub', ScheduleExpression: 'rate(1 day)' }),
      );
      expect(error.message).toBe(
        'ScheduleExpression is supported only on the default event bus.',
      );
      await put('r', { ScheduleExpression: 'rate(1 day)' });
    });
  });

  describe('targets', () => {
    beforeEach(async () => {
      await events.send(
        new PutRuleCommand({ Name: 'r', EventPattern: PATTERN }),
      );
    });
    const put = (...targets: { Id: string; Arn: string }[]) =>
      events.send(new PutTargetsCommand({ Rule: 'r', Targets: targets }));

    it('are put, found by ARN and removed', async () => {
      const answer = await put({ Id: '1', Arn: QUEUE });
      expect(answer.FailedEntryCount).toBe(0);
      const { RuleNames } = await events.send(
        new ListRuleNamesByTargetCommand({ TargetArn: QUEUE }),
      );
      expect(RuleNames).toEqual(['r']);
      const removed = await events.send(
        new RemoveTargetsCommand({ Rule: 'r', Ids: ['1', 'unknown'] }),
      );
      expect(removed).toMatchObject({
        FailedEntryCount: 1,
        FailedEntries: [
          { TargetId: 'unknown', ErrorCode: 'ResourceNotFoundException' },
        ],
      });
    });

    it('are five at most', async () => {
      const five = ['1', '2', '3', '4', '5'].map(Id => ({ Id, Arn: QUEUE }));
      await put(...five);
      await put(...five);
      expect(await errorOf(put({ Id: '6', Arn: QUEUE }))).toMatchObject({
        name: 'LimitExceededException',
      });
    });

    it.each([
      [
        'something that is no ARN',
        { Arn: 'queue' },
        'Provided Arn is not in correct format',
      ],
      [
        'two inputs',
        { Arn: QUEUE, Input: '{}', InputPath: '$.detail' },
        'Only one of Input, InputPath, or InputTransformer',
      ],
      [
        'an input for a bus in another account',
        {
          Arn: `arn:aws:events:eu-west-1:${CONSUMER}:event-bus/in`,
          RoleArn: `arn:aws:iam::${HUB}:role/r`,
          InputPath: '$.detail',
        },
        'InputPath is not available',
      ],
      [
        'a path that is none',
        { Arn: QUEUE, InputPath: 'detail' },
        'InputPath for target 1 is invalid.',
      ],
    ])('refuse %s', async (_, target, message) => {
      const error = await errorOf(put({ Id: '1', ...target }));
      expect(error).toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining(message),
      });
    });
  });

  describe('permissions', () => {
    const read = async () => {
      const { Policy } = await events.send(new DescribeEventBusCommand({}));
      return Policy === undefined ? undefined : JSON.parse(Policy);
    };
    const bus = `arn:aws:events:eu-west-1:${HUB}:event-bus/default`;

    it('are given and taken statement by statement', async () => {
      const give = (StatementId: string, Principal: string) =>
        events.send(
          new PutPermissionCommand({
            Action: 'events:PutEvents',
            Principal,
            StatementId,
          }),
        );
      await give('one', PRODUCER);
      await give('two', CONSUMER);
      await give('two', PRODUCER);
      expect(await read()).toEqual({
        Version: '2012-10-17',
        Statement: ['one', 'two'].map(Sid => ({
          Sid,
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${PRODUCER}:root` },
          Action: 'events:PutEvents',
          Resource: bus,
        })),
      });
      await events.send(new RemovePermissionCommand({ StatementId: 'one' }));
      expect((await read()).Statement).toHaveLength(1);
      const error = await errorOf(
        events.send(new RemovePermissionCommand({ StatementId: 'one' })),
      );
      expect(error.name).toBe('ResourceNotFoundException');
      await events.send(
        new RemovePermissionCommand({ RemoveAllPermissions: true }),
      );
      expect(await read()).toBeUndefined();
    });

    it('of an organisation carry a condition', async () => {
      await events.send(
        new PutPermissionCommand({
          Action: 'events:PutEvents',
          Principal: '*',
          StatementId: 'org',
          Condition: {
            Type: 'StringEquals',
            Key: 'aws:PrincipalOrgID',
            Value: 'o-1',
          },
        }),
      );
      expect((await read()).Statement).toMatchObject([
        {
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        },
      ]);
    });

    it('as a whole document replace what was there', async () => {
      const give = (Sid: string) =>
        events.send(
          new PutPermissionCommand({
            Policy: policy({
              Sid,
              Effect: 'Allow',
              Principal: { AWS: PRODUCER },
              Action: 'events:PutEvents',
              Resource: bus,
            }),
          }),
        );
      await give('one');
      await give('two');
      expect((await read()).Statement).toMatchObject([{ Sid: 'two' }]);
    });

    it('refuse a document that is too long, saying how long it is', async () => {
      const error = await errorOf(
        events.send(
          new PutPermissionCommand({
            Policy: policy({
              Sid: 'x'.repeat(10_240),
              Effect: 'Allow',
              Principal: '*',
              Action: 'events:PutEvents',
              Resource: bus,
            }),
          }),
        ),
      );
      expect(error).toMatchObject({
        name: 'PolicyLengthExceededException',
        message: expect.stringMatching(
          /10\d{3} characters; the quota is 10240/,
        ),
      });
    });

    it.each([
      ['is not JSON', '{', 'not valid JSON'],
      [
        'has faults, naming each',
        policy({ Effect: 'Maybe', Action: 'PutEvents', Resource: bus }),
        'Statement[0].Effect must be "Allow" or "Deny"; Statement[0].Action "PutEvents" must look like service:Operation; Statement[0] has no Principal',
      ],
      [
        'speaks of another bus',
        policy({
          Effect: 'Allow',
          Principal: '*',
          Action: 'events:PutEvents',
          Resource: bus.replace('default', 'other'),
        }),
        'nor one of its rules',
      ],
      [
        'names nobody',
        policy({
          Effect: 'Allow',
          Principal: { AWS: 'somebody' },
          Action: 'events:PutEvents',
          Resource: bus,
        }),
        'somebody is not an account',
      ],
      [
        'has an unknown condition operator',
        policy({
          Effect: 'Allow',
          Principal: '*',
          Action: 'events:PutEvents',
          Resource: bus,
          Condition: { StringIs: { 'events:source': 'a' } },
        }),
        'Condition.StringIs is not a condition operator',
      ],
    ])('refuse a document that %s', async (_, document, message) => {
      const error = await errorOf(
        events.send(new PutPermissionCommand({ Policy: document })),
      );
      expect(error).toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining(message),
      });
    });
  });

  it('tags buses and rules', async () => {
    const arn = `arn:aws:events:eu-west-1:${HUB}:event-bus/default`;
    await events.send(
      new TagResourceCommand({
        ResourceARN: arn,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await events.send(
      new UntagResourceCommand({ ResourceARN: arn, TagKeys: ['a'] }),
    );
    const { Tags } = await events.send(
      new ListTagsForResourceCommand({ ResourceARN: arn }),
    );
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
    const error = await errorOf(
      events.send(
        new ListTagsForResourceCommand({ ResourceARN: `${arn}-not` }),
      ),
    );
    expect(error.name).toBe('ResourceNotFoundException');
  });

  it('takes tags of new buses and rules from those who may tag', async () => {
    const writer = await actAs(aws, HUB, 'writer', [
      {
        Effect: 'Allow',
        Action: ['events:PutRule', 'events:CreateEventBus'],
        Resource: '*',
      },
    ]);
    const Tags = [{ Key: 'owner', Value: 'orders' }];
    const rule = { Name: 'r', EventPattern: PATTERN };
    const calls = [
      () => writer.events.send(new PutRuleCommand({ ...rule, Tags })),
      () => writer.events.send(new CreateEventBusCommand({ Name: 'b', Tags })),
    ];
    for (const call of calls) {
      expect(await errorOf(call())).toMatchObject({
        name: 'AccessDeniedException',
        message: expect.stringContaining(
          'is not authorized to perform: events:TagResource',
        ),
      });
    }
    await writer.events.send(new PutRuleCommand(rule));
    // The tags of a rule that is there are ignored, so nobody asks for leave.
    await writer.events.send(new PutRuleCommand({ ...rule, Tags }));
  });

  it('tests patterns against events', async () => {
    const event = {
      id: '1',
      account: HUB,
      source: 'orders',
      time: '2026-01-01T00:00:00Z',
      region: 'eu-west-1',
      resources: [],
      'detail-type': 'OrderPlaced',
      detail: {},
    };
    const test = (input: object) =>
      events.send(
        new TestEventPatternCommand({
          EventPattern: PATTERN,
          Event: JSON.stringify(input),
        }),
      );
    expect(await test(event)).toMatchObject({ Result: true });
    expect(await test({ ...event, source: 'x' })).toMatchObject({
      Result: false,
    });
    const mandatory = Object.keys(event).filter(name => name !== 'detail');
    expect(mandatory).toHaveLength(7);
    for (const name of mandatory) {
      expect(
        await errorOf(test({ ...event, [name]: undefined })),
      ).toMatchObject({
        name: 'ValidationException',
        message: 'Parameter Event is not valid.',
      });
    }
  });

  describe('PutEvents', () => {
    it('answers entry by entry', async () => {
      const good = {
        Source: 'orders',
        DetailType: 'OrderPlaced',
        Detail: '{}',
      };
      const answer = await events.send(
        new PutEventsCommand({
          Entries: [
            good,
            { ...good, Source: undefined },
            { ...good, DetailType: undefined },
            { ...good, Detail: undefined },
            { ...good, Detail: '{' },
            { ...good, Detail: '[]' },
            { ...good, Source: 'aws.ec2' },
            { ...good, EventBusName: 'not-there' },
          ],
        }),
      );
      expect(answer.FailedEntryCount).toBe(6);
      expect(
        answer.Entries?.map(entry => entry.ErrorCode ?? 'accepted'),
      ).toEqual([
        'accepted',
        'InvalidArgument',
        'InvalidArgument',
        'InvalidArgument',
        'MalformedDetail',
        'MalformedDetail',
        'NotAuthorizedForSourceException',
        'accepted',
      ]);
      expect(answer.Entries?.[1].ErrorMessage).toBe(
        'Parameter Source is not valid. Reason: Source is a required argument.',
      );
    });

    it('shows entries that break a constraint as AWS does', async () => {
      const error = await errorOf(
        events.send(
          new PutEventsCommand({
            Entries: Array.from({ length: 11 }, () => ({
              Source: 'orders',
              DetailType: 'Placed',
              Detail: '{"a": 1}',
              Resources: ['arn:a', 'arn:b'],
              EventBusName: 'hub',
            })),
          }),
        ),
      );
      const entry =
        'PutEventsRequestEntry(time=null, source=orders, resources=[arn:a, arn:b], detailType=Placed, detail={"a": 1}, eventBusName=hub, traceHeader=null, kmsKeyIdentifier=null, internalMetadata=null)';
      expect(error.message).toBe(
        `1 validation error detected: Value '[${Array(11)
          .fill(entry)
          .join(
            ', ',
          )}]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10`,
      );
    });

    it('gives events the time of their entry, to the second', async () => {
      const queue = await makeQueue(aws, HUB, 'times');
      await events.send(
        new PutRuleCommand({ Name: 'r', EventPattern: PATTERN }),
      );
      await events.send(
        new PutTargetsCommand({
          Rule: 'r',
          Targets: [{ Id: '1', Arn: queue.arn, InputPath: '$.time' }],
        }),
      );
      await events.send(
        new PutEventsCommand({
          Entries: [
            {
              Source: 'orders',
              DetailType: 'Placed',
              Detail: '{}',
              Time: new Date('2022-01-01T01:01:01.999Z'),
            },
          ],
        }),
      );
      expect(await takeAll(aws, queue)).toEqual(['"2022-01-01T01:01:01Z"']);
    });

    it('takes ten entries and a megabyte at most', async () => {
      const entry = (Detail: string) => ({
        Source: 'orders',
        DetailType: 'OrderPlaced',
        Detail,
      });
      const eleven = Array.from({ length: 11 }, () => entry('{}'));
      expect(
        await errorOf(events.send(new PutEventsCommand({ Entries: eleven }))),
      ).toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining(
          'Member must have length less than or equal to 10',
        ),
      });
      const large = JSON.stringify({ text: 'x'.repeat(600_000) });
      expect(
        await errorOf(
          events.send(
            new PutEventsCommand({ Entries: [entry(large), entry(large)] }),
          ),
        ),
      ).toMatchObject({
        name: 'ValidationException',
        message: 'Total size of the entries in the request is over the limit.',
      });
    });
  });
});

import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  ListRulesCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  assume,
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeRole,
  outcomeOf,
  policy,
  PRODUCER,
  rootOf,
} from '../../__testUtils__/clients';

const HUB_BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;
const RULES = `arn:aws:events:eu-west-1:${HUB}:rule/hub/*`;
const PATTERN = JSON.stringify({ source: ['orders'] });

/** What AWS's user guide lets other accounts do with their own rules on a bus. */
const OWN_RULES = {
  Sid: 'own-rules',
  Effect: 'Allow',
  Principal: '*',
  Action: [
    'events:PutRule',
    'events:PutTargets',
    'events:DeleteRule',
    'events:DescribeRule',
    'events:TagResource',
  ],
  Resource: RULES,
  Condition: {
    StringEqualsIfExists: {
      'events:creatorAccount': '${aws:PrincipalAccount}',
    },
  },
};

describe('rules on another account’s bus', () => {
  let aws: LocalAws;

  beforeEach(async () => {
    aws = await startLocalAws();
    await rootOf(aws, HUB).events.send(
      new CreateEventBusCommand({ Name: 'hub' }),
    );
  });
  afterEach(() => aws.stop());

  const share = (...statements: object[]) =>
    rootOf(aws, HUB).events.send(
      new PutPermissionCommand({
        EventBusName: 'hub',
        Policy: policy(...statements),
      }),
    );
  const putRule = (account: string, more = {}) =>
    rootOf(aws, account).events.send(
      new PutRuleCommand({
        Name: 'mine',
        EventBusName: HUB_BUS,
        EventPattern: PATTERN,
        ...more,
      }),
    );

  it('belong to the account that made them', async () => {
    await share(OWN_RULES);
    await putRule(CONSUMER);
    await putRule(CONSUMER, { Description: 'Again' });
    expect(
      await rootOf(aws, HUB).events.send(
        new DescribeRuleCommand({ Name: 'mine', EventBusName: 'hub' }),
      ),
    ).toMatchObject({
      CreatedBy: CONSUMER,
      Arn: `arn:aws:events:eu-west-1:${HUB}:rule/hub/mine`,
    });
    const others = await errorOf(putRule(PRODUCER));
    expect(others).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        'because no resource-based policy allows the events:PutRule action',
      ),
    });
    await rootOf(aws, CONSUMER).events.send(
      new DeleteRuleCommand({ Name: 'mine', EventBusName: HUB_BUS }),
    );
  });

  it('need the bus’s leave', async () => {
    expect((await errorOf(putRule(CONSUMER))).message).toBe(
      `User: arn:aws:iam::${CONSUMER}:root is not authorized to perform: events:PutRule on resource: arn:aws:events:eu-west-1:${HUB}:rule/hub/mine because no resource-based policy allows the events:PutRule action`,
    );
  });

  it.each([
    ['the source', { source: ['orders'] }, true],
    ['another source', { source: ['payments'] }, false],
    ['one source too many', { source: ['orders', 'payments'] }, false],
    ['a wider filter', { source: [{ prefix: 'orders' }] }, false],
    ['no source', { 'detail-type': ['OrderPlaced'] }, false],
  ])('are kept to a source: pattern with %s', async (_, pattern, isAllowed) => {
    await share({
      ...OWN_RULES,
      Condition: {
        'ForAllValues:StringEquals': { 'events:source': ['orders'] },
        Null: { 'events:source': 'false' },
      },
    });
    const call = putRule(CONSUMER, { EventPattern: JSON.stringify(pattern) });
    expect(await outcomeOf(call)).toBe(
      isAllowed ? 'allowed' : 'AccessDeniedException',
    );
  });

  it('are kept to targets', async () => {
    await share(OWN_RULES, {
      Sid: 'own-targets',
      Effect: 'Deny',
      Principal: '*',
      Action: 'events:PutTargets',
      Resource: RULES,
      Condition: {
        'ForAnyValue:ArnNotLike': {
          'events:TargetArn': 'arn:aws:events:*:${aws:PrincipalAccount}:*',
        },
      },
    });
    await putRule(CONSUMER);
    const put = (Arn: string) =>
      rootOf(aws, CONSUMER).events.send(
        new PutTargetsCommand({
          Rule: 'mine',
          EventBusName: HUB_BUS,
          Targets: [
            { Id: '1', Arn, RoleArn: `arn:aws:iam::${CONSUMER}:role/r` },
          ],
        }),
      );
    await put(`arn:aws:events:eu-west-1:${CONSUMER}:event-bus/in`);
    const error = await errorOf(
      put(`arn:aws:events:eu-west-1:${PRODUCER}:event-bus/in`),
    );
    expect(error.message).toContain(
      'with an explicit deny in a resource-based policy',
    );
  });

  it('can be listed and the bus described when the policy says so', async () => {
    await share({
      Effect: 'Allow',
      Principal: { AWS: CONSUMER },
      Action: ['events:ListRules', 'events:DescribeEventBus'],
      Resource: [HUB_BUS, RULES],
    });
    const { events } = rootOf(aws, CONSUMER);
    const { Rules } = await events.send(
      new ListRulesCommand({ EventBusName: HUB_BUS }),
    );
    expect(Rules).toEqual([]);
    const bus = await events.send(
      new DescribeEventBusCommand({ Name: HUB_BUS }),
    );
    expect(bus.Name).toBe('hub');
  });
});

describe('identity policies', () => {
  let aws: LocalAws;

  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.stop());

  it('allow what they name and nothing else', async () => {
    const { events } = await actAs(aws, HUB, 'rules', [
      {
        Effect: 'Allow',
        Action: 'events:Put*',
        Resource: `arn:aws:events:eu-west-1:${HUB}:rule/team-*`,
      },
    ]);
    const put = (Name: string) =>
      events.send(new PutRuleCommand({ Name, EventPattern: PATTERN }));
    await put('team-a');
    expect((await errorOf(put('other'))).message).toBe(
      `User: arn:aws:sts::${HUB}:assumed-role/rules/test is not authorized to perform: events:PutRule on resource: arn:aws:events:eu-west-1:${HUB}:rule/other because no identity-based policy allows the events:PutRule action`,
    );
    const tag = await errorOf(
      events.send(
        new TagResourceCommand({
          ResourceARN: `arn:aws:events:eu-west-1:${HUB}:rule/team-a`,
          Tags: [],
        }),
      ),
    );
    expect(tag.message).toContain('events:TagResource');
  });

  it('are narrowed by a session policy', async () => {
    const arn = await makeRole(aws, HUB, 'narrowed', {
      trusts: { AWS: HUB },
      may: [{ Effect: 'Allow', Action: 'events:*', Resource: '*' }],
    });
    const { events } = await assume(
      aws,
      arn,
      policy({ Effect: 'Allow', Action: 'events:List*', Resource: '*' }),
    );
    await events.send(new ListRulesCommand({}));
    const error = await errorOf(events.send(new DescribeEventBusCommand({})));
    expect(error.message).toContain(
      'because no session policy allows the events:DescribeEventBus action',
    );
  });

  it('must let a caller pass the roles it hands to EventBridge', async () => {
    const passed = `arn:aws:iam::${HUB}:role/target`;
    const role = (name: string, ...more: object[]) =>
      actAs(aws, HUB, name, [
        { Effect: 'Allow', Action: 'events:*', Resource: '*' },
        ...more,
      ]);
    const put = async ({ events }: Clients) => {
      await events.send(
        new PutRuleCommand({ Name: 'passing', EventPattern: PATTERN }),
      );
      await events.send(
        new PutTargetsCommand({
          Rule: 'passing',
          Targets: [
            {
              Id: '1',
              Arn: `arn:aws:events:eu-west-1:${HUB}:event-bus/other`,
              RoleArn: passed,
            },
          ],
        }),
      );
    };
    const error = await errorOf(put(await role('cannot-pass')));
    expect(error.message).toContain(
      `not authorized to perform: iam:PassRole on resource: ${passed}`,
    );
    await put(
      await role('can-pass', {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: passed,
        Condition: {
          StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' },
        },
      }),
    );
  });
});

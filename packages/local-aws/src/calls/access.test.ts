import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { LocalAws, startLocalAws } from '../server';
import {
  assume,
  Clients,
  clientsWith,
  CONSUMER,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  OUTSIDER,
  policy,
  PRODUCER,
  rootOf,
  settled,
} from '../__testUtils__/clients';
import { Receiver, startReceiver } from '../__testUtils__/receiver';

const ORGANIZATION = 'o-1234567890';
const BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;
const RULES = `arn:aws:events:eu-west-1:${HUB}:rule/hub/*`;
const QUEUE = `arn:aws:sqs:eu-west-1:${HUB}:q`;
const ROLE = `arn:aws:iam::${HUB}:role/target`;

const start = (functions?: Record<string, string>) =>
  startLocalAws({
    functions,
    organizationId: ORGANIZATION,
    accountsInOrganization: [HUB, PRODUCER, CONSUMER],
  });

/** Who calls: a root, or a user or role of the name `who` with policies. */
interface Who {
  account: string;
  as: 'root' | 'user' | 'role';
  may?: object[];
  boundary?: object[];
  session?: object[];
}

interface Row {
  who: Who;
  /** Policies of the hub's bus, of its queue, and trust of its role. */
  bus?: object[];
  queue?: object[];
  trust?: object[];
  does: (clients: Clients, aws: LocalAws) => Promise<unknown>;
}

/** A statement with `Resource: '*'` and `Effect: 'Allow'` if not said otherwise. */
const allow = (Action: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const deny = (Action: string, more: object = {}) => ({
  ...allow(Action, more),
  Effect: 'Deny',
});
const when = (Condition: object) => ({ Condition });
const trusts = (principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: principal,
  ...more,
});

async function createBoundary(aws: LocalAws, { account, boundary }: Who) {
  if (!boundary) {
    return undefined;
  }
  const { Policy } = await rootOf(aws, account).iam.send(
    new CreatePolicyCommand({
      PolicyName: 'boundary',
      PolicyDocument: policy(...boundary),
    }),
  );
  return Policy?.Arn;
}

async function actAs(aws: LocalAws, who: Who): Promise<Clients> {
  const root = rootOf(aws, who.account);
  if (who.as === 'root') {
    return root;
  }
  const PermissionsBoundary = await createBoundary(aws, who);
  const document = {
    PolicyName: 'may',
    PolicyDocument: policy(...(who.may ?? [allow('none:None')])),
  };
  if (who.as === 'user') {
    const UserName = 'who';
    await root.iam.send(
      new CreateUserCommand({ UserName, PermissionsBoundary }),
    );
    await root.iam.send(new PutUserPolicyCommand({ UserName, ...document }));
    const { AccessKey } = await root.iam.send(
      new CreateAccessKeyCommand({ UserName }),
    );
    return clientsWith(aws, {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    });
  }
  const RoleName = 'who';
  await root.iam.send(
    new CreateRoleCommand({
      RoleName,
      PermissionsBoundary,
      AssumeRolePolicyDocument: policy(trusts({ AWS: who.account })),
    }),
  );
  await root.iam.send(new PutRolePolicyCommand({ RoleName, ...document }));
  return assume(
    aws,
    `arn:aws:iam::${who.account}:role/${RoleName}`,
    who.session && policy(...who.session),
  );
}

/** `allowed`, or the code and the reason of the refusal. */
async function outcome(row: Row): Promise<string> {
  const aws = await start();
  try {
    const { events } = rootOf(aws, HUB);
    await events.send(new CreateEventBusCommand({ Name: 'hub' }));
    if (row.bus) {
      await events.send(
        new PutPermissionCommand({
          EventBusName: 'hub',
          Policy: policy(...row.bus),
        }),
      );
    }
    await makeQueue(aws, HUB, 'q', row.queue && policy(...row.queue));
    if (row.trust) {
      await rootOf(aws, HUB).iam.send(
        new CreateRoleCommand({
          RoleName: 'target',
          AssumeRolePolicyDocument: policy(...row.trust),
        }),
      );
    }
    await row.does(await actAs(aws, row.who), aws);
    return 'allowed';
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    const [, why] = /(because no .*|with an explicit .*)$/.exec(
      error.message,
    ) ?? [undefined, error.message];
    return `${error.name}: ${why}`;
  } finally {
    await aws.stop();
  }
}

const puts =
  (entry: object = {}): Row['does'] =>
  async ({ events }) => {
    const { Entries = [] } = await events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: BUS,
            Source: 'orders',
            DetailType: 'Placed',
            Detail: '{}',
            ...entry,
          },
        ],
      }),
    );
    const [{ ErrorCode, ErrorMessage }] = Entries;
    if (ErrorCode) {
      throw Object.assign(new Error(ErrorMessage), { name: ErrorCode });
    }
  };

const putsRule =
  (pattern: object = { source: ['orders'] }): Row['does'] =>
  ({ events }) =>
    events.send(
      new PutRuleCommand({
        Name: 'r',
        EventBusName: BUS,
        EventPattern: JSON.stringify(pattern),
      }),
    );

const putsTarget =
  (Arn: string, RoleArn?: string): Row['does'] =>
  async (clients, aws) => {
    await putsRule()(clients, aws);
    await clients.events.send(
      new PutTargetsCommand({
        Rule: 'r',
        EventBusName: BUS,
        Targets: [{ Id: '1', Arn, RoleArn }],
      }),
    );
  };

/** Deletes a rule that the hub itself made. */
const deletesHubRule: Row['does'] = async ({ events }, aws) => {
  await rootOf(aws, HUB).events.send(
    new PutRuleCommand({
      Name: 'theirs',
      EventBusName: 'hub',
      EventPattern: '{"source":["a"]}',
    }),
  );
  await events.send(
    new DeleteRuleCommand({ Name: 'theirs', EventBusName: BUS }),
  );
};

const sends: Row['does'] = ({ sqs }, aws) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: `${aws.url}/${HUB}/q`,
      MessageBody: 'hello',
    }),
  );

const assumes =
  (more: object = {}): Row['does'] =>
  ({ sts }) =>
    sts.send(
      new AssumeRoleCommand({
        RoleArn: ROLE,
        RoleSessionName: 'test',
        ...more,
      }),
    );

const root = (account: string): Who => ({ account, as: 'root' });
const user = (account: string, ...may: object[]): Who => ({
  account,
  as: 'user',
  may: may.length > 0 ? may : undefined,
});
const role = (account: string, ...may: object[]): Who => ({
  ...user(account, ...may),
  as: 'role',
});

const busLets = (principal: unknown, more: object = {}) => ({
  ...allow('events:PutEvents', more),
  Resource: BUS,
  Principal: principal,
});
const queueLets = (principal: unknown, more: object = {}) => ({
  ...allow('sqs:SendMessage', more),
  Principal: principal,
});
const ownRules = {
  ...allow(['events:PutRule', 'events:PutTargets', 'events:DeleteRule']),
  Principal: { AWS: CONSUMER },
  Resource: RULES,
  ...when({
    StringEqualsIfExists: {
      'events:creatorAccount': '${aws:PrincipalAccount}',
    },
  }),
};
const inOrganization = when({
  StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
});

const noIdentity = (action: string) =>
  `because no identity-based policy allows the ${action} action`;
const noResource = (action: string) =>
  `because no resource-based policy allows the ${action} action`;
const PUT = 'events:PutEvents';
const SEND = 'sqs:SendMessage';
const ASSUME = 'sts:AssumeRole';
const DENIED = 'AccessDeniedException';

const PUT_EVENTS: [string, Row, string][] = [
  ['the hub’s root', { who: root(HUB), does: puts() }, 'allowed'],
  [
    'a user of the hub that may',
    { who: user(HUB, allow(PUT)), does: puts() },
    'allowed',
  ],
  [
    'a user of the hub that may not',
    { who: user(HUB), does: puts() },
    `${DENIED}: ${noIdentity(PUT)}`,
  ],
  [
    'a user of the hub, let in by name',
    {
      who: user(HUB),
      bus: [busLets({ AWS: `arn:aws:iam::${HUB}:user/who` })],
      does: puts(),
    },
    'allowed',
  ],
  [
    'a user of the hub, let in by name, whose boundary says nothing',
    {
      who: { ...user(HUB), boundary: [allow('sqs:*')] },
      bus: [busLets({ AWS: `arn:aws:iam::${HUB}:user/who` })],
      does: puts(),
    },
    'allowed',
  ],
  [
    'a role of the hub, let in by name, whose boundary says nothing',
    {
      who: { ...role(HUB), boundary: [allow('sqs:*')] },
      bus: [busLets({ AWS: `arn:aws:iam::${HUB}:role/who` })],
      does: puts(),
    },
    `${DENIED}: because no permissions boundary allows the ${PUT} action`,
  ],
  [
    'a session of the hub, let in by name, whose boundary says nothing',
    {
      who: { ...role(HUB), boundary: [allow('sqs:*')] },
      bus: [busLets({ AWS: `arn:aws:sts::${HUB}:assumed-role/who/test` })],
      does: puts(),
    },
    'allowed',
  ],
  [
    'a role of the hub that its session policy narrows',
    {
      who: { ...role(HUB, allow('*')), session: [allow('sqs:*')] },
      does: puts(),
    },
    `${DENIED}: because no session policy allows the ${PUT} action`,
  ],
  [
    'a role of the hub that its session policy denies',
    {
      who: { ...role(HUB, allow('*')), session: [allow('*'), deny(PUT)] },
      does: puts(),
    },
    `${DENIED}: with an explicit deny in a session policy`,
  ],
  [
    'a role of the hub that its boundary denies',
    {
      who: { ...role(HUB, allow('*')), boundary: [allow('*'), deny(PUT)] },
      does: puts(),
    },
    `${DENIED}: with an explicit deny in a permissions boundary`,
  ],
  [
    'a role of the hub that may from here',
    {
      who: role(
        HUB,
        allow(PUT, when({ IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } })),
      ),
      does: puts(),
    },
    'allowed',
  ],
  [
    'a role of the hub that may from elsewhere',
    {
      who: role(
        HUB,
        allow(PUT, when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })),
      ),
      does: puts(),
    },
    `${DENIED}: ${noIdentity(PUT)}`,
  ],
  [
    'a role of the hub that may all but this',
    {
      who: role(HUB, { Effect: 'Allow', NotAction: PUT, Resource: '*' }),
      does: puts(),
    },
    `${DENIED}: ${noIdentity(PUT)}`,
  ],
  [
    'a role of the hub, all but others denied',
    {
      who: role(HUB, allow('*'), {
        Effect: 'Deny',
        NotAction: 'events:*',
        Resource: '*',
      }),
      does: puts(),
    },
    'allowed',
  ],
  [
    'another root, no bus policy',
    { who: root(PRODUCER), does: puts() },
    `${DENIED}: ${noResource(PUT)}`,
  ],
  [
    'another root, let in',
    { who: root(PRODUCER), bus: [busLets({ AWS: PRODUCER })], does: puts() },
    'allowed',
  ],
  [
    'another user that may, no bus policy',
    { who: user(PRODUCER, allow(PUT)), does: puts() },
    `${DENIED}: ${noResource(PUT)}`,
  ],
  [
    'another user that may, let in',
    {
      who: user(PRODUCER, allow(PUT)),
      bus: [busLets({ AWS: PRODUCER })],
      does: puts(),
    },
    'allowed',
  ],
  [
    'another user that may not, let in',
    { who: user(PRODUCER), bus: [busLets('*')], does: puts() },
    `${DENIED}: ${noIdentity(PUT)}`,
  ],
  [
    'another user that may, within its boundary',
    {
      who: { ...user(PRODUCER, allow('*')), boundary: [allow('sqs:*')] },
      bus: [busLets('*')],
      does: puts(),
    },
    `${DENIED}: because no permissions boundary allows the ${PUT} action`,
  ],
  [
    'another user that may and is barred at home',
    {
      who: user(PRODUCER, allow('*'), deny(PUT)),
      bus: [busLets('*')],
      does: puts(),
    },
    `${DENIED}: with an explicit deny in an identity-based policy`,
  ],
  [
    'another user that is barred by the bus',
    {
      who: user(PRODUCER, allow('*')),
      bus: [busLets('*'), { ...busLets({ AWS: PRODUCER }), Effect: 'Deny' }],
      does: puts(),
    },
    `${DENIED}: with an explicit deny in a resource-based policy`,
  ],
  [
    'the organisation let in',
    { who: root(PRODUCER), bus: [busLets('*', inOrganization)], does: puts() },
    'allowed',
  ],
  [
    'the organisation let in, an outsider',
    { who: root(OUTSIDER), bus: [busLets('*', inOrganization)], does: puts() },
    `${DENIED}: ${noResource(PUT)}`,
  ],
  [
    'its own source',
    {
      who: root(PRODUCER),
      bus: [
        busLets('*', when({ StringEquals: { 'events:source': 'orders' } })),
      ],
      does: puts(),
    },
    'allowed',
  ],
  [
    'another source',
    {
      who: root(PRODUCER),
      bus: [
        busLets('*', when({ StringEquals: { 'events:source': 'orders' } })),
      ],
      does: puts({ Source: 'payments' }),
    },
    'NotAuthorizedForSourceException: Not authorized for the source.',
  ],
  [
    'another detail type',
    {
      who: root(PRODUCER),
      bus: [
        busLets(
          '*',
          when({
            StringEquals: {
              'events:source': 'orders',
              'events:detail-type': 'Placed',
            },
          }),
        ),
      ],
      does: puts({ DetailType: 'Gone' }),
    },
    'NotAuthorizedForDetailTypeException: Not authorized for the detail type.',
  ],
];

const MANAGE_RULES: [string, Row, string][] = [
  [
    'a new rule',
    { who: root(CONSUMER), bus: [ownRules], does: putsRule() },
    'allowed',
  ],
  [
    'a rule, no bus policy',
    { who: root(CONSUMER), does: putsRule() },
    `${DENIED}: ${noResource('events:PutRule')}`,
  ],
  [
    'a rule, another account',
    { who: root(PRODUCER), bus: [ownRules], does: putsRule() },
    `${DENIED}: ${noResource('events:PutRule')}`,
  ],
  [
    'a rule, by a role that may not',
    { who: role(CONSUMER), bus: [ownRules], does: putsRule() },
    `${DENIED}: ${noIdentity('events:PutRule')}`,
  ],
  [
    'a rule, by a role that may',
    {
      who: role(CONSUMER, allow('events:*')),
      bus: [ownRules],
      does: putsRule(),
    },
    'allowed',
  ],
  [
    'the hub’s rule',
    { who: root(CONSUMER), bus: [ownRules], does: deletesHubRule },
    `${DENIED}: ${noResource('events:DeleteRule')}`,
  ],
  [
    'a rule for a source that is not its own',
    {
      who: root(CONSUMER),
      bus: [
        {
          ...ownRules,
          ...when({
            'ForAllValues:StringEquals': { 'events:source': 'orders' },
          }),
        },
      ],
      does: putsRule({ source: ['orders', 'payments'] }),
    },
    `${DENIED}: ${noResource('events:PutRule')}`,
  ],
  [
    'a target of its own',
    {
      who: root(CONSUMER),
      bus: [
        ownRules,
        {
          ...ownRules,
          Effect: 'Deny',
          Action: 'events:PutTargets',
          ...when({
            'ForAnyValue:ArnNotLike': {
              'events:TargetArn': 'arn:aws:*:*:${aws:PrincipalAccount}:*',
            },
          }),
        },
      ],
      does: putsTarget(
        `arn:aws:events:eu-west-1:${CONSUMER}:event-bus/in`,
        `arn:aws:iam::${CONSUMER}:role/deliver`,
      ),
    },
    'allowed',
  ],
  [
    'a target of somebody else',
    {
      who: root(CONSUMER),
      bus: [
        ownRules,
        {
          ...ownRules,
          Effect: 'Deny',
          Action: 'events:PutTargets',
          ...when({
            'ForAnyValue:ArnNotLike': {
              'events:TargetArn': 'arn:aws:*:*:${aws:PrincipalAccount}:*',
            },
          }),
        },
      ],
      does: putsTarget(QUEUE),
    },
    `${DENIED}: with an explicit deny in a resource-based policy`,
  ],
];

const SEND_MESSAGES: [string, Row, string][] = [
  [
    'another root, let in',
    { who: root(PRODUCER), queue: [queueLets({ AWS: PRODUCER })], does: sends },
    'allowed',
  ],
  [
    'another user that may, not let in',
    {
      who: user(PRODUCER, allow('sqs:*')),
      queue: [queueLets({ AWS: CONSUMER })],
      does: sends,
    },
    `AccessDenied: ${noResource(SEND)}`,
  ],
  [
    'another user that may not, let in',
    { who: user(PRODUCER), queue: [queueLets({ AWS: PRODUCER })], does: sends },
    `AccessDenied: ${noIdentity(SEND)}`,
  ],
  [
    'everybody barred that comes without TLS',
    {
      who: root(HUB),
      queue: [
        queueLets('*'),
        {
          ...queueLets('*', when({ Bool: { 'aws:SecureTransport': 'false' } })),
          Effect: 'Deny',
        },
      ],
      does: sends,
    },
    'allowed',
  ],
  [
    'everybody barred after a day that has passed',
    {
      who: root(HUB),
      queue: [
        {
          ...queueLets(
            '*',
            when({ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01' } }),
          ),
          Effect: 'Deny',
        },
      ],
      does: sends,
    },
    'AccessDenied: with an explicit deny in a resource-based policy',
  ],
];

const ASSUME_ROLES: [string, Row, string][] = [
  [
    'its account trusted, a user that may',
    {
      who: user(HUB, allow(ASSUME)),
      trust: [trusts({ AWS: HUB })],
      does: assumes(),
    },
    'allowed',
  ],
  [
    'its account trusted, a user that may not',
    { who: user(HUB), trust: [trusts({ AWS: HUB })], does: assumes() },
    `AccessDenied: ${noIdentity(ASSUME)}`,
  ],
  [
    'the user trusted, who may not',
    {
      who: user(HUB),
      trust: [trusts({ AWS: `arn:aws:iam::${HUB}:user/who` })],
      does: assumes(),
    },
    'allowed',
  ],
  [
    'nobody but a service trusted',
    {
      who: user(HUB, allow('*')),
      trust: [trusts({ Service: 'events.amazonaws.com' })],
      does: assumes(),
    },
    `AccessDenied: because no role trust policy allows the ${ASSUME} action`,
  ],
  [
    'the right external id',
    {
      who: root(PRODUCER),
      trust: [
        trusts(
          { AWS: PRODUCER },
          when({ StringEquals: { 'sts:ExternalId': '42' } }),
        ),
      ],
      does: assumes({ ExternalId: '42' }),
    },
    'allowed',
  ],
  [
    'no external id',
    {
      who: root(PRODUCER),
      trust: [
        trusts(
          { AWS: PRODUCER },
          when({ StringEquals: { 'sts:ExternalId': '42' } }),
        ),
      ],
      does: assumes(),
    },
    `AccessDenied: because no role trust policy allows the ${ASSUME} action`,
  ],
  [
    'the organisation trusted',
    {
      who: root(PRODUCER),
      trust: [trusts('*', inOrganization)],
      does: assumes(),
    },
    'allowed',
  ],
  [
    'the organisation trusted, an outsider',
    {
      who: root(OUTSIDER),
      trust: [trusts('*', inOrganization)],
      does: assumes(),
    },
    `AccessDenied: because no role trust policy allows the ${ASSUME} action`,
  ],
  [
    'trusted and barred',
    {
      who: root(PRODUCER),
      trust: [trusts('*'), { ...trusts({ AWS: PRODUCER }), Effect: 'Deny' }],
      does: assumes(),
    },
    'AccessDenied: with an explicit deny in the role trust policy',
  ],
];

describe.each([
  ['PutEvents on the hub’s bus', PUT_EVENTS],
  ['managing rules on the hub’s bus', MANAGE_RULES],
  ['SendMessage to the hub’s queue', SEND_MESSAGES],
  ['AssumeRole of the hub’s role', ASSUME_ROLES],
])('%s', (_, table) => {
  it.each(table)('%s', async (__, row, expected) => {
    expect(await outcome(row)).toBe(expected);
  });
});

/** What the policy of a destination says of somebody. */
interface Grant {
  principal: '*' | { AWS: string } | { Service: string };
  source?: { arn?: string; account?: string; organization?: string };
  isDenied?: true;
}

/** Where a rule of the hub delivers to. */
interface Destination {
  arn: string;
  hasArrived: () => Promise<boolean>;
}

/** A kind of destinations. */
interface DestinationKind {
  /** What a rule does to it. */
  action: string;
  make: (
    aws: LocalAws,
    account: string,
    grants: Grant[],
  ) => Promise<Destination>;
}

function statementOf(
  { principal, source = {}, isDenied }: Grant,
  Action: string,
): object {
  const equals = {
    ...(source.account && { 'aws:SourceAccount': source.account }),
    ...(source.organization && { 'aws:SourceOrgID': source.organization }),
  };
  return {
    ...allow(Action),
    Effect: isDenied ? 'Deny' : 'Allow',
    Principal: principal,
    Condition: {
      ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
      ...(source.arn && { ArnEquals: { 'aws:SourceArn': source.arn } }),
    },
  };
}

const queues: DestinationKind = {
  action: SEND,
  make: async (aws, account, grants) => {
    const inbox = await makeQueue(
      aws,
      account,
      'inbox',
      policy(...grants.map(grant => statementOf(grant, SEND))),
    );
    return {
      arn: inbox.arn,
      hasArrived: async () => (await nextMessage(inbox, 0)) !== undefined,
    };
  },
};

const topics: DestinationKind = {
  action: 'sns:Publish',
  make: async (aws, account, grants) => {
    const { sns } = rootOf(aws, account);
    const { TopicArn = '' } = await sns.send(
      new CreateTopicCommand({ Name: 'inbox' }),
    );
    await sns.send(
      new SetTopicAttributesCommand({
        TopicArn,
        AttributeName: 'Policy',
        AttributeValue: policy(
          ...grants.map(grant => statementOf(grant, 'sns:Publish')),
        ),
      }),
    );
    const behind = await queues.make(aws, account, [
      { principal: { Service: 'sns.amazonaws.com' } },
    ]);
    await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: behind.arn,
      }),
    );
    return { arn: TopicArn, hasArrived: behind.hasArrived };
  },
};

/** Behind the functions. */
let receiver: Receiver;

const lambdas: DestinationKind = {
  action: 'lambda:InvokeFunction',
  make: async (aws, account, grants) => {
    const { lambda } = rootOf(aws, account);
    for (const [i, { principal, source }] of grants.entries()) {
      await lambda.send(
        new AddPermissionCommand({
          FunctionName: 'inbox',
          StatementId: String(i),
          Action: 'lambda:InvokeFunction',
          Principal:
            typeof principal === 'string'
              ? principal
              : Object.values(principal).join(),
          SourceArn: source?.arn,
          SourceAccount: source?.account,
        }),
      );
    }
    return {
      arn: `arn:aws:lambda:eu-west-1:${account}:function:inbox`,
      hasArrived: async () => receiver.got.length > 0,
    };
  },
};

type DeliveryRow = [string, 'may' | 'may not' | 'no role', Grant[], string];

const EVENTBRIDGE = { Service: 'events.amazonaws.com' };
const HUB_ROLE = { AWS: `arn:aws:iam::${HUB}:role/deliver` };
const ruleArn = (name: string) =>
  `arn:aws:events:eu-west-1:${HUB}:rule/hub/${name}`;

const DELIVERIES: DeliveryRow[] = [
  [
    'to another account, as a role that may, let in',
    'may',
    [{ principal: HUB_ROLE }],
    'delivered',
  ],
  [
    'to another account, as a role that may, its account let in',
    'may',
    [{ principal: { AWS: HUB } }],
    'delivered',
  ],
  [
    'to another account, as a role that may, not let in',
    'may',
    [{ principal: { AWS: PRODUCER } }],
    'NO_PERMISSIONS',
  ],
  [
    'to another account, as a role that may not, let in',
    'may not',
    [{ principal: HUB_ROLE }],
    'NO_PERMISSIONS',
  ],
  [
    'in its account, as the service, let in',
    'no role',
    [{ principal: EVENTBRIDGE }],
    'delivered',
  ],
  [
    'in its account, as the service for this account',
    'no role',
    [{ principal: EVENTBRIDGE, source: { account: HUB } }],
    'delivered',
  ],
  [
    'in its account, as the service for another account',
    'no role',
    [{ principal: EVENTBRIDGE, source: { account: PRODUCER } }],
    'NO_PERMISSIONS',
  ],
  [
    'in its account, as the service for this rule',
    'no role',
    [{ principal: EVENTBRIDGE, source: { arn: ruleArn('r') } }],
    'delivered',
  ],
  [
    'in its account, as the service for another rule',
    'no role',
    [{ principal: EVENTBRIDGE, source: { arn: ruleArn('other') } }],
    'NO_PERMISSIONS',
  ],
  [
    'in its account, as the service, another let in',
    'no role',
    [{ principal: { Service: 's3.amazonaws.com' } }],
    'NO_PERMISSIONS',
  ],
];

/** What AddPermission has no words for. */
const DELIVERIES_BY_DOCUMENT: DeliveryRow[] = [
  [
    'to another account, as a role that is barred',
    'may',
    [{ principal: '*' }, { principal: HUB_ROLE, isDenied: true }],
    'NO_PERMISSIONS',
  ],
  [
    'in its account, as the service for the organisation',
    'no role',
    [{ principal: EVENTBRIDGE, source: { organization: ORGANIZATION } }],
    'delivered',
  ],
];

describe.each<[string, DestinationKind, DeliveryRow[]]>([
  ['queue', queues, [...DELIVERIES, ...DELIVERIES_BY_DOCUMENT]],
  ['topic', topics, [...DELIVERIES, ...DELIVERIES_BY_DOCUMENT]],
  ['function', lambdas, DELIVERIES],
])('delivery to a %s', (_, kind, rows) => {
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.stop());

  it.each(rows)('%s', async (__, ownRole, grants, expected) => {
    const aws = await start({ inbox: receiver.url });
    try {
      const { arn, hasArrived } = await kind.make(
        aws,
        // Only a role reaches another account.
        ownRole === 'no role' ? HUB : CONSUMER,
        grants,
      );
      const undelivered = await makeQueue(aws, HUB, 'undelivered');
      const RoleArn =
        ownRole === 'no role'
          ? undefined
          : await makeRole(aws, HUB, 'deliver', {
              trusts: EVENTBRIDGE,
              may: ownRole === 'may' ? [allow(kind.action)] : [],
            });
      const { events } = rootOf(aws, HUB);
      await events.send(new CreateEventBusCommand({ Name: 'hub' }));
      await events.send(
        new PutRuleCommand({
          Name: 'r',
          EventBusName: 'hub',
          EventPattern: '{"source":["orders"]}',
        }),
      );
      await events.send(
        new PutTargetsCommand({
          Rule: 'r',
          EventBusName: 'hub',
          Targets: [
            {
              Id: '1',
              Arn: arn,
              RoleArn,
              DeadLetterConfig: { Arn: undelivered.arn },
            },
          ],
        }),
      );
      await puts()(rootOf(aws, HUB), aws);
      await settled(aws);
      const dead = await nextMessage(undelivered, 0);
      expect(
        dead?.MessageAttributes?.ERROR_CODE.StringValue ?? 'delivered',
      ).toBe(expected);
      expect(await hasArrived()).toBe(expected === 'delivered');
    } finally {
      await aws.stop();
    }
  });
});

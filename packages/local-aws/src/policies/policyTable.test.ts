import {
  AccessRequest,
  denialMessage,
  evaluate,
  parsePolicy,
  PolicyKind,
  Principal,
} from './index';

const HUB = '111111111111';
const TEAM = '222222222222';
const BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;
const RULE = `arn:aws:events:eu-west-1:${HUB}:rule/hub/r`;
const QUEUE = `arn:aws:sqs:eu-west-1:${HUB}:q`;
const ROLE = `arn:aws:iam::${HUB}:role/target`;
const RULES = `arn:aws:events:eu-west-1:${HUB}:rule/hub/*`;

const sessionOf = (account: string, name = 'r'): Principal => ({
  kind: 'session',
  account,
  arn: `arn:aws:sts::${account}:assumed-role/${name}/s`,
  roleArn: `arn:aws:iam::${account}:role/${name}`,
});
const userOf = (account: string): Principal => ({
  kind: 'user',
  account,
  arn: `arn:aws:iam::${account}:user/u`,
});
const rootOf = (account: string): Principal => ({
  kind: 'root',
  account,
  arn: `arn:aws:iam::${account}:root`,
});
const EVENTS: Principal = { kind: 'service', service: 'events.amazonaws.com' };
const EVENTS_NAME = { Service: 'events.amazonaws.com' };

const roleArn = (account: string) => `arn:aws:iam::${account}:role/r`;
const sessionArn = (account: string) =>
  `arn:aws:sts::${account}:assumed-role/r/s`;
const userArn = (account: string) => `arn:aws:iam::${account}:user/u`;
const rootArn = (account: string) => `arn:aws:iam::${account}:root`;

/** Statements, with PutEvents on the hub bus where nothing else is said. */
const put = { Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS };
const noPut = { ...put, Effect: 'Deny' };
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const others = { Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
const to = (principal: unknown, more: object = {}) => ({
  ...put,
  Principal: principal,
  ...more,
});
const bar = (principal: unknown, more: object = {}) => ({
  ...noPut,
  Principal: principal,
  ...more,
});
const when = (Condition: object) => ({ Condition });
const trust = (principal: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(Condition && { Condition }),
});

interface Row {
  who: Principal;
  action?: string;
  on?: string;
  keys?: Record<string, string | string[]>;
  identity?: object[];
  boundary?: object[];
  session?: object[];
  resource?: object[];
  /** The role's trust policy, for sts:AssumeRole. */
  trust?: object[];
}

/** `allowed`, or the end of the refusal without the action. */
type Outcome =
  | 'allowed'
  | `because no ${string}`
  | `with an explicit deny in ${string}`;

const NO_IDENTITY = 'because no identity-based policy';
const NO_RESOURCE = 'because no resource-based policy';
const NO_BOUNDARY = 'because no permissions boundary';
const NO_SESSION = 'because no session policy';
const NO_TRUST = 'because no role trust policy';
const DENY_IDENTITY = 'with an explicit deny in an identity-based policy';
const DENY_RESOURCE = 'with an explicit deny in a resource-based policy';
const DENY_BOUNDARY = 'with an explicit deny in a permissions boundary';
const DENY_SESSION = 'with an explicit deny in a session policy';
const DENY_TRUST = 'with an explicit deny in the role trust policy';

function read(statements: object[] | undefined, kind: PolicyKind) {
  return (
    statements &&
    parsePolicy(
      JSON.stringify({ Version: '2012-10-17', Statement: statements }),
      kind,
    )
  );
}

function decide(row: Row): string {
  const resourceArn = row.on ?? (row.trust ? ROLE : BUS);
  const request: AccessRequest = {
    principal: row.who,
    action: row.action ?? (row.trust ? 'sts:AssumeRole' : 'events:PutEvents'),
    resourceArn,
    resourceAccount: resourceArn.split(':')[4],
    context: new Map(
      Object.entries(row.keys ?? {}).map(([key, value]) => [
        key.toLowerCase(),
        [value].flat(),
      ]),
    ),
  };
  const decision = evaluate(request, {
    identity: row.identity
      ? row.identity.flatMap(statement => read([statement], 'identity') ?? [])
      : [],
    boundary: read(row.boundary, 'identity'),
    session: read(row.session, 'identity'),
    resource: row.trust
      ? read(row.trust, 'trust')
      : read(row.resource, 'resource'),
    resourcePolicyMustAllow: row.trust !== undefined,
  });
  return decision.isAllowed ? 'allowed' : denialMessage(request, decision);
}

/** What the decision on a row reads like in full. */
function inFull(row: Row, outcome: Outcome): string {
  if (outcome === 'allowed') {
    return outcome;
  }
  const who =
    row.who.kind === 'service'
      ? `Service: ${row.who.service}`
      : `User: ${row.who.arn}`;
  const action =
    row.action ?? (row.trust ? 'sts:AssumeRole' : 'events:PutEvents');
  const on = row.on ?? (row.trust ? ROLE : BUS);
  const end = outcome.startsWith('because')
    ? `${outcome} allows the ${action} action`
    : outcome;
  return `${who} is not authorized to perform: ${action} on resource: ${on} ${end}`;
}

type Table = [string, Row, Outcome][];

describe('in one account', () => {
  const s = sessionOf(HUB);
  const u = userOf(HUB);
  const table: Table = [
    ['root, no policy at all', { who: rootOf(HUB) }, 'allowed'],
    ['a session, no policy at all', { who: s }, NO_IDENTITY],
    ['a user, no policy at all', { who: u }, NO_IDENTITY],
    ['a session that may', { who: s, identity: [put] }, 'allowed'],
    ['a user that may', { who: u, identity: [put] }, 'allowed'],
    [
      'one of several policies allows',
      { who: u, identity: [others, put] },
      'allowed',
    ],
    [
      'one of several policies denies',
      { who: u, identity: [put, all, noPut] },
      DENY_IDENTITY,
    ],

    // A resource's policy, by the form of the principal.
    [
      'the bus lets a session in',
      { who: s, resource: [to({ AWS: sessionArn(HUB) })] },
      'allowed',
    ],
    [
      'the bus lets a role in',
      { who: s, resource: [to({ AWS: roleArn(HUB) })] },
      'allowed',
    ],
    [
      'the bus lets a user in',
      { who: u, resource: [to({ AWS: userArn(HUB) })] },
      'allowed',
    ],
    [
      'the bus lets the account in by id',
      { who: s, resource: [to({ AWS: HUB })] },
      NO_IDENTITY,
    ],
    [
      'the bus lets the account in by root',
      { who: s, resource: [to({ AWS: rootArn(HUB) })] },
      NO_IDENTITY,
    ],
    [
      'the bus lets the account in, and a user of it may',
      { who: u, identity: [put], resource: [to({ AWS: HUB })] },
      'allowed',
    ],
    ['the bus lets everybody in', { who: u, resource: [to('*')] }, 'allowed'],
    [
      'the bus lets everybody in, written as AWS',
      { who: s, resource: [to({ AWS: '*' })] },
      'allowed',
    ],
    [
      'the bus lets one of several in',
      { who: s, resource: [to({ AWS: [TEAM, roleArn(HUB)] })] },
      'allowed',
    ],
    [
      'the bus lets another session of the role in',
      {
        who: s,
        resource: [to({ AWS: `arn:aws:sts::${HUB}:assumed-role/r/other` })],
      },
      NO_IDENTITY,
    ],
    [
      'the bus lets a role of another path in',
      { who: s, resource: [to({ AWS: `arn:aws:iam::${HUB}:role/p/r` })] },
      NO_IDENTITY,
    ],
    [
      'the bus lets a service in',
      { who: s, resource: [to({ Service: 'events.amazonaws.com' })] },
      NO_IDENTITY,
    ],

    // Permissions boundaries.
    [
      'the boundary allows as well',
      { who: s, identity: [all], boundary: [put] },
      'allowed',
    ],
    [
      'the boundary says nothing',
      { who: s, identity: [all], boundary: [others] },
      NO_BOUNDARY,
    ],
    [
      'a user’s boundary says nothing',
      { who: u, identity: [all], boundary: [others] },
      NO_BOUNDARY,
    ],
    [
      'the boundary denies',
      { who: s, identity: [all], boundary: [all, noPut] },
      DENY_BOUNDARY,
    ],
    ['a boundary grants nothing', { who: s, boundary: [all] }, NO_IDENTITY],
    [
      'a boundary limits what the bus grants to the role',
      { who: s, boundary: [others], resource: [to({ AWS: roleArn(HUB) })] },
      NO_BOUNDARY,
    ],
    [
      'a boundary that allows does not stand in the way of that',
      { who: s, boundary: [put], resource: [to({ AWS: roleArn(HUB) })] },
      'allowed',
    ],
    [
      'a boundary does not limit what the bus grants to the session',
      { who: s, boundary: [others], resource: [to({ AWS: sessionArn(HUB) })] },
      'allowed',
    ],
    [
      'a boundary does not limit what the bus grants to a user',
      { who: u, boundary: [others], resource: [to({ AWS: userArn(HUB) })] },
      'allowed',
    ],
    [
      'a boundary does not limit a grant to everybody with the role’s ARN',
      {
        who: s,
        boundary: [others],
        keys: { 'aws:PrincipalArn': roleArn(HUB) },
        resource: [
          to('*', when({ ArnEquals: { 'aws:PrincipalArn': roleArn(HUB) } })),
        ],
      },
      'allowed',
    ],
    [
      'a boundary that denies always counts',
      {
        who: s,
        boundary: [all, noPut],
        resource: [to({ AWS: sessionArn(HUB) })],
      },
      DENY_BOUNDARY,
    ],
    [
      'a boundary does not concern root',
      { who: rootOf(HUB), boundary: [others] },
      'allowed',
    ],

    // Session policies.
    [
      'the session policy allows as well',
      { who: s, identity: [all], session: [put] },
      'allowed',
    ],
    [
      'the session policy says nothing',
      { who: s, identity: [all], session: [others] },
      NO_SESSION,
    ],
    [
      'the session policy denies',
      { who: s, identity: [all], session: [all, noPut] },
      DENY_SESSION,
    ],
    [
      'a session policy grants nothing',
      { who: s, session: [all] },
      NO_IDENTITY,
    ],
    [
      'a session policy limits what the bus grants to the role',
      { who: s, session: [others], resource: [to({ AWS: roleArn(HUB) })] },
      NO_SESSION,
    ],
    [
      'a session policy does not limit what the bus grants to the session',
      { who: s, session: [others], resource: [to({ AWS: sessionArn(HUB) })] },
      'allowed',
    ],
    [
      'identity, boundary and session policy all allow',
      { who: s, identity: [put], boundary: [all], session: [put] },
      'allowed',
    ],

    // Denies of the resource.
    [
      'the bus bars the role',
      { who: s, identity: [all], resource: [bar({ AWS: roleArn(HUB) })] },
      DENY_RESOURCE,
    ],
    [
      'the bus bars the session',
      { who: s, identity: [all], resource: [bar({ AWS: sessionArn(HUB) })] },
      DENY_RESOURCE,
    ],
    [
      'the bus bars the account, and with it its users',
      { who: u, identity: [all], resource: [bar({ AWS: HUB })] },
      DENY_RESOURCE,
    ],
    [
      'the bus bars the account, and with it its root',
      { who: rootOf(HUB), resource: [bar({ AWS: rootArn(HUB) })] },
      DENY_RESOURCE,
    ],
    [
      'the bus lets in and bars',
      { who: u, resource: [to('*'), bar({ AWS: userArn(HUB) })] },
      DENY_RESOURCE,
    ],
    [
      'the bus bars somebody else',
      { who: u, identity: [put], resource: [bar({ AWS: TEAM })] },
      'allowed',
    ],
  ];
  it.each(table)('%s', (_, row, outcome) => {
    expect(decide(row)).toBe(inFull(row, outcome));
  });
});

describe('NotPrincipal', () => {
  const s = sessionOf(HUB);
  const allBut = (AWS: unknown) => [{ ...noPut, NotPrincipal: { AWS } }];
  const table: Table = [
    [
      'leaves out a session named with its role and account',
      {
        who: s,
        identity: [put],
        resource: allBut([sessionArn(HUB), roleArn(HUB), rootArn(HUB)]),
      },
      'allowed',
    ],
    [
      'needs the session as well',
      { who: s, identity: [put], resource: allBut([roleArn(HUB), HUB]) },
      DENY_RESOURCE,
    ],
    [
      'needs the account as well',
      {
        who: userOf(HUB),
        identity: [put],
        resource: allBut([userArn(HUB)]),
      },
      DENY_RESOURCE,
    ],
    [
      'leaves out a user named with its account',
      {
        who: userOf(HUB),
        identity: [put],
        resource: allBut([userArn(HUB), HUB]),
      },
      'allowed',
    ],
    [
      'leaves out root',
      { who: rootOf(HUB), resource: allBut([HUB]) },
      'allowed',
    ],
    [
      'denies whoever has a permissions boundary',
      {
        who: userOf(HUB),
        identity: [put],
        boundary: [all],
        resource: allBut([userArn(HUB), HUB]),
      },
      DENY_RESOURCE,
    ],
    [
      'denies services that are not named',
      {
        who: EVENTS,
        resource: [to('*'), ...allBut([HUB])],
      },
      DENY_RESOURCE,
    ],
  ];
  it.each(table)('%s', (_, row, outcome) => {
    expect(decide(row)).toBe(inFull(row, outcome));
  });
});

describe('across accounts', () => {
  const s = sessionOf(TEAM);
  const u = userOf(TEAM);
  const inOrg = when({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } });
  const table: Table = [
    ['root, no policy', { who: rootOf(TEAM) }, NO_RESOURCE],
    [
      'root, let in',
      { who: rootOf(TEAM), resource: [to({ AWS: TEAM })] },
      'allowed',
    ],
    [
      'a session that may, no bus policy',
      { who: s, identity: [put] },
      NO_RESOURCE,
    ],
    [
      'a session that may, its account let in',
      { who: s, identity: [put], resource: [to({ AWS: TEAM })] },
      'allowed',
    ],
    [
      'a session that may, its role let in',
      { who: s, identity: [put], resource: [to({ AWS: roleArn(TEAM) })] },
      'allowed',
    ],
    [
      'a user that may, let in by name',
      { who: u, identity: [put], resource: [to({ AWS: userArn(TEAM) })] },
      'allowed',
    ],
    [
      'a session that may not, let in by name',
      { who: s, resource: [to({ AWS: sessionArn(TEAM) })] },
      NO_IDENTITY,
    ],
    [
      'a user that may not, everybody let in',
      { who: u, resource: [to('*')] },
      NO_IDENTITY,
    ],
    [
      'another account let in',
      { who: s, identity: [put], resource: [to({ AWS: HUB })] },
      NO_RESOURCE,
    ],
    [
      'a boundary limits, also when let in by name',
      {
        who: s,
        identity: [all],
        boundary: [others],
        resource: [to({ AWS: sessionArn(TEAM) })],
      },
      NO_BOUNDARY,
    ],
    [
      'a session policy limits, also when let in by name',
      {
        who: s,
        identity: [all],
        session: [others],
        resource: [to({ AWS: sessionArn(TEAM) })],
      },
      NO_SESSION,
    ],
    [
      'its own side denies',
      { who: s, identity: [all, noPut], resource: [to('*')] },
      DENY_IDENTITY,
    ],
    [
      'the bus’s side denies',
      { who: s, identity: [all], resource: [to('*'), bar({ AWS: TEAM })] },
      DENY_RESOURCE,
    ],
    [
      'the organisation let in',
      {
        who: s,
        identity: [put],
        keys: { 'aws:PrincipalOrgID': 'o-1' },
        resource: [to('*', inOrg)],
      },
      'allowed',
    ],
    [
      'another organisation let in',
      {
        who: s,
        identity: [put],
        keys: { 'aws:PrincipalOrgID': 'o-2' },
        resource: [to('*', inOrg)],
      },
      NO_RESOURCE,
    ],
    [
      'an organisation let in, an account without one',
      { who: s, identity: [put], resource: [to('*', inOrg)] },
      NO_RESOURCE,
    ],
    [
      'everybody outside the organisation barred',
      {
        who: s,
        identity: [put],
        resource: [
          to('*'),
          bar('*', when({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } })),
        ],
      },
      DENY_RESOURCE,
    ],
    [
      'its own source',
      {
        who: s,
        identity: [put],
        keys: { 'events:source': 'orders' },
        resource: [
          to(
            { AWS: TEAM },
            when({ StringEquals: { 'events:source': 'orders' } }),
          ),
        ],
      },
      'allowed',
    ],
    [
      'another source',
      {
        who: s,
        identity: [put],
        keys: { 'events:source': 'payments' },
        resource: [
          to(
            { AWS: TEAM },
            when({ StringEquals: { 'events:source': 'orders' } }),
          ),
        ],
      },
      NO_RESOURCE,
    ],
    [
      'its own source, another detail type',
      {
        who: s,
        identity: [put],
        keys: { 'events:source': 'orders', 'events:detail-type': 'Gone' },
        resource: [
          to(
            { AWS: TEAM },
            when({
              StringEquals: {
                'events:source': 'orders',
                'events:detail-type': ['Placed', 'Paid'],
              },
            }),
          ),
        ],
      },
      NO_RESOURCE,
    ],
    [
      'kept to forwarding between buses, when calling',
      {
        who: s,
        identity: [put],
        keys: { 'events:eventBusInvocation': 'false' },
        resource: [
          to(
            { AWS: TEAM },
            when({ Bool: { 'events:eventBusInvocation': 'true' } }),
          ),
        ],
      },
      NO_RESOURCE,
    ],
  ];
  it.each(table)('%s', (_, row, outcome) => {
    expect(decide(row)).toBe(inFull(row, outcome));
  });
});

describe('actions and resources', () => {
  const s = sessionOf(HUB);
  const may = (more: object) => [{ Effect: 'Allow', ...more }];
  const table: Table = [
    [
      'NotAction: another action',
      { who: s, identity: may({ NotAction: 'events:Delete*', Resource: '*' }) },
      'allowed',
    ],
    [
      'NotAction: this action',
      { who: s, identity: may({ NotAction: 'events:Put*', Resource: '*' }) },
      NO_IDENTITY,
    ],
    [
      'NotAction in a deny: all but this',
      {
        who: s,
        identity: [
          all,
          {
            Effect: 'Deny',
            NotAction: ['sqs:*', 'events:PutEvents'],
            Resource: '*',
          },
        ],
      },
      'allowed',
    ],
    [
      'NotAction in a deny: all but others',
      {
        who: s,
        identity: [all, { Effect: 'Deny', NotAction: 'sqs:*', Resource: '*' }],
      },
      DENY_IDENTITY,
    ],
    [
      'NotResource: another bus',
      {
        who: s,
        identity: may({
          Action: '*',
          NotResource: BUS.replace('hub', 'other'),
        }),
      },
      'allowed',
    ],
    [
      'NotResource: this bus',
      { who: s, identity: may({ Action: '*', NotResource: BUS }) },
      NO_IDENTITY,
    ],
    [
      'an action in another case',
      { who: s, identity: may({ Action: 'EVENTS:putEVENTS', Resource: BUS }) },
      'allowed',
    ],
    [
      'a resource in another case',
      {
        who: s,
        identity: may({ Action: '*', Resource: BUS.replace('hub', 'HUB') }),
      },
      NO_IDENTITY,
    ],
    [
      'wildcards in the action',
      { who: s, identity: may({ Action: 'events:*Event?', Resource: '*' }) },
      'allowed',
    ],
    [
      'a star with more of its part after it does not reach over colons',
      {
        who: s,
        identity: may({ Action: '*', Resource: 'arn:aws:events:*hub' }),
      },
      NO_IDENTITY,
    ],
    [
      'a star at the very end reaches over colons',
      { who: s, identity: may({ Action: '*', Resource: 'arn:aws:events:*' }) },
      'allowed',
    ],
    [
      'a star before a colon reaches over colons',
      {
        who: s,
        identity: may({ Action: '*', Resource: 'arn:*:event-bus/hub' }),
      },
      'allowed',
    ],
    [
      'a star within a part does not',
      {
        who: s,
        identity: may({ Action: '*', Resource: 'arn:a*t-bus/hub' }),
      },
      NO_IDENTITY,
    ],
    [
      'a variable in the resource',
      {
        who: s,
        keys: { 'aws:PrincipalAccount': HUB },
        identity: may({
          Action: '*',
          Resource: 'arn:aws:events:*:${aws:PrincipalAccount}:event-bus/*',
        }),
      },
      'allowed',
    ],
    [
      'a variable without a value',
      {
        who: s,
        identity: may({
          Action: '*',
          Resource: 'arn:aws:events:*:*:event-bus/${aws:PrincipalTag/bus}',
        }),
      },
      NO_IDENTITY,
    ],
    [
      'a variable with a default',
      {
        who: s,
        identity: may({
          Action: '*',
          Resource:
            "arn:aws:events:*:*:event-bus/${aws:PrincipalTag/bus, 'hub'}",
        }),
      },
      'allowed',
    ],
    [
      'a star in a variable’s value is no wildcard',
      {
        who: s,
        keys: { 'aws:PrincipalTag/bus': '*' },
        identity: may({
          Action: '*',
          Resource: 'arn:aws:events:*:*:event-bus/${aws:PrincipalTag/bus}',
        }),
      },
      NO_IDENTITY,
    ],
    [
      'NotResource with a variable without a value leaves nothing out',
      {
        who: s,
        identity: may({ Action: '*', NotResource: '${aws:PrincipalTag/bus}' }),
      },
      'allowed',
    ],
    [
      'a condition with a tag of the principal',
      {
        who: s,
        keys: { 'aws:PrincipalTag/team': 'a', 'aws:ResourceTag/team': 'a' },
        identity: may({
          Action: '*',
          Resource: '*',
          ...when({
            StringEquals: {
              'aws:ResourceTag/team': '${aws:PrincipalTag/team}',
            },
          }),
        }),
      },
      'allowed',
    ],
    [
      'every condition must hold',
      {
        who: s,
        keys: {
          'aws:RequestedRegion': 'eu-west-1',
          'aws:SecureTransport': 'false',
        },
        identity: may({
          Action: '*',
          Resource: '*',
          ...when({
            StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
            Bool: { 'aws:SecureTransport': 'true' },
          }),
        }),
      },
      NO_IDENTITY,
    ],
  ];
  it.each(table)('%s', (_, row, outcome) => {
    expect(decide(row)).toBe(inFull(row, outcome));
  });

  it('knows no variables before version 2012-10-17', () => {
    const document = (version: object) =>
      parsePolicy(
        JSON.stringify({
          ...version,
          Statement: {
            Effect: 'Allow',
            Action: '*',
            Resource: 'arn:aws:events:*:${aws:PrincipalAccount}:*',
          },
        }),
        'identity',
      );
    const isAllowed = (version: object) =>
      evaluate(
        {
          principal: s,
          action: 'events:PutEvents',
          resourceArn: BUS,
          resourceAccount: HUB,
          context: new Map([['aws:principalaccount', [HUB]]]),
        },
        { identity: [document(version)] },
      ).isAllowed;
    expect(isAllowed({ Version: '2012-10-17' })).toBe(true);
    expect(isAllowed({ Version: '2008-10-17' })).toBe(false);
    expect(isAllowed({})).toBe(false);
  });
});

describe('services', () => {
  const send = {
    Effect: 'Allow',
    Action: 'sqs:SendMessage',
    Resource: QUEUE,
  };
  const from = (Condition: object, principal: unknown = EVENTS_NAME) => [
    { ...send, Principal: principal, Condition },
  ];
  const fromRule = { ArnEquals: { 'aws:SourceArn': RULE } };
  const row = (resource?: object[], keys?: Row['keys']): Row => ({
    who: EVENTS,
    action: 'sqs:SendMessage',
    on: QUEUE,
    resource,
    keys: keys ?? { 'aws:SourceArn': RULE, 'aws:SourceAccount': HUB },
  });
  const table: Table = [
    ['no queue policy', row(), NO_RESOURCE],
    ['let in', row([{ ...send, Principal: EVENTS_NAME }]), 'allowed'],
    [
      'another service let in',
      row([{ ...send, Principal: { Service: 'sns.amazonaws.com' } }]),
      NO_RESOURCE,
    ],
    [
      'its account let in, which it is not of',
      row([{ ...send, Principal: { AWS: HUB } }]),
      NO_RESOURCE,
    ],
    ['for this rule', row(from(fromRule)), 'allowed'],
    ['everybody, for this rule', row(from(fromRule, '*')), 'allowed'],
    [
      'everybody written as AWS, for this rule',
      row(from(fromRule, { AWS: '*' })),
      'allowed',
    ],
    [
      'for another rule',
      row(from({ ArnEquals: { 'aws:SourceArn': `${RULE}2` } })),
      NO_RESOURCE,
    ],
    [
      'for rules of this bus',
      row(from({ ArnLike: { 'aws:SourceArn': RULES } })),
      'allowed',
    ],
    [
      'for this account',
      row(from({ StringEquals: { 'aws:SourceAccount': HUB } })),
      'allowed',
    ],
    [
      'for another account',
      row(from({ StringEquals: { 'aws:SourceAccount': TEAM } })),
      NO_RESOURCE,
    ],
    [
      'barred unless from the organisation',
      row(
        [
          { ...send, Principal: EVENTS_NAME },
          {
            ...send,
            Effect: 'Deny',
            Principal: '*',
            Condition: { StringNotEquals: { 'aws:SourceOrgID': 'o-1' } },
          },
        ],
        { 'aws:SourceOrgID': 'o-2' },
      ),
      DENY_RESOURCE,
    ],
  ];
  it.each(table)('%s', (_, given, outcome) => {
    expect(decide(given)).toBe(inFull(given, outcome));
  });
});

describe('rules on another account’s bus', () => {
  const own = when({
    StringEqualsIfExists: {
      'events:creatorAccount': '${aws:PrincipalAccount}',
    },
  });
  const rule = (more: Partial<Row>): Row => ({
    who: rootOf(TEAM),
    action: 'events:PutRule',
    on: RULE,
    resource: [
      {
        Effect: 'Allow',
        Principal: { AWS: TEAM },
        Action: ['events:PutRule', 'events:PutTargets'],
        Resource: RULES,
        ...own,
      },
    ],
    ...more,
    keys: { 'aws:PrincipalAccount': TEAM, ...more.keys },
  });
  const onlySource = [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutRule',
      Resource: RULES,
      ...when({
        'ForAllValues:StringEquals': { 'events:source': 'orders' },
        Null: { 'events:source': 'false' },
      }),
    },
  ];
  const ownTargets = [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutTargets',
      Resource: RULES,
      ...when({
        'ForAllValues:ArnLike': {
          'events:TargetArn': 'arn:aws:*:*:${aws:PrincipalAccount}:*',
        },
      }),
    },
  ];
  const table: Table = [
    ['a new rule', rule({}), 'allowed'],
    [
      'its own rule',
      rule({ keys: { 'events:creatorAccount': TEAM } }),
      'allowed',
    ],
    [
      'somebody else’s rule',
      rule({ keys: { 'events:creatorAccount': HUB } }),
      NO_RESOURCE,
    ],
    [
      'a rule of another bus',
      rule({ on: RULE.replace('hub', 'other') }),
      NO_RESOURCE,
    ],
    ['another action', rule({ action: 'events:DeleteRule' }), NO_RESOURCE],
    ['another account', rule({ who: rootOf('333333333333') }), NO_RESOURCE],
    [
      'a session that may not itself',
      rule({ who: sessionOf(TEAM) }),
      NO_IDENTITY,
    ],
    [
      'one source of its own',
      rule({ resource: onlySource, keys: { 'events:source': ['orders'] } }),
      'allowed',
    ],
    [
      'one source too many',
      rule({
        resource: onlySource,
        keys: { 'events:source': ['orders', 'payments'] },
      }),
      NO_RESOURCE,
    ],
    ['no source at all', rule({ resource: onlySource }), NO_RESOURCE],
    [
      'targets of its own',
      rule({
        action: 'events:PutTargets',
        resource: ownTargets,
        keys: { 'events:TargetArn': [`arn:aws:sqs:eu-west-1:${TEAM}:q`] },
      }),
      'allowed',
    ],
    [
      'a target too many',
      rule({
        action: 'events:PutTargets',
        resource: ownTargets,
        keys: {
          'events:TargetArn': [`arn:aws:sqs:eu-west-1:${TEAM}:q`, QUEUE],
        },
      }),
      NO_RESOURCE,
    ],
  ];
  it.each(table)('%s', (_, row, outcome) => {
    expect(decide(row)).toBe(inFull(row, outcome));
  });
});

describe('assuming a role', () => {
  const assume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE };
  const external = { StringEquals: { 'sts:ExternalId': '42' } };
  const ruleSource = {
    StringEquals: { 'aws:SourceAccount': HUB },
    ArnLike: { 'aws:SourceArn': RULES },
  };
  const table: Table = [
    [
      'EventBridge, trusted',
      { who: EVENTS, trust: [trust(EVENTS_NAME)] },
      'allowed',
    ],
    [
      'EventBridge, not trusted',
      { who: EVENTS, trust: [trust({ AWS: HUB })] },
      NO_TRUST,
    ],
    [
      'EventBridge, for a rule of this bus',
      {
        who: EVENTS,
        keys: { 'aws:SourceAccount': HUB, 'aws:SourceArn': RULE },
        trust: [trust(EVENTS_NAME, ruleSource)],
      },
      'allowed',
    ],
    [
      'EventBridge, for a rule of another account',
      {
        who: EVENTS,
        keys: { 'aws:SourceAccount': TEAM, 'aws:SourceArn': RULE },
        trust: [trust(EVENTS_NAME, ruleSource)],
      },
      NO_TRUST,
    ],
    [
      'a user named, who may nothing',
      { who: userOf(HUB), trust: [trust({ AWS: userArn(HUB) })] },
      'allowed',
    ],
    [
      'a user of the account, who may nothing',
      { who: userOf(HUB), trust: [trust({ AWS: HUB })] },
      NO_IDENTITY,
    ],
    [
      'a user of the account, who may',
      { who: userOf(HUB), identity: [assume], trust: [trust({ AWS: HUB })] },
      'allowed',
    ],
    [
      'an administrator that is not trusted',
      { who: userOf(HUB), identity: [all], trust: [trust({ AWS: TEAM })] },
      NO_TRUST,
    ],
    [
      'across accounts, both sides',
      {
        who: sessionOf(TEAM),
        identity: [assume],
        trust: [trust({ AWS: roleArn(TEAM) })],
      },
      'allowed',
    ],
    [
      'across accounts, trusted only',
      { who: sessionOf(TEAM), trust: [trust({ AWS: roleArn(TEAM) })] },
      NO_IDENTITY,
    ],
    [
      'across accounts, the right external id',
      {
        who: sessionOf(TEAM),
        identity: [all],
        keys: { 'sts:ExternalId': '42' },
        trust: [trust({ AWS: TEAM }, external)],
      },
      'allowed',
    ],
    [
      'across accounts, another external id',
      {
        who: sessionOf(TEAM),
        identity: [all],
        keys: { 'sts:ExternalId': '43' },
        trust: [trust({ AWS: TEAM }, external)],
      },
      NO_TRUST,
    ],
    [
      'across accounts, no external id',
      {
        who: sessionOf(TEAM),
        identity: [all],
        trust: [trust({ AWS: TEAM }, external)],
      },
      NO_TRUST,
    ],
    [
      'anybody of the organisation',
      {
        who: sessionOf(TEAM),
        identity: [all],
        keys: { 'aws:PrincipalOrgID': 'o-1' },
        trust: [trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
      },
      'allowed',
    ],
    [
      'anybody of another organisation',
      {
        who: sessionOf(TEAM),
        identity: [all],
        keys: { 'aws:PrincipalOrgID': 'o-2' },
        trust: [trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
      },
      NO_TRUST,
    ],
    [
      'barred by the trust policy',
      {
        who: sessionOf(TEAM),
        identity: [all],
        trust: [
          trust({ AWS: TEAM }),
          { ...trust({ AWS: roleArn(TEAM) }), Effect: 'Deny' },
        ],
      },
      DENY_TRUST,
    ],
  ];
  it.each(table)('%s', (_, row, outcome) => {
    expect(decide(row)).toBe(inFull(row, outcome));
  });
});

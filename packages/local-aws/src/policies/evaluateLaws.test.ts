import fc from 'fast-check';
import {
  ApplicablePolicies,
  evaluate,
  joinPolicies,
  parsePolicy,
  PolicyKind,
  Principal,
} from './index';

const HUB = '111111111111';
const TEAM = '222222222222';
const BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;

const PRINCIPALS: Principal[] = [HUB, TEAM].flatMap((account): Principal[] => [
  { kind: 'root', account, arn: `arn:aws:iam::${account}:root` },
  { kind: 'user', account, arn: `arn:aws:iam::${account}:user/u` },
  {
    kind: 'session',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/r/s`,
    roleArn: `arn:aws:iam::${account}:role/r`,
  },
]);
const NAMES = [
  '*',
  ...[HUB, TEAM].flatMap(account => [
    account,
    `arn:aws:iam::${account}:user/u`,
    `arn:aws:iam::${account}:role/r`,
    `arn:aws:sts::${account}:assumed-role/r/s`,
  ]),
];

const effect = fc.constantFrom('Allow', 'Deny');
const own = fc.record({
  Effect: effect,
  Action: fc.constantFrom('*', 'events:PutEvents', 'events:Describe*'),
  Resource: fc.constantFrom('*', BUS, `${BUS}2`),
});
const theirs = fc.record({
  Effect: effect,
  Action: fc.constantFrom('*', 'events:PutEvents', 'events:Describe*'),
  Resource: fc.constantFrom('*', BUS),
  Principal: fc.constantFrom(...NAMES).map(AWS => ({ AWS })),
});
const case_ = fc.record({
  principal: fc.constantFrom(...PRINCIPALS),
  identity: fc.array(own, { maxLength: 3 }),
  boundary: fc.option(fc.array(own, { maxLength: 2 }), { nil: undefined }),
  session: fc.option(fc.array(own, { maxLength: 2 }), { nil: undefined }),
  resource: fc.array(theirs, { maxLength: 3 }),
});
type Case = typeof case_ extends fc.Arbitrary<infer Value> ? Value : never;

const read = (statements: object[], kind: PolicyKind) =>
  parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    kind,
  );

const policiesOf = (given: Case): ApplicablePolicies => ({
  identity: [read(given.identity, 'identity')],
  boundary: given.boundary && read(given.boundary, 'identity'),
  session: given.session && read(given.session, 'identity'),
  resource: read(given.resource, 'resource'),
});

function isAllowed(given: Case, policies = policiesOf(given)): boolean {
  return evaluate(
    {
      principal: given.principal,
      action: 'events:PutEvents',
      resourceArn: BUS,
      resourceAccount: HUB,
      context: new Map(),
    },
    policies,
  ).isAllowed;
}

const check = (law: (given: Case) => void) =>
  fc.assert(fc.property(case_, law), { numRuns: 1_000 });

const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const deny = { Effect: 'Deny', Action: '*', Resource: '*' };

describe('evaluate', () => {
  it('never says yes beside a deny that applies', () => {
    check(given => {
      const barred = [...given.resource, { ...deny, Principal: '*' }];
      expect(
        isAllowed(given, {
          ...policiesOf(given),
          resource: read(barred, 'resource'),
        }),
      ).toBe(false);
    });
  });

  it('never says no for one more allow', () => {
    check(given => {
      const more = {
        ...policiesOf(given),
        identity: [read([...given.identity, allow], 'identity')],
      };
      expect(isAllowed(given) && !isAllowed(given, more)).toBe(false);
    });
  });

  it('never says yes for a boundary or a session policy', () => {
    check(given => {
      const free = {
        ...policiesOf(given),
        boundary: undefined,
        session: undefined,
      };
      expect(isAllowed(given) && !isAllowed(given, free)).toBe(false);
    });
  });

  it('across accounts says yes only if both sides do', () => {
    check(given => {
      const alone = { ...policiesOf(given), resource: undefined };
      expect(
        given.principal.kind !== 'service' &&
          given.principal.account !== HUB &&
          isAllowed(given, alone),
      ).toBe(false);
    });
  });

  it('heeds neither the order of statements nor how they are divided', () => {
    check(given => {
      const turned = {
        ...given,
        identity: [...given.identity].reverse(),
        resource: [...given.resource].reverse(),
      };
      expect(isAllowed(turned)).toBe(isAllowed(given));
      const divided = given.identity.map(item => read([item], 'identity'));
      const policies = policiesOf(given);
      expect(isAllowed(given, { ...policies, identity: divided })).toBe(
        isAllowed(given),
      );
      expect(
        isAllowed(given, { ...policies, identity: [joinPolicies(divided)] }),
      ).toBe(isAllowed(given));
    });
  });

  it('decides the same of a copy of a policy', () => {
    check(given => {
      expect(isAllowed(given, structuredClone(policiesOf(given)))).toBe(
        isAllowed(given),
      );
    });
  });
});

describe('a decision that depends on the request', () => {
  const when = (condition: object, more: object = {}) => [
    { ...allow, Condition: condition, ...more },
  ];
  const beforeNoon = {
    DateLessThan: { 'aws:CurrentTime': '2026-06-01T12:00Z' },
  };

  it.each([
    ['reads no condition', [allow], false],
    [
      'reads the account',
      when({ StringEquals: { 'aws:PrincipalAccount': HUB } }),
      false,
    ],
    ['reads the time', when(beforeNoon), true],
    [
      'reads the time in another case',
      when({ DateLessThan: { 'AWS:currenttime': '2026-06-01' } }),
      true,
    ],
    [
      'reads the seconds',
      when({ NumericLessThan: { 'aws:EpochTime': '1' } }),
      true,
    ],
    [
      'reads the address',
      when({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      true,
    ],
    [
      'reads the address as a variable',
      when({ StringEquals: { 'aws:PrincipalAccount': '${aws:SourceIp}' } }),
      true,
    ],
    [
      'has the time in its resource',
      when({}, { Resource: 'arn:aws:events:*:*:${aws:CurrentTime}' }),
      true,
    ],
    [
      'has the time for another action',
      when(beforeNoon, { Action: 'sqs:*' }),
      false,
    ],
    [
      'has the time for another resource',
      when(beforeNoon, { Resource: `${BUS}2` }),
      false,
    ],
    [
      'fails before it comes to the time',
      when({ StringEquals: { 'aws:PrincipalAccount': TEAM }, ...beforeNoon }),
      false,
    ],
  ])('is told when a policy %s', (_, statements, expected) => {
    const decision = evaluate(
      {
        principal: {
          kind: 'user',
          account: HUB,
          arn: `arn:aws:iam::${HUB}:user/u`,
        },
        action: 'events:PutEvents',
        resourceArn: BUS,
        resourceAccount: HUB,
        context: new Map([
          ['aws:principalaccount', [HUB]],
          ['aws:currenttime', ['2026-06-01T10:00:00Z']],
          ['aws:epochtime', ['1780308000']],
          ['aws:sourceip', ['203.0.113.7']],
        ]),
      },
      { identity: [read(statements, 'identity')] },
    );
    expect(decision.dependsOnRequest).toBe(expected);
  });
});

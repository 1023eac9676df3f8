import { parsePolicy } from './document';
import { denialMessage } from './denial';
import { evaluate } from './evaluate';
import { Principal } from './principal';

const HUB = '111111111111';
const OTHER = '222222222222';
const BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;

const session = (account: string): Principal => ({
  kind: 'session',
  account,
  arn: `arn:aws:sts::${account}:assumed-role/r/s`,
  roleArn: `arn:aws:iam::${account}:role/r`,
});
const root = (account: string): Principal => ({
  kind: 'root',
  account,
  arn: `arn:aws:iam::${account}:root`,
});
const service: Principal = { kind: 'service', service: 'events.amazonaws.com' };

const identity = (...statements: object[]) =>
  parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    'identity',
  );
const resource = (...statements: object[]) =>
  parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    'resource',
  );

const may = { Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS };
const mayNot = { ...may, Effect: 'Deny' };
const lets = (who: unknown) => ({ ...may, Principal: who });
const bars = (who: unknown) => ({ ...mayNot, Principal: who });

describe('evaluate', () => {
  const cases: [
    string,
    Principal,
    object[],
    object[],
    'allowed' | 'no identity-based' | 'no resource-based' | 'explicit deny',
  ][] = [
    ['root of the same account', root(HUB), [], [], 'allowed'],
    ['a session without policies', session(HUB), [], [], 'no identity-based'],
    ['a session that may', session(HUB), [may], [], 'allowed'],
    [
      'a session whose role the resource lets in',
      session(HUB),
      [],
      [lets({ AWS: `arn:aws:iam::${HUB}:role/r` })],
      'allowed',
    ],
    [
      'a session that the resource lets in by name',
      session(HUB),
      [],
      [lets({ AWS: `arn:aws:sts::${HUB}:assumed-role/r/s` })],
      'allowed',
    ],
    [
      'a session whose account the resource lets in',
      session(HUB),
      [],
      [lets({ AWS: HUB })],
      'no identity-based',
    ],
    ['a session, everybody let in', session(HUB), [], [lets('*')], 'allowed'],
    [
      'a session that may and may not',
      session(HUB),
      [may, mayNot],
      [],
      'explicit deny',
    ],
    [
      'a session that the resource bars',
      session(HUB),
      [may],
      [bars({ AWS: HUB })],
      'explicit deny',
    ],
    [
      'root that the resource bars',
      root(HUB),
      [],
      [bars('*')],
      'explicit deny',
    ],
    ['another root', root(OTHER), [], [], 'no resource-based'],
    [
      'another root, let in',
      root(OTHER),
      [],
      [lets({ AWS: OTHER })],
      'allowed',
    ],
    [
      'another session, both sides',
      session(OTHER),
      [may],
      [lets({ AWS: OTHER })],
      'allowed',
    ],
    [
      'another session, let in by name only',
      session(OTHER),
      [],
      [lets({ AWS: `arn:aws:iam::${OTHER}:role/r` })],
      'no identity-based',
    ],
    [
      'another session, identity only',
      session(OTHER),
      [may],
      [],
      'no resource-based',
    ],
    ['a service', service, [], [], 'no resource-based'],
    [
      'a service, let in',
      service,
      [],
      [lets({ Service: 'events.amazonaws.com' })],
      'allowed',
    ],
    [
      'another service let in',
      service,
      [],
      [lets({ Service: 'sns.amazonaws.com' })],
      'no resource-based',
    ],
    [
      'NotAction',
      session(HUB),
      [{ Effect: 'Allow', NotAction: 'events:Delete*', Resource: '*' }],
      [],
      'allowed',
    ],
    [
      'NotResource',
      session(HUB),
      [{ Effect: 'Allow', Action: '*', NotResource: BUS }],
      [],
      'no identity-based',
    ],
    [
      'NotPrincipal',
      session(OTHER),
      [may],
      [{ ...mayNot, NotPrincipal: { AWS: HUB } }],
      'explicit deny',
    ],
    [
      'an action in other case',
      session(HUB),
      [{ ...may, Action: 'EVENTS:putevents' }],
      [],
      'allowed',
    ],
    [
      'a resource with a variable',
      session(HUB),
      [
        {
          ...may,
          Resource:
            'arn:aws:events:eu-west-1:${aws:PrincipalAccount}:event-bus/*',
        },
      ],
      [],
      'allowed',
    ],
  ];

  it.each(cases)('%s', (_, principal, own, theirs, expected) => {
    const request = {
      principal,
      action: 'events:PutEvents',
      resourceArn: BUS,
      resourceAccount: HUB,
      context: new Map([['aws:principalaccount', [HUB]]]),
    };
    const decision = evaluate(request, {
      identity: own.length > 0 ? [identity(...own)] : [],
      resource: theirs.length > 0 ? resource(...theirs) : undefined,
    });
    const outcome = decision.isAllowed
      ? 'allowed'
      : denialMessage(request, decision);
    expect(outcome).toContain(expected);
  });
});

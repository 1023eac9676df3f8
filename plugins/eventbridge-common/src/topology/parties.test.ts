import { apiEntityRef } from '../catalog/apiEntityName';
import {
  ACCESS_GRANTED,
  DELIVERY,
  emptyPlatform,
  HUB,
  HUB_BUS_ARN,
  NOTIFICATIONS,
  NOW,
  onboard,
  PUBLICATION,
  REGION,
  SUBSCRIPTION,
  withFailure,
  withSnapshot,
  workingPlatform,
} from '../__testUtils__/world';
import { Observed } from '../onboarding/ground';
import { PolicyStatement } from '../aws/policyDocument';
import { Snapshot } from '../snapshot/types';
import { deriveTopology } from './deriveTopology';

const derive = (observed: Observed) =>
  deriveTopology({ ...observed, now: NOW });
const codes = (observed: Observed) =>
  derive(observed).findings.map(({ code }) => code);
const consumers = (observed: Observed) =>
  derive(observed).eventTypes.flatMap(eventType => eventType.consumers);
const producers = (observed: Observed) =>
  derive(observed).eventTypes.flatMap(eventType => eventType.producers);

describe('producers', () => {
  const bare: PolicyStatement = {
    Sid: 'by-hand',
    Effect: 'Allow',
    Action: 'events:PutEvents',
    Resource: HUB_BUS_ARN,
  };
  const withPolicy = (...Statement: PolicyStatement[]) =>
    withSnapshot(onboard(emptyPlatform(), PUBLICATION), HUB, snapshot => {
      snapshot.buses[0].policy = { Version: '2012-10-17', Statement };
      delete snapshot.registries[0].schemas[0].tags['busline:producer'];
    });
  const ofSource = {
    StringEquals: { 'events:source': 'com.larkgate.access' },
  };

  it.each<[string, PolicyStatement, string[], string[]]>([
    [
      'an account with one component is that component',
      { ...bare, Principal: { AWS: '222222222222' }, Condition: ofSource },
      ['access-service: granted'],
      [],
    ],
    [
      'one role stands for its account',
      {
        ...bare,
        Principal: { AWS: 'arn:aws:iam::222222222222:role/app' },
        Condition: ofSource,
      },
      ['access-service: granted'],
      [],
    ],
    [
      'an account with several components is shown as itself',
      { ...bare, Principal: { AWS: '333333333333' }, Condition: ofSource },
      ['delivery: granted'],
      ['producer-unknown'],
    ],
    [
      'sources by prefix',
      {
        ...bare,
        Principal: { AWS: '222222222222' },
        Condition: { StringLike: { 'events:source': 'com.larkgate.*' } },
      },
      ['access-service: granted'],
      [],
    ],
    [
      'accounts by condition',
      {
        ...bare,
        Principal: '*',
        Condition: {
          StringEquals: {
            'aws:PrincipalAccount': '222222222222',
            'events:source': 'com.larkgate.access',
          },
        },
      },
      ['access-service: granted'],
      [],
    ],
    [
      'another source is no grant',
      {
        ...bare,
        Principal: { AWS: '222222222222' },
        Condition: { StringEquals: { 'events:source': 'com.other' } },
      },
      [],
      ['event-type-without-producer'],
    ],
    [
      'any source is a risk and tells of no producer',
      { ...bare, Principal: { AWS: '222222222222' } },
      [],
      ['bus-policy-grants-any-source', 'event-type-without-producer'],
    ],
    [
      'anyone may send',
      { ...bare, Principal: '*' },
      [],
      ['bus-policy-grants-any-account', 'event-type-without-producer'],
    ],
    [
      'an organisation is not anyone',
      {
        ...bare,
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      },
      [],
      ['bus-policy-grants-any-source', 'event-type-without-producer'],
    ],
  ])('%s', (_name, statement, expected, findings) => {
    const observed = withPolicy(statement);
    expect(
      producers(observed).map(
        ({ name, evidence }) =>
          `${name}: ${evidence.map(({ kind }) => kind).join(', ')}`,
      ),
    ).toEqual(expected);
    expect(codes(observed)).toEqual(findings);
  });

  it('broad grants support a producer that is known otherwise', () => {
    const observed = withSnapshot(
      onboard(emptyPlatform(), PUBLICATION),
      HUB,
      ({ buses: [hub] }) => {
        hub.policy = {
          Statement: [
            {
              ...bare,
              Principal: '*',
              Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
            },
          ],
        };
      },
    );
    expect(producers(observed)[0].evidence.map(({ kind }) => kind)).toEqual([
      'declared',
      'granted',
    ]);
  });

  it('a producer that may not send is found', () => {
    const observed = withSnapshot(
      onboard(emptyPlatform(), PUBLICATION),
      HUB,
      ({ buses: [hub] }) => {
        delete hub.policy;
      },
    );
    expect(codes(observed)).toEqual(['producer-without-grant']);
  });

  it('the catalog file is evidence as well', () => {
    const observed = workingPlatform();
    const declared = {
      ...observed,
      components: observed.components.map(one =>
        one.title === 'billing-service'
          ? { ...one, declaredProvides: [apiEntityRef(ACCESS_GRANTED)] }
          : one,
      ),
    };
    expect(producers(declared).map(({ name }) => name)).toEqual([
      'access-service',
      'billing-service',
    ]);
  });
});

describe('consumers', () => {
  const withDeclared = (observed: Observed, title: string): Observed => ({
    ...observed,
    components: observed.components.map(one =>
      one.title === title
        ? { ...one, declaredConsumes: [apiEntityRef(ACCESS_GRANTED)] }
        : one,
    ),
  });

  it('that the catalog declares and rules confirm are one', () => {
    const [only, ...others] = consumers(
      withDeclared(workingPlatform(), 'delivery-service'),
    );
    expect(others).toEqual([]);
    expect(only.evidence.map(({ kind }) => kind)).toEqual([
      'routed',
      'declared',
    ]);
  });

  it('that only the catalog declares are found', () => {
    const observed = withDeclared(workingPlatform(), 'billing-service');
    expect(consumers(observed)).toMatchObject([
      { name: 'billing-service', health: 'declared only', path: [] },
      { name: 'delivery-service', health: 'ok' },
    ]);
    expect(codes(observed)).toEqual(['declared-consumer-without-route']);
  });

  it('that only the catalog declares are not accused while their account is unread', () => {
    const observed = withFailure(
      withDeclared(onboard(emptyPlatform(), PUBLICATION), 'billing-service'),
      DELIVERY,
      { everRead: false },
    );
    expect(codes(observed)).toEqual(['account-unreadable']);
  });

  const untagged = (snapshot: Snapshot) => {
    snapshot.buses.forEach(bus =>
      bus.rules.forEach(rule => {
        rule.tags = {};
      }),
    );
    snapshot.queues.forEach(queue => {
      queue.tags = {};
    });
  };

  it('without tags are the only component of the account', () => {
    const observed = onboard(emptyPlatform(), PUBLICATION, {
      ...SUBSCRIPTION,
      component: 'notification-service',
    });
    expect(
      consumers(withSnapshot(observed, NOTIFICATIONS, untagged)),
    ).toMatchObject([
      { componentRef: 'component:default/notification-service' },
    ]);
  });

  it('without tags among several components are named after the queue', () => {
    const observed = withSnapshot(workingPlatform(), DELIVERY, untagged);
    expect(consumers(observed)[0]).not.toHaveProperty('componentRef');
    expect(consumers(observed)).toMatchObject([
      {
        name: expect.stringMatching(/^delivery-service-access-granted/),
      },
    ]);
    expect(codes(observed)).toEqual(['consumer-unknown']);
  });

  it('tagged for a component that is gone are named', () => {
    const observed = workingPlatform();
    const gone = {
      ...observed,
      components: observed.components.filter(
        ({ title }) => title !== 'delivery-service',
      ),
    };
    expect(derive(gone).findings).toMatchObject([
      {
        code: 'consumer-unknown',
        message: expect.stringMatching(
          /tagged for component:default\/delivery-service/,
        ),
      },
    ]);
  });

  it('have the filters of all rules on the way, in JSON and in words', () => {
    const observed = withSnapshot(
      onboard(emptyPlatform(), PUBLICATION, {
        ...SUBSCRIPTION,
        filter: { detail: { level: [{ numeric: ['>', 2] }] } },
      }),
      HUB,
      ({ buses: [hub] }) => {
        hub.rules[0].eventPattern =
          '{"source": ["com.larkgate.access"], "detail": {"doorId": ["a"]}}';
      },
    );
    expect(consumers(observed)).toMatchObject([
      {
        filter: { detail: { doorId: ['a'], level: [{ numeric: ['>', 2] }] } },
        filterWords: ['`detail.doorId` is a', '`detail.level` > 2'],
      },
    ]);
  });
});

describe('event types', () => {
  const ruleOnHub = (eventPattern: string) =>
    withSnapshot(emptyPlatform(), HUB, ({ buses: [hub] }) => {
      hub.rules.push({
        name: 'by-hand',
        arn: `arn:aws:events:${REGION}:111111111111:rule/hub/by-hand`,
        state: 'ENABLED',
        eventPattern,
        tags: {},
        targets: [],
      });
    });

  it('that only a rule names have no contract', () => {
    const observed = ruleOnHub(
      '{"source": ["com.a"], "detail-type": ["B", "C"]}',
    );
    expect(derive(observed).eventTypes.map(({ id }) => id)).toEqual([
      'com.a@B',
      'com.a@C',
    ]);
    expect(codes(observed)).toContain('event-type-without-contract');
  });

  it('of AWS services are left out', () => {
    const observed = ruleOnHub('{"source": ["aws.ec2"], "detail-type": ["B"]}');
    expect(derive(observed).eventTypes).toEqual([]);
  });

  it('are still shown where the contract is unreadable', () => {
    const observed = withSnapshot(
      workingPlatform(),
      HUB,
      ({ registries: [registry] }) => {
        registry.schemas[0].content = 'no JSON';
      },
    );
    expect(derive(observed).eventTypes).toMatchObject([
      { ...ACCESS_GRANTED, title: 'Access granted', version: '1' },
    ]);
    expect(codes(observed)).toEqual(['contract-unreadable']);
  });

  it('of a rule that cannot be read are not guessed', () => {
    expect(codes(ruleOnHub('{"source": "com.a"}'))).toEqual([
      'rule-pattern-unreadable',
    ]);
  });
});

import { apiEntityRef } from '../catalog/apiEntityName';
import { UnseenPart } from '../snapshot/types';
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
  SEEN_AT,
  SUBSCRIPTION,
  withFailure,
  withSnapshot,
  workingPlatform,
} from '../testing/world';
import { Observed } from '../onboarding/ground';
import { PolicyStatement } from '../aws/policyDocument';
import { Snapshot } from '../snapshot/types';
import { componentEvents, eventTypeFindings } from './componentEvents';
import { deriveTopology } from './deriveTopology';

const derive = (observed: Observed) =>
  deriveTopology({ ...observed, now: NOW });
const codes = (observed: Observed) =>
  derive(observed).findings.map(({ code }) => code);
const consumers = (observed: Observed) =>
  derive(observed).eventTypes.flatMap(eventType => eventType.consumers);
const producers = (observed: Observed) =>
  derive(observed).eventTypes.flatMap(eventType => eventType.producers);

const unseen = (operation: string, subject: string): UnseenPart => ({
  operation,
  subject,
  reason: 'AccessDenied: no',
  mend: `Allow ${operation}`,
});

describe('a platform where all is well', () => {
  const topology = derive(workingPlatform());

  it('has nothing to find', () => {
    expect(topology.findings).toEqual([]);
    expect(topology).toMatchObject({ derivedAt: NOW, hubBusArn: HUB_BUS_ARN });
  });

  it('shows the contract with its owner and versions', () => {
    expect(topology.eventTypes).toMatchObject([
      {
        ...ACCESS_GRANTED,
        id: 'com.larkgate.access@Access granted',
        entityRef: 'api:default/com.larkgate.access.access-granted',
        title: 'Access granted',
        ownerRef: 'group:default/access',
        systemRef: 'system:default/access',
        version: '1',
        detailSchema: { required: ['doorId', 'grantee'] },
      },
    ]);
  });

  it('gives every reason for the producer, with its age', () => {
    expect(topology.eventTypes[0].producers).toMatchObject([
      {
        componentRef: 'component:default/access-service',
        accountName: 'access',
        evidence: [
          { kind: 'declared', seenAt: SEEN_AT },
          { kind: 'granted', arn: HUB_BUS_ARN, seenAt: SEEN_AT },
        ],
      },
    ]);
  });

  it('shows the way hop by hop with what each needs', () => {
    const [{ path, evidence }] = topology.eventTypes[0].consumers;
    expect(
      path.map(({ from, to, needs }) => [
        `${from.kind} ${from.name} → ${to.kind} of ${to.accountName}`,
        ...needs.map(({ kind, status }) => `${kind} ${status}`),
      ]),
    ).toEqual([
      [
        'event bus hub → event bus of delivery',
        'enabled met',
        'role met',
        'policy met',
      ],
      [
        'event bus busline → queue of delivery',
        'enabled met',
        'policy met',
        'dead-letter queue met',
      ],
    ]);
    expect(evidence).toMatchObject([{ kind: 'routed', seenAt: SEEN_AT }]);
  });

  it('is the same text when derived again', () => {
    expect(JSON.stringify(derive(workingPlatform()))).toBe(
      JSON.stringify(topology),
    );
  });
});

describe('what is broken', () => {
  it.each<
    [
      string,
      { accountId: string },
      (snapshot: Snapshot) => void,
      string,
      RegExp,
    ]
  >([
    [
      'a disabled rule',
      DELIVERY,
      ({ buses: [bus] }) => {
        bus.rules[0].state = 'DISABLED';
      },
      'rule-disabled',
      /is disabled/,
    ],
    [
      'no role on the forwarding target',
      HUB,
      ({ buses: [bus] }) => {
        delete bus.rules[0].targets[0].roleArn;
      },
      'hop-broken',
      /missing is a role for the target of rule/,
    ],
    [
      'a role that does not exist',
      HUB,
      snapshot => {
        snapshot.roles = [];
      },
      'hop-broken',
      /missing is role busline-forward-to-delivery$/,
    ],
    [
      'a role that EventBridge may not assume',
      HUB,
      ({ roles: [role] }) => {
        role.trustPolicy.Statement[0].Principal = {
          Service: 'lambda.amazonaws.com',
        };
      },
      'hop-broken',
      /missing is leave for events.amazonaws.com to assume role busline-forward-to-delivery$/,
    ],
    [
      'a role that may not put events',
      HUB,
      ({ roles: [role] }) => {
        role.inlinePolicies = {};
      },
      'hop-broken',
      /missing is leave for role busline-forward-to-delivery to do events:PutEvents on event bus busline$/,
    ],
    [
      'a bus that does not admit the hub',
      DELIVERY,
      ({ buses: [bus] }) => {
        delete bus.policy;
      },
      'hop-broken',
      /missing is leave for account platform in the policy of event bus busline$/,
    ],
    [
      'a bus that does not exist',
      DELIVERY,
      snapshot => {
        snapshot.buses = [];
      },
      'hop-broken',
      /missing is event bus busline$/,
    ],
    [
      'a bus without a rule for the event',
      DELIVERY,
      ({ buses: [bus] }) => {
        bus.rules = [];
      },
      'hop-broken',
      /missing is a rule on bus busline that takes the event$/,
    ],
    [
      'a queue that does not admit the rule',
      DELIVERY,
      ({ queues }) => {
        queues.forEach(queue => {
          queue.policy = queue.redriveDeadLetterArn ? undefined : queue.policy;
        });
      },
      'hop-broken',
      /missing is leave for rule \S+ in the policy of queue/,
    ],
    [
      'a queue that does not exist',
      DELIVERY,
      snapshot => {
        snapshot.queues = snapshot.queues.filter(
          ({ redriveDeadLetterArn }) => !redriveDeadLetterArn,
        );
      },
      'hop-broken',
      /missing is queue delivery-service-access-granted/,
    ],
  ])('%s', (_name, at, damage, code, message) => {
    const observed = withSnapshot(workingPlatform(), at, damage);
    expect(consumers(observed)).toMatchObject([{ health: 'broken' }]);
    const found = derive(observed).findings.filter(
      finding => finding.severity === 'error',
    );
    expect(found).toMatchObject([{ code }]);
    expect(found[0].message).toMatch(message);
    expect(found[0].mend).not.toBe('');
  });

  it('a missing dead-letter queue is a risk, not a break', () => {
    const observed = withSnapshot(
      workingPlatform(),
      DELIVERY,
      ({ buses: [bus] }) => {
        delete bus.rules[0].targets[0].deadLetterArn;
      },
    );
    expect(consumers(observed)).toMatchObject([{ health: 'ok' }]);
    expect(derive(observed).findings).toMatchObject([
      {
        code: 'subscription-without-dead-letter-queue',
        severity: 'warning',
        subject: {
          entityRef: 'component:default/delivery-service',
          eventTypeId: 'com.larkgate.access@Access granted',
        },
      },
    ]);
  });

  it('a way through a third account is never taken', () => {
    const far = `arn:aws:events:${REGION}:${NOTIFICATIONS.accountId}:event-bus/far`;
    const observed = withSnapshot(
      workingPlatform(),
      DELIVERY,
      ({ buses: [bus] }) => {
        bus.rules[0].targets = [
          { id: 'far', arn: far, roleArn: 'arn:aws:iam::333333333333:role/r' },
        ];
      },
    );
    expect(consumers(observed)).toMatchObject([
      { health: 'broken', arrivesAt: { kind: 'event bus', name: 'far' } },
    ]);
    expect(
      derive(observed).findings.find(({ message }) =>
        /crosses accounts/.test(message),
      ),
    ).toMatchObject({
      mend: expect.stringMatching(
        /does not forward an event on to a third account/,
      ),
    });
  });
});

describe('what could not be read is unknown, never missing', () => {
  it.each<[string, Observed]>([
    [
      'the consumer account was never read',
      withFailure(workingPlatform(), DELIVERY, { everRead: false }),
    ],
    [
      'the consumer account is not scanned',
      {
        ...workingPlatform(),
        scans: workingPlatform().scans.filter(
          ({ accountId }) => accountId !== DELIVERY.accountId,
        ),
      },
    ],
    [
      'roles',
      withSnapshot(workingPlatform(), HUB, snapshot => {
        snapshot.unseen = [
          unseen(
            'iam:GetRole',
            'arn:aws:iam::111111111111:role/busline-forward-to-delivery',
          ),
        ];
        snapshot.roles = [];
      }),
    ],
    [
      'queues',
      withSnapshot(workingPlatform(), DELIVERY, snapshot => {
        snapshot.unseen = [unseen('sqs:ListQueues', 'all queues')];
        snapshot.queues = [];
      }),
    ],
    [
      'the rules of the subscriber bus',
      withSnapshot(workingPlatform(), DELIVERY, snapshot => {
        snapshot.unseen = [
          unseen(
            'events:ListRules',
            `arn:aws:events:${REGION}:333333333333:event-bus/busline`,
          ),
        ];
        snapshot.buses[0].rules = [];
      }),
    ],
    [
      'a condition that only AWS can judge',
      withSnapshot(workingPlatform(), DELIVERY, ({ buses: [bus] }) => {
        bus.policy?.Statement.forEach(statement => {
          statement.Principal = '*';
          statement.Condition = {
            StringEquals: { 'aws:PrincipalOrgID': 'o-1' },
          };
        });
      }),
    ],
    [
      'a policy attached to the role',
      withSnapshot(workingPlatform(), HUB, ({ roles: [role] }) => {
        role.inlinePolicies = {};
        role.attachedPolicyArns = [
          'arn:aws:iam::aws:policy/AmazonEventBridgeFullAccess',
        ];
      }),
    ],
  ])('%s', (_name, observed) => {
    expect(consumers(observed)).toMatchObject([{ health: 'unknown' }]);
    expect(codes(observed)).not.toContain('hop-broken');
  });

  it('another thing that could not be read casts no doubt on this one', () => {
    const observed = withSnapshot(workingPlatform(), HUB, snapshot => {
      snapshot.unseen = [
        unseen('iam:GetRole', 'arn:aws:iam::111111111111:role/another'),
      ];
      snapshot.roles = [];
    });
    expect(consumers(observed)).toMatchObject([{ health: 'broken' }]);
  });

  it('an old snapshot is shown with its age', () => {
    const { accounts, eventTypes, findings } = derive(
      withFailure(workingPlatform(), DELIVERY, { everRead: true }),
    );
    expect(accounts[2]).toMatchObject({
      name: 'delivery',
      status: 'unreadable',
      seenAt: SEEN_AT,
      unseen: [
        { operation: 'scan', mend: 'Let the backend assume the scan role' },
      ],
    });
    expect(eventTypes[0].consumers).toMatchObject([{ health: 'ok' }]);
    expect(findings.map(({ code }) => code)).toEqual(['account-unreadable']);
  });

  it('a part that is unseen makes the account partial', () => {
    const observed = withSnapshot(workingPlatform(), HUB, snapshot => {
      snapshot.unseen = [
        unseen('events:ListRules', 'arn:aws:events:::event-bus/other'),
      ];
    });
    expect(derive(observed).accounts[0].status).toBe('partial');
    expect(codes(observed)).toEqual(['account-partial']);
  });

  it('nothing at all is said of a hub that was never read', () => {
    const { eventTypes, findings } = derive(
      withFailure(workingPlatform(), HUB, { everRead: false }),
    );
    expect(eventTypes).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['account-unreadable']);
  });
});

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

describe('a service’s part', () => {
  it('is what it sends, what it receives, and what is wrong with either', () => {
    const topology = derive(
      withSnapshot(workingPlatform(), DELIVERY, ({ buses: [bus] }) => {
        delete bus.policy;
      }),
    );
    expect(
      componentEvents(topology, 'component:default/access-service'),
    ).toMatchObject({
      publishes: [{ title: 'Access granted' }],
      consumes: [],
      findings: [],
    });
    expect(
      componentEvents(topology, 'component:default/Delivery-Service'),
    ).toMatchObject({
      publishes: [],
      consumes: [
        {
          eventType: { title: 'Access granted' },
          consumer: { health: 'broken' },
        },
      ],
      findings: [{ code: 'hop-broken' }],
    });
    expect(
      eventTypeFindings(topology, 'com.larkgate.access@Access granted'),
    ).toMatchObject([{ code: 'hop-broken' }]);
  });
});

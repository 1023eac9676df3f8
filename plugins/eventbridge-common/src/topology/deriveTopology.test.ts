import { UnseenPart } from '../snapshot/types';
import {
  ACCESS_GRANTED,
  DELIVERY,
  HUB,
  HUB_BUS_ARN,
  NOTIFICATIONS,
  NOW,
  REGION,
  SEEN_AT,
  withFailure,
  withSnapshot,
  workingPlatform,
} from '../__testUtils__/world';
import { Observed } from '../onboarding/ground';
import { Snapshot } from '../snapshot/types';
import { componentEvents, eventTypeFindings } from './componentEvents';
import { deriveTopology } from './deriveTopology';

const derive = (observed: Observed) =>
  deriveTopology({ ...observed, now: NOW });
const codes = (observed: Observed) =>
  derive(observed).findings.map(({ code }) => code);
const consumers = (observed: Observed) =>
  derive(observed).eventTypes.flatMap(eventType => eventType.consumers);

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

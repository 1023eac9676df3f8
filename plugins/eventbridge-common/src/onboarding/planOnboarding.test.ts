import { applyPlan } from '../__testUtils__/applyPlan';
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
  wanted,
  withSnapshot,
  workingPlatform,
} from '../__testUtils__/world';
import { Snapshot } from '../snapshot/types';
import { deriveTopology } from '../topology/deriveTopology';
import { Observed } from './ground';
import { planOnboarding } from './planOnboarding';

const plan = (input: object, observed: Observed) =>
  planOnboarding(wanted(input), observed);

const steps = (input: object, observed: Observed) =>
  plan(input, observed).changes.map(
    ({ effect, title }) => `${effect} ${title}`,
  );

const published = () => onboard(emptyPlatform(), PUBLICATION);

const consumersOf = (observed: Observed) =>
  deriveTopology({ ...observed, now: NOW }).eventTypes.flatMap(
    ({ consumers }) => consumers,
  );

describe('a publication', () => {
  it('registers the contract and lets exactly its source in', () => {
    const { changes, problems, summary } = plan(PUBLICATION, emptyPlatform());
    expect(problems).toEqual([]);
    expect(summary).toBe(
      'Lets access-service send "Access granted" to bus hub: 3 to create, 0 to change, 0 kept.',
    );
    expect(changes.map(({ title }) => title)).toEqual([
      'registry busline',
      expect.stringMatching(/^schema com\.larkgate\.access@AccessGranted/),
      expect.stringMatching(
        /^statement busline-publish-access-service-access-[0-9a-f]{8} in the policy of bus hub$/,
      ),
    ]);
    expect(changes[2].desired).toMatchObject({
      kind: 'bus-policy-statement',
      busName: 'hub',
      statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::222222222222:root' },
        Action: 'events:PutEvents',
        Resource: HUB_BUS_ARN,
        Condition: { StringEquals: { 'events:source': 'com.larkgate.access' } },
      },
    });
    expect(changes[1].desired).toMatchObject({
      tags: {
        'busline:managed-by': 'busline',
        'busline:source': 'com.larkgate.access',
        'busline:detail-type': 'Access granted',
        'busline:producer': 'component:default/access-service',
        'busline:owner': 'group:default/access',
      },
    });
  });

  it('needs no statement where the component runs in the hub account', () => {
    const { changes, findings } = plan(
      { ...PUBLICATION, component: 'platform-service' },
      emptyPlatform(),
    );
    expect(changes.map(({ desired }) => desired.kind)).toEqual([
      'registry',
      'schema',
    ]);
    expect(findings.map(({ code }) => code)).toContain(
      'producer-in-hub-account',
    );
  });

  it('keeps an equal statement that has another Sid', () => {
    const observed = withSnapshot(published(), HUB, ({ buses: [hub] }) => {
      hub.policy?.Statement.forEach(statement => {
        statement.Sid = 'made-by-hand';
        statement.Principal = { AWS: '222222222222' };
      });
    });
    expect(steps(PUBLICATION, observed)).toContain(
      'keep statement made-by-hand in the policy of bus hub',
    );
  });

  it('adds a version where the contract changed, and keeps title and tags', () => {
    const { changes } = plan(
      { ...PUBLICATION, contract: '{"doorId": "door-17"}' },
      onboard(emptyPlatform(), {
        ...PUBLICATION,
        title: 'A door was opened up',
      }),
    );
    expect(changes.map(({ effect }) => effect)).toEqual([
      'keep',
      'change',
      'keep',
    ]);
    expect(changes[1].differences).toEqual([
      'content: version 1 is followed by a new version',
    ]);
    expect(changes[1].desired).toMatchObject({
      content: expect.stringContaining('A door was opened up'),
    });
  });
});

describe('a subscription across accounts', () => {
  it('is made from its end to its beginning', () => {
    const { changes, problems } = plan(SUBSCRIPTION, published());
    expect(problems).toEqual([]);
    expect(
      changes.map(
        ({ accountName, desired }) => `${accountName} ${desired.kind}`,
      ),
    ).toEqual([
      'delivery queue',
      'delivery queue',
      'delivery event-bus',
      'delivery bus-policy-statement',
      'delivery rule',
      'delivery target',
      'platform role',
      'platform rule',
      'platform target',
    ]);
  });

  it('works once applied', () => {
    const [consumer] = consumersOf(workingPlatform());
    expect(consumer).toMatchObject({
      componentRef: 'component:default/delivery-service',
      health: 'ok',
      filterWords: [],
      arrivesAt: { kind: 'queue', accountName: 'delivery' },
    });
    expect(
      consumer.path.flatMap(({ needs }) => needs.map(({ status }) => status)),
    ).not.toContain('missing');
  });

  it('says where the events will arrive', () => {
    const { delivery, summary } = plan(SUBSCRIPTION, published());
    expect(delivery).toMatchObject({
      accountId: DELIVERY.accountId,
      region: REGION,
      queueName: expect.stringMatching(/^delivery-service-access-granted-/),
    });
    expect(delivery?.deadLetterQueueName).toBe(`${delivery?.queueName}-dlq`);
    expect(summary).toBe(
      'Brings "Access granted" to delivery-service in account delivery: 9 to create, 0 to change, 0 kept.',
    );
  });

  it('goes straight to the queue in the hub account', () => {
    const input = { ...SUBSCRIPTION, component: 'platform-service' };
    expect(
      plan(input, published()).changes.map(
        ({ accountName, desired }) => `${accountName} ${desired.kind}`,
      ),
    ).toEqual([
      'platform queue',
      'platform queue',
      'platform rule',
      'platform target',
    ]);
    const [consumer] = consumersOf(onboard(published(), input));
    expect(consumer).toMatchObject({ health: 'ok' });
    expect(consumer.path).toHaveLength(1);
  });
});

describe('a subscription in another Region of the hub account', () => {
  const far = 'us-east-1';
  const base = published();
  const observed: Observed = {
    platform: {
      ...base.platform,
      accounts: base.platform.accounts.map(account =>
        account.id === HUB.accountId
          ? { ...account, regions: [REGION, far] }
          : account,
      ),
    },
    scans: [
      ...base.scans,
      {
        accountId: HUB.accountId,
        region: far,
        snapshot: {
          accountId: HUB.accountId,
          region: far,
          takenAt: NOW,
          unseen: [],
          buses: [],
          registries: [],
          queues: [],
          roles: [],
        },
      },
    ],
    components: base.components.map(one =>
      one.title === 'platform-service' ? { ...one, region: far } : one,
    ),
  };
  const input = { ...SUBSCRIPTION, component: 'platform-service' };

  it('crosses by a bus and a role, without a statement for its own account', () => {
    expect(
      plan(input, observed).changes.map(
        ({ region, desired }) => `${region} ${desired.kind}`,
      ),
    ).toEqual([
      'us-east-1 queue',
      'us-east-1 queue',
      'us-east-1 event-bus',
      'us-east-1 rule',
      'us-east-1 target',
      'eu-west-1 role',
      'eu-west-1 rule',
      'eu-west-1 target',
    ]);
    const applied = onboard(observed, input);
    expect(consumersOf(applied)).toMatchObject([{ health: 'ok' }]);
    expect(plan(input, applied).summary).toMatch(/^Nothing to change/);
  });

  it('needs that Region to be readable', () => {
    const unread = { ...observed, scans: observed.scans.slice(0, -1) };
    expect(plan(input, unread).problems.map(({ code }) => code)).toEqual([
      'account-unreadable',
    ]);
  });
});

describe('the second time', () => {
  const filtered = {
    ...SUBSCRIPTION,
    filter: '{"detail": {"grantee": {"kind": ["COURIER", "GUEST"]}}}',
  };

  it.each([
    ['a publication', [PUBLICATION]],
    ['a subscription', [PUBLICATION, SUBSCRIPTION]],
    ['a subscription with a filter', [PUBLICATION, filtered]],
    [
      'a subscription in the hub account',
      [PUBLICATION, { ...SUBSCRIPTION, component: 'platform-service' }],
    ],
    [
      'a subscription with a queue name',
      [
        PUBLICATION,
        { ...SUBSCRIPTION, target: { kind: 'queue', name: 'doors' } },
      ],
    ],
  ])('%s changes nothing', (_name, inputs) => {
    const observed = onboard(emptyPlatform(), ...inputs);
    const again = plan(inputs[inputs.length - 1], observed);
    expect(again.changes.filter(({ effect }) => effect !== 'keep')).toEqual([]);
    expect(again.summary).toMatch(/^Nothing to change: /);
    // Applying what is kept leaves the state as it is, to the letter.
    expect(applyPlan(observed, again).scans).toEqual(observed.scans);
  });

  it('another order of alternatives is the same filter', () => {
    const observed = onboard(emptyPlatform(), PUBLICATION, filtered);
    const reordered = {
      ...SUBSCRIPTION,
      filter: { detail: { grantee: { kind: ['GUEST', 'COURIER'] } } },
    };
    expect(
      plan(reordered, observed).changes.map(({ effect }) => effect),
    ).not.toContain('change');
  });

  it('another filter changes the pattern of the rule and nothing else', () => {
    const { changes } = plan(filtered, workingPlatform());
    const changed = changes.filter(({ effect }) => effect !== 'keep');
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatchObject({
      effect: 'change',
      accountName: 'delivery',
      desired: { kind: 'rule' },
      differences: [
        'pattern: {"source":["com.larkgate.access"],"detail-type":["Access granted"]} → {"source":["com.larkgate.access"],"detail-type":["Access granted"],"detail":{"grantee":{"kind":["COURIER","GUEST"]}}}',
      ],
    });
  });

  it('another queue name moves the target of the same rule', () => {
    const { changes } = plan(
      { ...SUBSCRIPTION, target: { kind: 'queue', name: 'doors' } },
      workingPlatform(),
    );
    expect(
      changes
        .filter(({ effect }) => effect !== 'keep')
        .map(({ effect, desired }) => `${effect} ${desired.kind}`),
    ).toEqual(['create queue', 'create queue', 'change target']);
  });
});

describe('two services in one account', () => {
  const billing = { ...SUBSCRIPTION, component: 'billing-service' };

  it('share the forwarding, so that no event arrives twice', () => {
    expect(
      plan(billing, workingPlatform())
        .changes.filter(({ accountName }) => accountName === 'platform')
        .map(({ effect }) => effect),
    ).toEqual(['keep', 'keep', 'keep']);
    const observed = onboard(workingPlatform(), {
      ...billing,
      filter: { detail: { level: [{ numeric: ['>', 2] }] } },
    });
    const hub = observed.scans[0].snapshot?.buses[0];
    expect(hub?.rules).toHaveLength(1);
    expect(
      consumersOf(observed).map(({ name, health }) => `${name} ${health}`),
    ).toEqual(['billing-service ok', 'delivery-service ok']);
  });

  it('take over a hub rule with a filter that the subscriber rule repeats', () => {
    const filter = { detail: { grantee: { kind: ['COURIER'] } } };
    const byHand = withSnapshot(
      onboard(published(), { ...SUBSCRIPTION, filter }),
      HUB,
      ({ buses: [hub] }) => {
        hub.rules[0].eventPattern = JSON.stringify({
          source: [ACCESS_GRANTED.source],
          'detail-type': [ACCESS_GRANTED.detailType],
          ...filter,
        });
      },
    );
    const { changes, findings } = plan(billing, byHand);
    const onHub = changes.filter(
      ({ accountName, effect }) =>
        accountName === 'platform' && effect !== 'keep',
    );
    expect(onHub.map(({ desired }) => desired.kind)).toEqual(['rule']);
    expect(onHub[0].effect).toBe('change');
    expect(findings).toEqual([]);
  });

  it('are warned of a hub rule that would bring events a second time', () => {
    const observed = withSnapshot(published(), HUB, ({ buses: [hub] }) => {
      hub.rules.push({
        name: 'couriers-only',
        arn: 'arn:aws:events:eu-west-1:111111111111:rule/hub/couriers-only',
        state: 'ENABLED',
        eventPattern: '{"detail": {"grantee": {"kind": ["COURIER"]}}}',
        tags: {},
        targets: [
          {
            id: 'bus',
            arn: 'arn:aws:events:eu-west-1:333333333333:event-bus/busline',
          },
        ],
      });
    });
    expect(
      plan(SUBSCRIPTION, observed).findings.map(({ code }) => code),
    ).toEqual(['event-forwarded-twice']);
  });
});

describe('what was made by hand', () => {
  /** As a team would have built it: other names, no tags, no dead-letter queue. */
  const byHand = () =>
    withSnapshot(
      withSnapshot(
        onboard(published(), {
          ...SUBSCRIPTION,
          component: 'notification-service',
        }),
        NOTIFICATIONS,
        snapshot => {
          const [rule] = snapshot.buses[0].rules;
          rule.name = 'granted';
          rule.arn = `arn:aws:events:${REGION}:${NOTIFICATIONS.accountId}:rule/busline/granted`;
          rule.tags = {};
          rule.targets = [
            {
              id: 'q',
              arn: `arn:aws:sqs:${REGION}:${NOTIFICATIONS.accountId}:granted`,
            },
          ];
          snapshot.queues = [
            {
              name: 'granted',
              arn: `arn:aws:sqs:${REGION}:${NOTIFICATIONS.accountId}:granted`,
              url: 'http://sqs.local/granted',
              tags: {},
              policy: {
                Statement: [
                  {
                    Sid: 'by-hand',
                    Effect: 'Allow',
                    Principal: { Service: 'events.amazonaws.com' },
                    Action: 'sqs:*',
                    Resource: '*',
                  },
                ],
              },
            },
          ];
        },
      ),
      HUB,
      ({ roles: [role] }) => {
        role.tags = {};
        role.inlinePolicies = {
          everything: {
            Statement: [
              { Effect: 'Allow', Action: 'events:Put*', Resource: '*' },
            ],
          },
        };
      },
    );
  const input = { ...SUBSCRIPTION, component: 'notification-service' };

  it('is taken over under its own names, and only what is missing is added', () => {
    const { changes, problems, findings } = plan(input, byHand());
    expect(problems).toEqual([]);
    expect(findings).toEqual([]);
    expect(
      changes
        .filter(({ effect }) => effect !== 'keep')
        .map(({ effect, title, differences = [] }) => [
          `${effect} ${title}`,
          ...differences,
        ]),
    ).toEqual([
      ['create queue granted-dlq'],
      [
        'change queue granted',
        `redrive: none → arn:aws:sqs:${REGION}:${NOTIFICATIONS.accountId}:granted-dlq after 5 receives`,
      ],
      [
        'change rule granted on bus busline',
        'tag busline:component: adds component:default/notification-service',
      ],
      [
        'change target queue granted of rule granted',
        `dead-letter queue: none → arn:aws:sqs:${REGION}:${NOTIFICATIONS.accountId}:granted-dlq`,
      ],
    ]);
  });

  it('is kept once it has all it needs', () => {
    const observed = onboard(byHand(), input);
    expect(plan(input, observed).summary).toMatch(/^Nothing to change/);
  });

  it('is pointed out where it cannot be taken over', () => {
    const { findings } = plan(
      { ...input, target: { kind: 'queue', name: 'another' } },
      byHand(),
    );
    expect(findings.map(({ code }) => code)).toEqual([
      'similar-subscription-exists',
    ]);
  });
});

describe('what broke is mended', () => {
  it.each([
    [
      'a disabled rule',
      HUB,
      (snapshot: Snapshot) => {
        snapshot.buses[0].rules[0].state = 'DISABLED';
      },
      'change rule',
    ],
    [
      'a role that is gone',
      HUB,
      (snapshot: Snapshot) => {
        snapshot.roles = [];
      },
      'create role',
    ],
    [
      'a bus policy that is gone',
      DELIVERY,
      (snapshot: Snapshot) => {
        delete snapshot.buses[0].policy;
      },
      'create bus-policy-statement',
    ],
    [
      'a queue policy that is gone',
      DELIVERY,
      (snapshot: Snapshot) => {
        snapshot.queues.forEach(queue => {
          queue.policy = queue.redriveDeadLetterArn ? undefined : queue.policy;
        });
      },
      'change queue',
    ],
    [
      'a subscriber rule that is gone',
      DELIVERY,
      (snapshot: Snapshot) => {
        snapshot.buses[0].rules = [];
      },
      'create rule',
    ],
  ])('%s', (_name, at, damage, step) => {
    const broken = withSnapshot(workingPlatform(), at, damage);
    expect(consumersOf(broken)[0]?.health).toBe('broken');
    expect(
      plan(SUBSCRIPTION, broken)
        .changes.filter(({ effect }) => effect !== 'keep')
        .map(({ effect, desired }) => `${effect} ${desired.kind}`)[0],
    ).toBe(step);
    const mended = onboard(broken, SUBSCRIPTION);
    expect(consumersOf(mended)[0].health).toBe('ok');
  });
});

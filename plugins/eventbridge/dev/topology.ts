import {
  Consumer,
  Hop,
  HopNeed,
  Place,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

const REGION = 'eu-central-1';
const NAMES: Record<string, string> = {
  '111111111111': 'platform',
  '222222222222': 'residents',
  '333333333333': 'logistics',
  '444444444444': 'customer',
  '666666666666': 'insights',
};

/** Moments before now, so that ages read well whenever the pages are opened. */
const secondsAgo = (seconds: number) =>
  new Date(Date.now() - seconds * 1000).toISOString();

const place = (
  kind: Place['kind'],
  accountId: string,
  name: string,
  arn: string,
): Place => ({
  kind,
  name,
  arn,
  accountId,
  accountName: NAMES[accountId] ?? accountId,
  region: REGION,
});

const busArn = (accountId: string, name: string) =>
  `arn:aws:events:${REGION}:${accountId}:event-bus/${name}`;
const ruleArn = (accountId: string, bus: string, name: string) =>
  `arn:aws:events:${REGION}:${accountId}:rule/${bus}/${name}`;
const queueArn = (accountId: string, name: string) =>
  `arn:aws:sqs:${REGION}:${accountId}:${name}`;

const hub = place(
  'event bus',
  '111111111111',
  'hub',
  busArn('111111111111', 'hub'),
);

function pathTo(
  accountId: string,
  queue: string,
  stem: string,
  lastNeeds: HopNeed[],
): Hop[] {
  const bus = place(
    'event bus',
    accountId,
    'subscriber',
    busArn(accountId, 'subscriber'),
  );
  const hubRule = `${stem}-to-${NAMES[accountId]}`;
  return [
    {
      from: hub,
      to: bus,
      via: { name: hubRule, arn: ruleArn('111111111111', 'hub', hubRule) },
      needs: [
        { kind: 'enabled', status: 'met', what: `rule ${hubRule}` },
        {
          kind: 'role',
          status: 'met',
          what: 'role busline-hub-to-subscribers',
          arn: 'arn:aws:iam::111111111111:role/busline-hub-to-subscribers',
        },
        {
          kind: 'policy',
          status: 'met',
          what: 'policy of event bus subscriber',
          arn: bus.arn,
        },
      ],
    },
    {
      from: bus,
      to: place('queue', accountId, queue, queueArn(accountId, queue)),
      via: { name: stem, arn: ruleArn(accountId, 'subscriber', stem) },
      needs: [
        { kind: 'enabled', status: 'met', what: `rule ${stem}` },
        ...lastNeeds,
      ],
    },
  ];
}

const met = (queue: string): HopNeed[] => [
  { kind: 'policy', status: 'met', what: `policy of queue ${queue}` },
  {
    kind: 'dead-letter queue',
    status: 'met',
    what: `queue ${queue}-undelivered`,
  },
];

const routed = (because: string, arn?: string) => ({
  kind: 'routed' as const,
  because,
  arn,
  seenAt: secondsAgo(40),
});
const declared = (file: string) => ({
  kind: 'declared' as const,
  because: `The catalog file of ${file} names this event.`,
});

const deliveryOfAccessGranted: Consumer = {
  id: 'delivery access-granted',
  componentRef: 'component:default/delivery-service',
  name: 'Delivery service',
  ownerRef: 'group:default/delivery',
  accountId: '333333333333',
  accountName: 'logistics',
  arrivesAt: place(
    'queue',
    '333333333333',
    'delivery-service-access-events',
    queueArn('333333333333', 'delivery-service-access-events'),
  ),
  filter: { detail: { region: ['EU', 'UK'], level: [{ numeric: ['>', 2] }] } },
  filterWords: ['`detail.region` is EU or UK', '`detail.level` > 2'],
  path: pathTo(
    '333333333333',
    'delivery-service-access-events',
    'access-granted',
    met('delivery-service-access-events'),
  ),
  health: 'ok',
  evidence: [
    declared('delivery-service'),
    routed(
      'Rule access-granted on bus subscriber sends it to queue delivery-service-access-events.',
      ruleArn('333333333333', 'subscriber', 'access-granted'),
    ),
  ],
};

const deliveryOfAccessRevoked: Consumer = {
  ...deliveryOfAccessGranted,
  id: 'delivery access-revoked',
  filter: undefined,
  filterWords: [],
  path: pathTo(
    '333333333333',
    'delivery-service-access-events',
    'access-revoked',
    [
      {
        kind: 'policy',
        status: 'missing',
        what: 'policy of queue delivery-service-access-events',
        arn: queueArn('333333333333', 'delivery-service-access-events'),
        mend: 'Let events.amazonaws.com send messages for rule access-revoked.',
      },
      {
        kind: 'dead-letter queue',
        status: 'missing',
        what: 'dead-letter queue of rule access-revoked',
        mend: 'Run “Subscribe to an event” again; it adds one.',
      },
    ],
  ),
  health: 'broken',
  evidence: [
    routed(
      'Rule access-revoked on bus subscriber sends it to queue delivery-service-access-events.',
      ruleArn('333333333333', 'subscriber', 'access-revoked'),
    ),
  ],
};

const auditOfAccessGranted: Consumer = {
  id: 'audit access-granted',
  componentRef: 'component:default/audit-service',
  name: 'Audit service',
  ownerRef: 'group:default/insights',
  accountId: '666666666666',
  accountName: 'insights',
  filterWords: [],
  path: [],
  health: 'declared only',
  evidence: [declared('audit-service')],
};

/** A small platform: five accounts, three event types, something wrong. */
export const topologyFixture: Topology = {
  derivedAt: secondsAgo(38),
  hubBusArn: hub.arn,
  accounts: [
    ...['111111111111', '222222222222', '333333333333', '444444444444'].map(
      id => ({
        id,
        name: NAMES[id],
        region: REGION,
        seenAt: secondsAgo(40),
        status: 'complete' as const,
        unseen: [],
      }),
    ),
    {
      id: '666666666666',
      name: 'insights',
      region: REGION,
      status: 'unreadable',
      unseen: [
        {
          operation: 'sts:AssumeRole',
          subject: 'arn:aws:iam::666666666666:role/busline-reader',
          reason: 'AccessDenied: not authorized to perform sts:AssumeRole',
          mend: 'Let account platform assume the role busline-reader.',
        },
      ],
    },
  ],
  eventTypes: [
    {
      id: 'larkgate.access@Access granted',
      source: 'larkgate.access',
      detailType: 'Access granted',
      entityRef: 'api:default/access-granted',
      title: 'Access granted',
      description: 'Someone may now open a door.',
      ownerRef: 'group:default/access',
      systemRef: 'system:default/access',
      version: '2',
      versions: [
        { version: '1', createdAt: '2026-03-02T09:00:00Z' },
        { version: '2', createdAt: '2026-08-20T14:12:00Z' },
      ],
      schemaArn: `arn:aws:schemas:${REGION}:111111111111:schema/busline/larkgate.access@AccessGranted`,
      detailSchema: {
        type: 'object',
        required: ['accessId', 'door', 'region', 'level'],
        properties: {
          accessId: {
            type: 'string',
            format: 'uuid',
            description: 'Identifies this grant in all later events.',
          },
          door: {
            type: 'object',
            description: 'What may be opened.',
            required: ['id'],
            properties: {
              id: { type: 'string', examples: ['door-17'] },
              building: { type: 'string', examples: ['Elm Court'] },
            },
          },
          region: { type: 'string', enum: ['EU', 'UK', 'US'] },
          level: { type: 'integer', minimum: 1, maximum: 5 },
          grantedTo: {
            type: 'object',
            description: 'Who may open it.',
            properties: {
              name: {
                type: 'string',
                description: 'Full name.',
                'x-busline-personal-data': true,
              },
              email: {
                type: 'string',
                format: 'email',
                'x-busline-personal-data': true,
              },
            },
          },
          validUntil: { type: 'string', format: 'date-time' },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
      producers: [
        {
          componentRef: 'component:default/access-service',
          name: 'Access service',
          ownerRef: 'group:default/access',
          accountId: '222222222222',
          accountName: 'residents',
          evidence: [
            declared('access-service'),
            {
              kind: 'granted',
              because: 'The policy of bus hub lets account residents put it.',
              arn: hub.arn,
              seenAt: secondsAgo(40),
            },
          ],
        },
      ],
      consumers: [auditOfAccessGranted, deliveryOfAccessGranted],
    },
    {
      id: 'larkgate.access@Access revoked',
      source: 'larkgate.access',
      detailType: 'Access revoked',
      entityRef: 'api:default/access-revoked',
      title: 'Access revoked',
      description: 'A grant ended before its time.',
      ownerRef: 'group:default/access',
      systemRef: 'system:default/access',
      version: '1',
      versions: [{ version: '1', createdAt: '2026-03-02T09:00:00Z' }],
      detailSchema: {
        type: 'object',
        required: ['accessId'],
        properties: { accessId: { type: 'string' } },
      },
      producers: [],
      consumers: [deliveryOfAccessRevoked],
    },
    {
      id: 'larkgate.delivery@Delivery started',
      source: 'larkgate.delivery',
      detailType: 'Delivery started',
      entityRef: 'api:default/delivery-started',
      title: 'Delivery started',
      ownerRef: 'group:default/delivery',
      versions: [],
      producers: [
        {
          componentRef: 'component:default/delivery-service',
          name: 'Delivery service',
          ownerRef: 'group:default/delivery',
          accountId: '333333333333',
          accountName: 'logistics',
          evidence: [declared('delivery-service')],
        },
      ],
      consumers: [],
    },
  ],
  findings: [
    {
      code: 'queue-does-not-admit-rule',
      severity: 'error',
      subject: {
        name: 'delivery-service-access-events',
        arn: queueArn('333333333333', 'delivery-service-access-events'),
        entityRef: 'component:default/delivery-service',
        eventTypeId: 'larkgate.access@Access revoked',
      },
      message:
        'Queue delivery-service-access-events does not admit rule access-revoked, so “Access revoked” never arrives.',
      mend: 'Let events.amazonaws.com send messages for that rule in the queue policy.',
    },
    {
      code: 'subscription-without-dead-letter-queue',
      severity: 'warning',
      subject: {
        name: 'access-revoked',
        arn: ruleArn('333333333333', 'subscriber', 'access-revoked'),
        entityRef: 'component:default/delivery-service',
        eventTypeId: 'larkgate.access@Access revoked',
      },
      message:
        'Delivery service consumes “Access revoked” without a dead-letter queue.',
      mend: 'Run “Subscribe to an event” again; it adds one.',
    },
  ],
};

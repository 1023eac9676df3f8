import { Snapshot } from '../snapshot/types';
import {
  ACCESS,
  DELIVERY,
  emptyPlatform,
  HUB,
  HUB_BUS_ARN,
  onboard,
  PUBLICATION,
  REGION,
  SUBSCRIPTION,
  wanted,
  withFailure,
  withSnapshot,
} from '../__testUtils__/world';
import { Observed } from './ground';
import { planOnboarding } from './planOnboarding';

const published = onboard(emptyPlatform(), PUBLICATION);

const problemsOf = (input: object, observed: Observed) => {
  const { problems, changes } = planOnboarding(wanted(input), observed);
  expect(changes.length === 0).toBe(problems.length > 0);
  return problems.map(
    ({ code, subject }) => `${subject.field ?? subject.name}: ${code}`,
  );
};

describe('problems of a subscription', () => {
  it.each([
    [
      'a component nobody knows',
      { component: 'ghost' },
      ['component: component-unknown'],
    ],
    [
      'no entity ref at all',
      { component: 'a:b:c/d/e' },
      ['component: component-unknown'],
    ],
    [
      'a component without an account',
      { component: 'drawing' },
      ['component: component-without-account'],
    ],
    [
      'a source that is reserved',
      { source: 'aws.ec2' },
      ['source: source-reserved'],
    ],
    [
      'a source nobody knows',
      { source: 'com.other' },
      ['source: event-type-unknown'],
    ],
    [
      'an event its source does not have',
      { detailType: 'Access mislaid' },
      ['detailType: event-type-unknown'],
    ],
    [
      'a detail-type that is too long',
      { detailType: 'x'.repeat(129) },
      ['detailType: detail-type-too-long'],
    ],
    [
      'a filter that is no JSON',
      { filter: '{"detail"' },
      ['filter: filter-not-json'],
    ],
    [
      'two mistakes in a filter',
      { filter: { detail: { level: [], doorId: 'x' } } },
      ['filter: filter-empty-array', 'filter: filter-not-a-list'],
    ],
    [
      'a filter on the source',
      { filter: { source: ['com.other'] } },
      ['filter: filter-names-event-type'],
    ],
    [
      'a filter on the detail-type within $or',
      {
        filter: {
          $or: [{ 'detail-type': ['A'] }, { detail: { doorId: ['a'] } }],
        },
      },
      ['filter: filter-names-event-type'],
    ],
    [
      'a filter that can match nothing',
      { filter: { detail: { grantee: { kind: ['POSTMAN'] } } } },
      ['filter: filter-never-matches'],
    ],
    [
      'a filter that is too long',
      {
        filter: {
          detail: {
            doorId: Array.from({ length: 300 }, (_, n) => `door-${n}`),
          },
        },
      },
      ['filter: quota-pattern-size'],
    ],
    [
      'a queue name with a blank',
      { target: { kind: 'queue', name: 'my queue' } },
      ['target.name: queue-name-malformed'],
    ],
    [
      'a FIFO queue',
      { target: { kind: 'queue', name: 'doors.fifo' } },
      ['target.name: queue-name-fifo'],
    ],
    [
      'a queue name that is too long',
      { target: { kind: 'queue', name: 'q'.repeat(77) } },
      ['target.name: queue-name-too-long'],
    ],
    [
      'several things at once',
      { component: 'ghost', source: 'aws.s3', filter: '[' },
      [
        'component: component-unknown',
        'filter: filter-not-json',
        'source: source-reserved',
      ],
    ],
  ])('%s', (_name, change, problems) => {
    expect(problemsOf({ ...SUBSCRIPTION, ...change }, published)).toEqual(
      problems,
    );
  });

  it.each([
    [
      'an account that is not configured',
      {
        ...published,
        platform: {
          ...published.platform,
          accounts: published.platform.accounts.filter(
            ({ name }) => name !== 'delivery',
          ),
        },
      },
      ['component: account-not-configured'],
    ],
    [
      'a Region that is not configured',
      {
        ...published,
        components: published.components.map(one => ({
          ...one,
          region: 'us-east-1',
        })),
      },
      ['component: region-not-configured'],
    ],
    [
      'an account that was never read',
      withFailure(published, DELIVERY, { everRead: false }),
      ['account delivery: account-unreadable'],
    ],
    [
      'an account that could not be read just now',
      withFailure(published, DELIVERY, { everRead: true }),
      ['account delivery: account-unreadable'],
    ],
    [
      'a hub that could not be read',
      withFailure(published, HUB, { everRead: true }),
      ['account platform: account-unreadable'],
    ],
    [
      'a hub bus that is not there',
      withSnapshot(published, HUB, snapshot => {
        snapshot.buses = [];
      }),
      ['source: event-type-unknown', 'bus hub: hub-bus-missing'],
    ],
    [
      'a queue of somebody else',
      withSnapshot(published, DELIVERY, snapshot => {
        snapshot.queues.push({
          name: 'theirs',
          arn: `arn:aws:sqs:${REGION}:${DELIVERY.accountId}:theirs`,
          url: 'http://sqs.local/theirs',
          tags: { 'busline:component': 'component:default/billing-service' },
        });
      }),
      ['target.name: queue-of-another-component'],
    ],
    [
      'queues that could not be listed',
      withSnapshot(published, DELIVERY, snapshot => {
        snapshot.unseen.push({
          operation: 'sqs:ListQueues',
          subject: 'all queues',
          reason: 'AccessDenied: no',
          mend: 'Allow it',
        });
      }),
      [
        'queue theirs: resource-unreadable',
        'queue theirs-dlq: resource-unreadable',
      ],
    ],
    [
      'a policy that denies all the same',
      withSnapshot(published, DELIVERY, snapshot => {
        snapshot.buses.push({
          name: 'busline',
          arn: `arn:aws:events:${REGION}:${DELIVERY.accountId}:event-bus/busline`,
          rules: [],
          policy: {
            Statement: [
              {
                Effect: 'Deny',
                Principal: '*',
                Action: 'events:*',
                Resource: '*',
              },
            ],
          },
        });
      }),
      ['policy of bus busline: bus-policy-denies'],
    ],
  ])('%s', (_name, observed, problems) => {
    const input = {
      ...SUBSCRIPTION,
      target: { kind: 'queue', name: 'theirs' },
    };
    expect(problemsOf(input, observed)).toEqual(problems);
  });

  it('names the field and the mend of each', () => {
    const { problems } = planOnboarding(
      wanted({ ...SUBSCRIPTION, component: 'drawing' }),
      published,
    );
    expect(problems).toEqual([
      {
        code: 'component-without-account',
        severity: 'error',
        subject: { field: 'component', name: 'Service' },
        message:
          'The catalog file of drawing does not say which AWS account it runs in',
        mend: 'Add the annotation busline.dev/aws-account with the 12-digit account id to its catalog file',
      },
    ]);
  });

  it('suggests the field that was meant, and does not refuse', () => {
    const plan = planOnboarding(
      wanted({ ...SUBSCRIPTION, filter: { detail: { doorID: ['door-1'] } } }),
      published,
    );
    expect(plan.problems).toEqual([]);
    expect(plan.findings).toMatchObject([
      {
        code: 'filter-unknown-field',
        subject: { field: 'filter' },
        mend: 'Use detail.doorId, if that is meant',
      },
    ]);
  });
});

describe('problems of a publication', () => {
  it.each([
    [
      'no contract',
      { contract: 'Access granted!' },
      ['contract: contract-not-json'],
    ],
    [
      'a schema that is wrong',
      { contract: '{"$schema": "x", "type": "objekt"}' },
      [expect.stringMatching(/^contract: contract-/)],
    ],
    [
      'an example of another event',
      {
        contract:
          '{"source": "com.larkgate.access", "detail-type": "Access revoked", "detail": {"a": 1}}',
      },
      ['contract: contract-of-another-event-type'],
    ],
    [
      'a reserved source',
      { source: 'aws.access' },
      ['source: source-reserved'],
    ],
    [
      'a source of another team',
      { component: 'delivery-service' },
      [
        'contract: contract-owned-by-another',
        'source: source-owned-by-another',
      ],
    ],
  ])('%s', (_name, change, problems) => {
    const contract = '{"another": "example"}';
    expect(
      problemsOf({ ...PUBLICATION, contract, ...change }, published),
    ).toEqual(problems);
  });

  it('lets another service of the same owner use the source', () => {
    const observed = {
      ...published,
      components: published.components.map(one => ({
        ...one,
        ownerRef: 'group:default/everyone',
      })),
    };
    const plan = planOnboarding(
      wanted({
        ...PUBLICATION,
        component: 'delivery-service',
        detailType: 'Access denied',
      }),
      observed,
    );
    expect(plan.problems).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toContain(
      'source-shared-by-owner',
    );
  });

  it('needs only the hub to be readable', () => {
    expect(
      problemsOf(
        PUBLICATION,
        withFailure(published, ACCESS, { everRead: false }),
      ),
    ).toEqual([]);
  });
});

describe('quotas', () => {
  const rule = (name: string, eventPattern = '{"source": ["other"]}') => ({
    name,
    arn: `arn:aws:events:${REGION}:1:rule/${name}`,
    state: 'ENABLED',
    eventPattern,
    tags: {},
    targets: [],
  });
  const many = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));

  it.each<
    [
      string,
      object,
      { accountId: string },
      (snapshot: Snapshot) => void,
      string,
    ]
  >([
    [
      'rules on the hub bus',
      SUBSCRIPTION,
      HUB,
      ({ buses: [hub] }) => {
        hub.rules = many(300, index => rule(`r${index}`));
      },
      'quota-rules-per-bus',
    ],
    [
      'buses in the account',
      SUBSCRIPTION,
      DELIVERY,
      snapshot => {
        snapshot.buses = many(100, index => ({
          name: `b${index}`,
          arn: `arn:aws:events:${REGION}:${DELIVERY.accountId}:event-bus/b${index}`,
          rules: [],
        }));
      },
      'quota-buses',
    ],
    [
      'rules with a wildcard',
      {
        ...SUBSCRIPTION,
        component: 'platform-service',
        filter: { detail: { doorId: [{ wildcard: 'door-*-left' }] } },
      },
      HUB,
      ({ buses: [hub] }) => {
        hub.rules = many(30, index =>
          rule(`r${index}`, '{"detail": {"a": [{"wildcard": "a*b"}]}}'),
        );
      },
      'quota-wildcard-rules-per-bus',
    ],
    [
      'schemas in the registry',
      { ...PUBLICATION, detailType: 'Access denied' },
      HUB,
      ({ registries: [registry] }) => {
        registry.schemas = many(100, index => ({
          ...registry.schemas[0],
          name: `com.larkgate.s${index}@Any`,
          tags: {},
        }));
      },
      'quota-schemas-per-registry',
    ],
    [
      'versions of the schema',
      { ...PUBLICATION, contract: '{"b": 1}' },
      HUB,
      ({ registries: [registry] }) => {
        registry.schemas[0].versions = many(100, index => ({
          version: `${index}`,
        }));
      },
      'quota-versions-per-schema',
    ],
  ])('%s', (_name, input, at, fill, code) => {
    const { problems } = planOnboarding(
      wanted(input),
      withSnapshot(published, at, fill),
    );
    expect(problems.map(problem => problem.code)).toEqual([code]);
  });

  it('counts the hub policy to the character, as it will be written', () => {
    const sized = (length: number) =>
      withSnapshot(emptyPlatform(), HUB, ({ buses: [hub] }) => {
        hub.policy = {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'x'.repeat(length),
              Effect: 'Allow',
              Principal: { AWS: '999999999999' },
              Action: 'events:PutEvents',
              Resource: HUB_BUS_ARN,
              Condition: { StringEquals: { 'events:source': 'other' } },
            },
          ],
        };
      });
    const written = JSON.stringify(
      onboard(sized(0), PUBLICATION).scans[0].snapshot?.buses[0].policy,
    );
    const room = 10_240 - written.length;
    expect(problemsOf(PUBLICATION, sized(room))).toEqual([]);
    expect(problemsOf(PUBLICATION, sized(room + 1))).toEqual([
      expect.stringMatching(/: quota-bus-policy-size$/),
    ]);
  });
});

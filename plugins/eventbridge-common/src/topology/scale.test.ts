import { contractDocument } from '@busline/event-schemas';
import { eventBusArn, queueArn, ruleArn } from '../aws/arn';
import { Observed } from '../onboarding/ground';
import { RuleSnapshot } from '../snapshot/types';
import {
  ACCESS_GRANTED_CONTRACT,
  emptyPlatform,
  HUB,
  HUB_BUS_ARN,
  NOW,
  REGION,
  SEEN_AT,
} from '../__testUtils__/world';
import { deriveTopology } from './deriveTopology';

const ACCOUNTS = 30;
const EVENT_TYPES = 100;
const RULES = 300;

/** A hub bus at its quotas: 300 rules to 30 accounts, 100 contracts. */
function fullPlatform(): Observed {
  const empty = emptyPlatform();
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) =>
    String(600000000000 + index),
  );
  const typeOf = (index: number) => ({
    source: `com.larkgate.s${index % 20}`,
    detailType: `Event ${index}`,
  });
  const patternOf = (index: number) => {
    const { source, detailType } = typeOf(index % EVENT_TYPES);
    return JSON.stringify({ source: [source], 'detail-type': [detailType] });
  };
  const rule = (
    at: { accountId: string; region: string },
    busName: string,
    index: number,
    target: string,
  ): RuleSnapshot => ({
    name: `rule-${index}`,
    arn: ruleArn(at, busName, `rule-${index}`),
    state: 'ENABLED',
    eventPattern: patternOf(index),
    tags: {},
    targets: [{ id: 't', arn: target, roleArn: 'arn:aws:iam::1:role/r' }],
  });
  const indexes = Array.from({ length: RULES }, (_, index) => index);
  const placeOf = (index: number) => ({
    accountId: accounts[index % ACCOUNTS],
    region: REGION,
  });
  const nothing = { takenAt: SEEN_AT, unseen: [], registries: [], roles: [] };
  return {
    ...empty,
    scans: [
      {
        ...HUB,
        snapshot: {
          ...HUB,
          ...nothing,
          queues: [],
          buses: [
            {
              name: 'hub',
              arn: HUB_BUS_ARN,
              rules: indexes.map(index =>
                rule(HUB, 'hub', index, eventBusArn(placeOf(index), 'busline')),
              ),
            },
          ],
          registries: [
            {
              name: 'busline',
              schemas: Array.from({ length: EVENT_TYPES }, (_, index) => ({
                name: `schema-${index}`,
                arn: `arn:aws:schemas:${REGION}:${HUB.accountId}:schema/busline/schema-${index}`,
                type: 'JSONSchemaDraft4' as const,
                latestVersion: '1',
                versions: [{ version: '1' }],
                content: contractDocument({
                  ...typeOf(index),
                  detailSchema: ACCESS_GRANTED_CONTRACT,
                }),
                tags: {},
              })),
            },
          ],
        },
      },
      ...accounts.map((accountId, account) => {
        const at = { accountId, region: REGION };
        return {
          ...at,
          snapshot: {
            ...at,
            ...nothing,
            queues: [],
            buses: [
              {
                name: 'busline',
                arn: eventBusArn(at, 'busline'),
                rules: indexes
                  .filter(index => index % ACCOUNTS === account)
                  .map(index => rule(at, 'busline', index, queueArn(at, 'q'))),
              },
            ],
          },
        };
      }),
    ],
  };
}

it('derives a hub bus at its quotas while a person waits', () => {
  const observed = fullPlatform();
  const startedAt = performance.now();
  const { eventTypes } = deriveTopology({ ...observed, now: NOW });
  const tookMs = performance.now() - startedAt;
  expect(eventTypes).toHaveLength(EVENT_TYPES);
  expect(eventTypes.flatMap(({ consumers }) => consumers)).toHaveLength(RULES);
  // Some 200 ms on a laptop; the limit only catches work that grows with the square.
  expect(tookMs).toBeLessThan(5_000);
});

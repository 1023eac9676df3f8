import type { EventSourceState } from '@aws-sdk/client-eventbridge';
import { Accounts, defineTable, Place, Table } from '../../accounts';
import { Clock } from '../../clock';

/** A pending source that no bus takes up is deleted after two weeks. */
const PENDING_MS = 14 * 86_400_000;

/** A partner's source of events, as the partner sees it. */
export interface PartnerSource {
  readonly name: string;
  readonly arn: string;
  /** The customers it was made for. */
  readonly accounts: readonly string[];
}

/** A partner's source of events, as a customer sees it. */
export interface EventSource {
  readonly name: string;
  readonly arn: string;
  /** Name of the partner. */
  readonly createdBy: string;
  readonly state: EventSourceState;
  readonly createdAt: Date;
  /** When it is deleted unless a bus takes it up. */
  readonly expiresAt?: Date;
}

/** What a partner has made, by name. Here every account may be a partner. */
export const PARTNER_SOURCES = defineTable<PartnerSource>(
  'events/partnerSources',
  'region',
);

const EVENT_SOURCES = defineTable<EventSource>('events/eventSources', 'region');

export const eventSourceArn = (region: string, name: string) =>
  `arn:aws:events:${region}::event-source/${name}`;

/** The sources that partners made for an account, by name. */
export function eventSourcesOf(
  { accounts, clock }: { accounts: Accounts; clock: Clock },
  place: Place,
): Table<EventSource> {
  const sources = accounts.table(EVENT_SOURCES, place);
  for (const { name, state, expiresAt } of [...sources.values()]) {
    if (state === 'PENDING' && expiresAt && expiresAt <= clock.date()) {
      sources.delete(name);
    }
  }
  return sources;
}

/** A source that waits for a bus to take it up. */
export function pending(
  source: Pick<EventSource, 'name' | 'arn' | 'createdBy' | 'createdAt'>,
  clock: Clock,
): EventSource {
  const { name, arn, createdBy, createdAt } = source;
  return {
    name,
    arn,
    createdBy,
    createdAt,
    state: 'PENDING',
    expiresAt: new Date(clock.now() + PENDING_MS),
  };
}

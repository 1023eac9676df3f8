import type { LogConfig, RuleState, Target } from '@aws-sdk/client-eventbridge';
import {
  Accounts,
  busArn,
  defineTable,
  Place,
  PolicyDocument,
  Table,
  Tags,
} from '../../accounts';

/** A rule on an event bus. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  /** When the schedule was set: a rate counts from there. */
  readonly scheduledFromMs?: number;
  readonly state: RuleState;
  /** Whether the pattern uses `wildcard`, which has a quota of its own. */
  readonly hasWildcard: boolean;
  readonly description?: string;
  readonly roleArn?: string;
  /** The account that made the rule, which may be another than the bus's. */
  readonly createdBy: string;
  /** The AWS service that made it, which alone may change it unforced. */
  readonly managedBy?: string;
  readonly targets: ReadonlyMap<string, Target>;
  readonly tags: Tags;
}

/** An event bus. Its rules are in a table of their own. */
export interface EventBus extends Place {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly kmsKeyIdentifier?: string;
  readonly deadLetterArn?: string;
  readonly logConfig?: LogConfig;
  readonly policy?: PolicyDocument;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly tags: Tags;
}

/** A bus without rules, policy or settings. */
export function newBus(place: Place, name: string, now: Date): EventBus {
  return {
    name,
    arn: busArn(place, name),
    account: place.account,
    region: place.region,
    createdAt: now,
    modifiedAt: now,
    tags: new Map(),
  };
}

/** Event buses by name. Every account has the default one in every Region. */
export const BUSES = defineTable<EventBus>('events/buses', 'region', {
  initial: place => [['default', newBus(place, 'default', new Date())]],
});

const RULES = defineTable<Rule>('events/rules', 'region');

/** The rules of a bus by name. */
export function rulesOf(
  accounts: Accounts,
  bus: Place & { name: string },
): Table<Rule> {
  return accounts.table(RULES, bus, bus.name);
}

/** Finds a bus by name and place. */
export function busAt(
  accounts: Accounts,
  place: Place,
  name: string,
): EventBus | undefined {
  return accounts.table(BUSES, place).get(name);
}

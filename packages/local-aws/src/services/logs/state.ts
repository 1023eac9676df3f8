import type { LogGroupClass } from '@aws-sdk/client-cloudwatch-logs';
import {
  Accounts,
  defineTable,
  Place,
  PolicyDocument,
  Table,
  Tags,
} from '../../accounts';

/** A log group. Its streams are in a table of their own. */
export interface LogGroup extends Place {
  readonly name: string;
  /** Without the `:*` that some operations put behind it. */
  readonly arn: string;
  readonly createdAtMs: number;
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly logGroupClass: LogGroupClass;
  readonly tags: Tags;
}

/** A log stream, with what is told of its events. */
export interface LogStream {
  readonly name: string;
  readonly createdAtMs: number;
  readonly firstEventMs?: number;
  readonly lastEventMs?: number;
  readonly lastIngestionMs?: number;
  /** Size of all events that were ever put, as Logs counts it. */
  readonly bytes: number;
}

/** An event in a log stream. Its id begins with its time, so ids are in order. */
export interface LogEvent {
  readonly id: string;
  readonly timestampMs: number;
  readonly ingestedAtMs: number;
  readonly message: string;
}

/** Who may write to the log groups of an account in a Region. */
export interface ResourcePolicy extends PolicyDocument {
  readonly name: string;
  readonly updatedAtMs: number;
}

/** The log groups of an account in a Region by name. */
export const LOG_GROUPS = defineTable<LogGroup>('logs/groups', 'region');

const LOG_STREAMS = defineTable<LogStream>('logs/streams', 'region', {
  isTraffic: true,
});

const LOG_EVENTS = defineTable<LogEvent>('logs/events', 'region', {
  isTraffic: true,
});

/** The resource policies of an account in a Region by name. */
export const RESOURCE_POLICIES = defineTable<ResourcePolicy>(
  'logs/resourcePolicies',
  'region',
);

export const logGroupArn = ({ region, account }: Place, name: string) =>
  `arn:aws:logs:${region}:${account}:log-group:${name}`;

/** The streams of a log group by name. */
export function streamsOf(
  accounts: Accounts,
  group: Place & { name: string },
): Table<LogStream> {
  return accounts.table(LOG_STREAMS, group, group.name);
}

/** The events of a log stream by id. */
export function eventsOf(
  accounts: Accounts,
  group: Place & { name: string },
  stream: string,
): Table<LogEvent> {
  // No name has a colon in it.
  return accounts.table(LOG_EVENTS, group, `${group.name}:${stream}`);
}

import type { ArchiveState } from '@aws-sdk/client-eventbridge';
import { Accounts, defineTable, Place, Table } from '../../accounts';
import { EventEnvelope, EventInTransit, eventText } from '../../delivery/event';
import { usesWildcard } from './pattern';
import { EventBus, Rule } from './state';

const DAY_MS = 86_400_000;

/** The AWS service that makes the rule of an archive. */
const ARCHIVE_SERVICE = 'prod.vhs.events.aws.internal';
const RULE_PREFIX = 'Events-Archive-';

/** An archive of the events of one bus. */
export interface Archive extends Place {
  readonly name: string;
  readonly arn: string;
  /** ARN of the bus whose events it keeps. */
  readonly eventSourceArn: string;
  readonly description?: string;
  readonly eventPattern?: string;
  /** 0 keeps events for ever. */
  readonly retentionDays: number;
  readonly kmsKeyIdentifier?: string;
  readonly state: ArchiveState;
  readonly createdAt: Date;
}

/** An event that an archive keeps. */
export interface ArchivedEvent {
  readonly envelope: EventEnvelope;
  readonly archivedAtMs: number;
  readonly sizeBytes: number;
  readonly cameFromAnotherAccount: boolean;
}

/** Archives by name. */
export const ARCHIVES = defineTable<Archive>('events/archives', 'region');

const ARCHIVED = defineTable<ArchivedEvent>('events/archivedEvents', 'region', {
  isTraffic: true,
});

export const archiveArn = ({ region, account }: Place, name: string) =>
  `arn:aws:events:${region}:${account}:archive/${name}`;

/** The events of an archive, in the order in which they came. */
export function archivedEvents(
  accounts: Accounts,
  archive: Archive,
): Table<ArchivedEvent> {
  return accounts.table(ARCHIVED, archive, archive.name);
}

export const archiveRuleName = (archiveName: string) =>
  `${RULE_PREFIX}${archiveName}`;

/**
 * The ARN of the target that AWS gives the rule of an archive: it names no
 * resource.
 */
export const archiveTargetArn = (region: string) =>
  `arn:aws:events:${region}:::`;

/** The archive that a managed rule feeds. */
export function archiveOfRule(
  accounts: Accounts,
  rule: Rule,
  bus: EventBus,
): Archive | undefined {
  return rule.managedBy === ARCHIVE_SERVICE
    ? accounts.table(ARCHIVES, bus).get(rule.name.slice(RULE_PREFIX.length))
    : undefined;
}

/**
 * The managed rule that feeds an archive: its pattern, without replayed
 * events, and one target that only EventBridge can give a rule.
 */
export function archiveRule(archive: Archive, arn: string): Rule {
  const pattern = {
    ...JSON.parse(archive.eventPattern ?? '{}'),
    'replay-name': [{ exists: false }],
  };
  const name = archiveRuleName(archive.name);
  return {
    name,
    arn,
    eventPattern: JSON.stringify(pattern),
    hasWildcard: usesWildcard(archive.eventPattern),
    state: 'ENABLED',
    createdBy: archive.account,
    managedBy: ARCHIVE_SERVICE,
    targets: new Map([
      [
        name,
        {
          Id: name,
          Arn: archiveTargetArn(archive.region),
          InputTransformer: {
            InputPathsMap: {},
            InputTemplate: `{"archive-arn": "${archive.arn}", "event": <aws.events.event.json>, "ingestion-time": <aws.events.event.ingestion-time>}`,
          },
        },
      ],
    ]),
    tags: new Map(),
  };
}

/** Lets go of the events that an archive has kept long enough. */
export function dropExpired(
  accounts: Accounts,
  archive: Archive,
  nowMs: number,
): void {
  if (archive.retentionDays === 0) {
    return;
  }
  const table = archivedEvents(accounts, archive);
  const keptSinceMs = nowMs - archive.retentionDays * DAY_MS;
  for (;;) {
    // The oldest come first; a handful at a time, as they come.
    const oldest = table.stretch({ limit: 16 });
    const expired = oldest.filter(
      ([, { archivedAtMs }]) => archivedAtMs < keptSinceMs,
    );
    for (const [key] of expired) {
      table.delete(key);
    }
    if (expired.length === 0 || expired.length < oldest.length) {
      return;
    }
  }
}

/** Keeps an event. Replayed events are not kept ("CreateArchive"). */
export function archiveEvent(
  accounts: Accounts,
  archive: Archive,
  { envelope, cameFromAnotherAccount }: EventInTransit,
  nowMs: number,
): void {
  if (envelope['replay-name'] !== undefined) {
    return;
  }
  dropExpired(accounts, archive, nowMs);
  const key = `${String(nowMs).padStart(15, '0')}/${envelope.id}`;
  archivedEvents(accounts, archive).set(key, {
    envelope,
    archivedAtMs: nowMs,
    sizeBytes: Buffer.byteLength(eventText(envelope)),
    cameFromAnotherAccount,
  });
}

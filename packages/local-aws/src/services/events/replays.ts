import type { ReplayState } from '@aws-sdk/client-eventbridge';
import { defineTable, parseArn, Place } from '../../accounts';
import { Platform } from '../../calls/platform';
import { EventEnvelope } from '../../delivery/event';
import {
  Archive,
  ArchivedEvent,
  archivedEvents,
  ARCHIVES,
  dropExpired,
} from './archives';
import { busAt, EventBus } from './state';

const MINUTE_MS = 60_000;

/** How long a replay stays in its first state before it sends anything. */
const STARTING_MS = 5_000;

/** How long each minute of archived events takes. AWS does not tell. */
const STEP_MS = 1_000;

/** Replays are listed for 90 days ("Replaying archived events"). */
const KEPT_MS = 90 * 86_400_000;

/** Sends the events of an archive to their bus once more. */
export interface Replay extends Place {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly archiveArn: string;
  readonly destinationArn: string;
  /** ARNs of the only rules that see the events; all rules without it. */
  readonly filterArns?: readonly string[];
  readonly eventStartAt: Date;
  readonly eventEndAt: Date;
  readonly state: ReplayState;
  readonly stateReason?: string;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  /** Time of the last event that was sent. */
  readonly lastReplayedAt?: Date;
  /** Events before this time have been sent. */
  readonly sentUntilMs: number;
}

/** Replays by name. */
export const REPLAYS = defineTable<Replay>('events/replays', 'region');

export const replayArn = ({ region, account }: Place, name: string) =>
  `arn:aws:events:${region}:${account}:replay/${name}`;

/** Whether a replay has work left. */
export const isActive = ({ state }: Replay) =>
  state === 'STARTING' || state === 'RUNNING' || state === 'CANCELLING';

function change(
  platform: Platform,
  replay: Replay,
  changed: Partial<Replay>,
): Replay {
  return platform.accounts
    .table(REPLAYS, replay)
    .set(replay.name, { ...replay, ...changed });
}

/** The archive of a replay, unless it is gone. */
function archiveOf(platform: Platform, replay: Replay): Archive | undefined {
  const { resource = '' } = parseArn(replay.archiveArn) ?? {};
  return platform.accounts
    .table(ARCHIVES, replay)
    .get(resource.slice('archive/'.length));
}

function destinationOf(
  platform: Platform,
  replay: Replay,
): EventBus | undefined {
  const { resource = '' } = parseArn(replay.destinationArn) ?? {};
  return busAt(platform.accounts, replay, resource.slice('event-bus/'.length));
}

const timeOf = ({ envelope }: ArchivedEvent) => Date.parse(envelope.time);

/** The events of the next minute that has any, by the time they tell. */
function nextMinute(
  platform: Platform,
  replay: Replay,
  archive: Archive,
): ArchivedEvent[] {
  dropExpired(platform.accounts, archive, platform.clock.now());
  let minute = Infinity;
  let found: ArchivedEvent[] = [];
  for (const event of archivedEvents(platform.accounts, archive).values()) {
    const atMs = timeOf(event);
    if (atMs < replay.sentUntilMs || atMs > replay.eventEndAt.getTime()) {
      continue;
    }
    const its = Math.floor(atMs / MINUTE_MS);
    if (its < minute) {
      minute = its;
      found = [event];
    } else if (its === minute) {
      found.push(event);
    }
  }
  return found;
}

/** A replayed event names its replay, before `resources` as AWS writes it. */
function replayed(envelope: EventEnvelope, replayName: string): EventEnvelope {
  const { resources, detail, ...before } = envelope;
  return { ...before, 'replay-name': replayName, resources, detail };
}

function send(
  platform: Platform,
  replay: Replay,
  bus: EventBus,
  events: ArchivedEvent[],
): void {
  const onlyRules = replay.filterArns?.map(arn =>
    arn.slice(arn.lastIndexOf('/') + 1),
  );
  for (const { envelope, cameFromAnotherAccount } of events) {
    platform.delivery.publish(bus, {
      envelope: replayed(envelope, replay.name),
      ingestedAt: platform.clock.date(),
      cameFromAnotherAccount,
      hops: 0,
      ...(onlyRules && onlyRules.length > 0 && { onlyRules }),
    });
  }
}

function step(platform: Platform, place: Place, name: string): void {
  const replay = platform.accounts.table(REPLAYS, place).get(name);
  if (!replay || !isActive(replay)) {
    return;
  }
  const endedAt = platform.clock.date();
  if (replay.state === 'CANCELLING') {
    change(platform, replay, { state: 'CANCELLED', endedAt });
    return;
  }
  const archive = archiveOf(platform, replay);
  const bus = destinationOf(platform, replay);
  if (!archive || !bus) {
    change(platform, replay, {
      state: 'FAILED',
      stateReason: `The ${archive ? 'event bus' : 'archive'} was deleted.`,
      endedAt,
    });
    return;
  }
  const events = nextMinute(platform, replay, archive);
  if (events.length === 0) {
    change(platform, replay, { state: 'COMPLETED', endedAt });
    return;
  }
  send(platform, replay, bus, events);
  const lastMs = Math.max(...events.map(timeOf));
  change(platform, replay, {
    state: 'RUNNING',
    lastReplayedAt: new Date(lastMs),
    sentUntilMs: (Math.floor(lastMs / MINUTE_MS) + 1) * MINUTE_MS,
  });
  goOn(platform, replay, STEP_MS);
}

function goOn(platform: Platform, { name, ...place }: Replay, ms: number) {
  platform.clock.at(platform.clock.now() + ms, () =>
    step(platform, place, name),
  );
}

/** Lets a replay begin. */
export function beginReplay(platform: Platform, replay: Replay): void {
  goOn(platform, replay, STARTING_MS);
}

/** Goes on with the replays that an earlier process left unfinished. */
export function resumeReplays(platform: Platform): void {
  for (const { table } of platform.accounts.tablesOf(REPLAYS)) {
    for (const replay of table.values()) {
      if (isActive(replay)) {
        goOn(platform, replay, STEP_MS);
      }
    }
  }
}

/** Forgets replays that ended long ago. */
export function forgetOldReplays(
  { accounts, clock }: Platform,
  place: Place,
): void {
  const table = accounts.table(REPLAYS, place);
  const sinceMs = clock.now() - KEPT_MS;
  for (const replay of [...table.values()]) {
    if (replay.endedAt && replay.endedAt.getTime() < sinceMs) {
      table.delete(replay.name);
    }
  }
}

import { definePart, Platform } from '../../calls/platform';
import { eventsOf, LogEvent, LogGroup, LogStream, streamsOf } from './state';

/** A message to be logged. */
export interface NewLogEvent {
  timestamp: number;
  message: string;
}

/** "PutLogEvents": what an event counts beside its message. */
export const EVENT_OVERHEAD_BYTES = 26;
const DAY_MS = 86_400_000;

/** The time before which a group keeps nothing. */
export function oldestKeptMs(
  { retentionInDays }: LogGroup,
  nowMs: number,
): number {
  return retentionInDays === undefined
    ? -Infinity
    : nowMs - retentionInDays * DAY_MS;
}

/** Counts events, to tell those apart that come within a millisecond. */
const COUNTER = definePart(() => ({ events: 0 }));

/**
 * An id of 56 digits: the event's time, the time it came, and its place among
 * those that came then. Two events of an account never have the same.
 */
function eventId(timestampMs: number, nowMs: number, place: number): string {
  const digits = (value: number, count: number) =>
    String(value).padStart(count, '0');
  return digits(timestampMs, 16) + digits(nowMs, 16) + digits(place, 24);
}

/** A stream of a group, made if it is not there. */
export function ensureStream(
  { accounts, clock }: Platform,
  group: LogGroup,
  name: string,
): LogStream {
  const streams = streamsOf(accounts, group);
  return (
    streams.get(name) ??
    streams.set(name, { name, createdAtMs: clock.now(), bytes: 0 })
  );
}

/**
 * Writes events to a stream. Nobody asks whether they may be: the caller of
 * this has. A stream keeps so many of its newest events as the quotas say.
 */
export function writeLogEvents(
  platform: Platform,
  group: LogGroup,
  stream: LogStream,
  written: readonly NewLogEvent[],
): void {
  if (written.length === 0) {
    return;
  }
  const now = platform.clock.now();
  const events = eventsOf(platform.accounts, group, stream.name);
  let { firstEventMs = Infinity, lastEventMs = -Infinity, bytes } = stream;
  const counter = platform.part(COUNTER);
  for (const { timestamp, message } of written) {
    const id = eventId(timestamp, now, counter.events++);
    events.set(id, { id, timestampMs: timestamp, ingestedAtMs: now, message });
    firstEventMs = Math.min(firstEventMs, timestamp);
    lastEventMs = Math.max(lastEventMs, timestamp);
    bytes += Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
  }
  forget(platform, group, stream.name);
  streamsOf(platform.accounts, group).set(stream.name, {
    ...stream,
    firstEventMs,
    lastEventMs,
    lastIngestionMs: now,
    bytes,
  });
}

/** Forgets what the group does not keep, and the oldest beyond the quota. */
function forget(platform: Platform, group: LogGroup, stream: string): void {
  const { accounts, clock, settings } = platform;
  const events = eventsOf(accounts, group, stream);
  const oldest = oldestKeptMs(group, clock.now());
  for (;;) {
    const [first] = events.stretch({ limit: 1 });
    if (!first) {
      break;
    }
    const [id, { timestampMs }] = first;
    const isTooMany = events.size > settings.quotas.logEventsPerStream;
    if (!isTooMany && timestampMs >= oldest) {
      break;
    }
    events.delete(id);
  }
}

/** The events of a stream that are still kept, from a time to before another. */
export function keptEvents(
  platform: Platform,
  group: LogGroup,
  stream: string,
  { startTime = -Infinity, endTime = Infinity },
): LogEvent[] {
  const oldest = oldestKeptMs(group, platform.clock.now());
  return eventsOf(platform.accounts, group, stream)
    .stretch({ limit: Infinity })
    .map(([, event]) => event)
    .filter(
      ({ timestampMs }) =>
        timestampMs >= Math.max(startTime, oldest) && timestampMs < endTime,
    );
}

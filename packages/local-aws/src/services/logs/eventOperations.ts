import type {
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
  PutLogEventsRequest,
  PutLogEventsResponse,
  RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';
import { Operation, operation } from '../../calls/operation';
import { checkLimit, invalidToken } from './checks';
import { invalidParameter, refuseViolations, streamNotFound } from './errors';
import { readFilterPattern } from './filterPattern';
import { findGroup, findStream, logsAccess } from './find';
import {
  EVENT_OVERHEAD_BYTES,
  keptEvents,
  NewLogEvent,
  oldestKeptMs,
  writeLogEvents,
} from './logEvents';
import { LogEvent, LogGroup, streamsOf } from './state';
import { SEQUENCE_TOKEN } from './streamOperations';

const MAX_EVENTS = 10_000;
const MAX_BYTES = 1_048_576;
const HOUR_MS = 3_600_000;

/** "PutLogEvents": what a batch must keep to. @throws `InvalidParameterException` */
function checkBatch(events: readonly NewLogEvent[]): void {
  if (events.length < 1 || events.length > MAX_EVENTS) {
    refuseViolations([
      {
        path: 'logEvents',
        value: `${events.length} events`,
        constraint: `Member must have length between 1 and ${MAX_EVENTS}`,
      },
    ]);
  }
  refuseViolations(
    events.flatMap(({ message }, i) =>
      message === ''
        ? [
            {
              path: `logEvents.${i + 1}.member.message`,
              value: message,
              constraint: 'Member must have length greater than or equal to 1',
            },
          ]
        : [],
    ),
  );
  const bytes = events.reduce(
    (sum, { message }) =>
      sum + Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES,
    0,
  );
  if (bytes > MAX_BYTES) {
    throw invalidParameter(
      `Upload too large: ${bytes} bytes exceeds limit of ${MAX_BYTES}`,
    );
  }
  if (events.some(({ timestamp }, i) => timestamp < events[i - 1]?.timestamp)) {
    throw invalidParameter(
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
  }
  const spanMs = events[events.length - 1].timestamp - events[0].timestamp;
  if (spanMs > 24 * HOUR_MS) {
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
}

/** The part of a batch that is neither too old nor too new, nor expired. */
function accepted(
  events: readonly NewLogEvent[],
  group: LogGroup,
  now: number,
): { taken: NewLogEvent[]; rejected?: RejectedLogEventsInfo } {
  const count = (isSo: (timestamp: number) => boolean) =>
    events.filter(({ timestamp }) => isSo(timestamp)).length;
  const tooOld = count(timestamp => timestamp < now - 14 * 24 * HOUR_MS);
  const expired = count(timestamp => timestamp < oldestKeptMs(group, now));
  const tooNew = count(timestamp => timestamp > now + 2 * HOUR_MS);
  const start = Math.max(tooOld, expired);
  const end = events.length - tooNew;
  return {
    taken: events.slice(start, end),
    rejected:
      start > 0 || tooNew > 0
        ? {
            tooOldLogEventEndIndex: tooOld > 0 ? tooOld : undefined,
            expiredLogEventEndIndex: expired > tooOld ? expired : undefined,
            tooNewLogEventStartIndex: tooNew > 0 ? end : undefined,
          }
        : undefined,
  };
}

const putLogEvents = operation<PutLogEventsRequest, PutLogEventsResponse>({
  access: logsAccess('PutLogEvents'),
  run: (input, call) => {
    const { group, stream } = findStream(input, call);
    checkBatch(input.logEvents);
    const { taken, rejected } = accepted(
      input.logEvents,
      group,
      call.clock.now(),
    );
    writeLogEvents(call, group, stream, taken);
    return {
      nextSequenceToken: SEQUENCE_TOKEN,
      rejectedLogEventsInfo: rejected,
    };
  },
});

const MIN_ID = '0'.repeat(56);
const MAX_ID = '9'.repeat(56);

/** As many events as fit an answer, from one end of a list. */
function fitting(
  events: LogEvent[],
  limit: number,
  fromEnd: boolean,
): LogEvent[] {
  const ordered = fromEnd ? [...events].reverse() : events;
  const taken: LogEvent[] = [];
  let bytes = 0;
  for (const event of ordered) {
    bytes += Buffer.byteLength(event.message) + EVENT_OVERHEAD_BYTES;
    if (taken.length >= limit || bytes > MAX_BYTES) {
      break;
    }
    taken.push(event);
  }
  return fromEnd ? taken.reverse() : taken;
}

function readToken(token: string): { isForward: boolean; id: string } {
  const match = /^([fb])\/(\d{56})\/s$/.exec(token);
  if (!match) {
    throw invalidToken();
  }
  return { isForward: match[1] === 'f', id: match[2] };
}

const getLogEvents = operation<GetLogEventsRequest, GetLogEventsResponse>({
  access: logsAccess('GetLogEvents'),
  run: (input, call) => {
    const limit = checkLimit(input.limit, MAX_EVENTS);
    const { group, stream } = findStream(input, call);
    const all = keptEvents(call, group, stream.name, input);
    const token = input.nextToken ? readToken(input.nextToken) : undefined;
    const isForward = token ? token.isForward : input.startFromHead === true;
    const rest = token
      ? all.filter(({ id }) =>
          token.isForward ? id > token.id : id < token.id,
        )
      : all;
    const events = fitting(rest, limit, !isForward);
    // At the end of a stream the token is the one that was given.
    const edge = token?.id ?? (isForward ? MIN_ID : MAX_ID);
    const first = events[0]?.id ?? edge;
    const last = events[events.length - 1]?.id ?? edge;
    return {
      events: events.map(({ timestampMs, message, ingestedAtMs }) => ({
        timestamp: timestampMs,
        message,
        ingestionTime: ingestedAtMs,
      })),
      nextForwardToken: `f/${last}/s`,
      nextBackwardToken: `b/${first}/s`,
    };
  },
});

/** The names of the streams to search. @throws `ResourceNotFoundException` */
function searchedStreams(
  input: FilterLogEventsRequest,
  names: readonly string[],
): string[] {
  const { logStreamNames, logStreamNamePrefix } = input;
  if (logStreamNames && logStreamNamePrefix !== undefined) {
    throw invalidParameter(
      'logStreamNames and logStreamNamePrefix are mutually exclusive parameters.',
    );
  }
  if (logStreamNames?.some(name => !names.includes(name))) {
    throw streamNotFound();
  }
  return (
    logStreamNames ??
    names.filter(name => name.startsWith(logStreamNamePrefix ?? ''))
  );
}

const filterLogEvents = operation<
  FilterLogEventsRequest,
  FilterLogEventsResponse
>({
  access: logsAccess('FilterLogEvents'),
  run: (input, call) => {
    const limit = checkLimit(input.limit, MAX_EVENTS);
    const group = findGroup(input, call);
    const matches = readFilterPattern(input.filterPattern ?? '');
    const after = input.nextToken ? readToken(input.nextToken).id : undefined;
    const names = [...streamsOf(call.accounts, group).keys()];
    // Unlike GetLogEvents, this takes the end of the time in.
    const { startTime, endTime = Infinity } = input;
    const time = { startTime, endTime: endTime + 1 };
    const found = searchedStreams(input, names)
      .flatMap(logStreamName =>
        keptEvents(call, group, logStreamName, time).map(event => ({
          logStreamName,
          event,
        })),
      )
      .filter(({ event }) => after === undefined || event.id > after)
      .filter(({ event }) => matches(event.message))
      .sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
    const page = found.slice(0, limit);
    const last = page[page.length - 1]?.event.id;
    return {
      events: page.map(({ logStreamName, event }) => ({
        logStreamName,
        timestamp: event.timestampMs,
        message: event.message,
        ingestionTime: event.ingestedAtMs,
        eventId: event.id,
      })),
      searchedLogStreams: [],
      nextToken: found.length > page.length && last ? `f/${last}/s` : undefined,
    };
  },
});

export const eventOperations: [string, Operation][] = [
  ['PutLogEvents', putLogEvents],
  ['GetLogEvents', getLogEvents],
  ['FilterLogEvents', filterLogEvents],
];

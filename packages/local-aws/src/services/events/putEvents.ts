import { randomUUID } from 'node:crypto';
import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { decideForCaller } from '../../calls/authorise';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { EventInTransit, eventTime } from '../../delivery/event';
import { ServiceError } from '../../wire/errors';
import { busAccess, referToBus } from './find';

const MAX_BYTES = 1024 * 1024;
const MAX_DETAIL_TYPE = 128;

type Failure = Required<
  Pick<PutEventsResultEntry, 'ErrorCode' | 'ErrorMessage'>
>;

/** "Calculating PutEvents event entry size": a time counts 14 bytes. */
function entryBytes(entry: PutEventsRequestEntry): number {
  const texts = [
    entry.Source,
    entry.DetailType,
    entry.Detail,
    ...(entry.Resources ?? []),
  ];
  return texts.reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? ''),
    entry.Time ? 14 : 0,
  );
}

const INJECTED: Failure = {
  ErrorCode: 'InternalFailure',
  ErrorMessage: 'An injected fault: the entry failed.',
};

const invalidArgument = (name: string, reason: string): Failure => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}`,
});

function readDetail(text: string): unknown {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === 'object' && !Array.isArray(detail)
      ? detail ?? undefined
      : undefined;
  } catch {
    return undefined;
  }
}

function toEvent(
  entry: PutEventsRequestEntry,
  call: Call,
  region: string,
): EventInTransit | Failure {
  const { Source, DetailType, Detail } = entry;
  if (!Source) {
    return invalidArgument('Source', 'Source is a required argument.');
  }
  if (!DetailType) {
    return invalidArgument('DetailType', 'DetailType is a required argument.');
  }
  if (!Detail) {
    return invalidArgument('Detail', 'Detail is a required argument.');
  }
  if (Source.startsWith('aws.')) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  const detail = readDetail(Detail);
  if (detail === undefined) {
    return {
      ErrorCode: 'MalformedDetail',
      ErrorMessage: 'Detail is malformed.',
    };
  }
  return {
    envelope: {
      version: '0',
      id: randomUUID(),
      'detail-type': DetailType,
      source: Source,
      account: call.caller.account,
      time: eventTime(entry.Time ?? call.clock.date()),
      region,
      resources: entry.Resources ?? [],
      detail,
    },
    ingestedAt: call.clock.date(),
    cameFromAnotherAccount: false,
    hops: 0,
  };
}

function entryAccess(entry: PutEventsRequestEntry, call: Call): Access {
  return {
    ...busAccess(call, 'PutEvents', entry.EventBusName),
    context: {
      'events:source': entry.Source,
      'events:detail-type': entry.DetailType,
      'events:eventBusInvocation': 'false',
    },
  };
}

/**
 * Why the caller may not put an entry. When another source or detail type
 * would do, the refusal says so and concerns this entry alone; otherwise the
 * whole call is refused.
 */
function refuse(entry: PutEventsRequestEntry, call: Call): Failure | undefined {
  const access = entryAccess(entry, call);
  const { message } = decideForCaller(call, access);
  if (!message) {
    return undefined;
  }
  const isAllowedWhatever = (...keys: string[]) =>
    !decideForCaller(call, access, new Set(keys)).message;
  if (isAllowedWhatever('events:source')) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  if (isAllowedWhatever('events:source', 'events:detail-type')) {
    return {
      ErrorCode: 'NotAuthorizedForDetailTypeException',
      ErrorMessage: 'Not authorized for the detail type.',
    };
  }
  throw new ServiceError('AccessDeniedException', message);
}

function putEntry(
  entry: PutEventsRequestEntry,
  call: Call,
): PutEventsResultEntry {
  const { bus, arn, region } = referToBus(call, entry.EventBusName);
  const event = toEvent(entry, call, region);
  if ('ErrorCode' in event) {
    return event;
  }
  // AWS says yes to these two kinds of events as well, and drops them.
  const fault = bus
    ? event.envelope['detail-type'].length > MAX_DETAIL_TYPE &&
      `its detail type is longer than ${MAX_DETAIL_TYPE} characters`
    : 'its event bus is not there';
  if (bus && !fault) {
    call.delivery.publish(bus, event);
  } else {
    call.settings.logger.warn('Dropped an event', {
      reason: fault || '',
      bus: arn,
      source: event.envelope.source,
    });
  }
  return { EventId: event.envelope.id };
}

const putEvents = operation<PutEventsRequest, PutEventsResponse>({
  // Every entry may name another bus and source: `run` asks for each.
  access: () => [],
  run: ({ Entries, EndpointId }, call) => {
    if (EndpointId !== undefined) {
      throw new ServiceError(
        'ValidationException',
        'Local AWS has no global endpoints: leave EndpointId out.',
      );
    }
    const bytes = Entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
    if (bytes > MAX_BYTES) {
      throw new ServiceError(
        'ValidationException',
        `Total size of the entries in the request is over the limit of ${MAX_BYTES} bytes: ${bytes}.`,
      );
    }
    // Who may put is settled for all entries before the first one is put.
    const refusals = Entries.map(
      entry =>
        refuse(entry, call) ?? (call.entryFails?.() ? INJECTED : undefined),
    );
    const results = Entries.map(
      (entry, i) => refusals[i] ?? putEntry(entry, call),
    );
    return {
      FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode).length,
      Entries: results,
    };
  },
});

export const putEventsOperations: [string, Operation][] = [
  ['PutEvents', putEvents],
];

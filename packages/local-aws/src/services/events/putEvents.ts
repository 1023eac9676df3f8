import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { decideForCaller } from '../../calls/authorise';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { endpointBus } from './endpoints';
import { EntryFailure, eventOf, refuseTooMuch } from './eventEntry';
import { busAccess, referToBus } from './find';

const MAX_DETAIL_TYPE = 128;

const INJECTED: EntryFailure = {
  ErrorCode: 'InternalFailure',
  ErrorMessage: 'An injected fault: the entry failed.',
};

const NOT_FOR_SOURCE: EntryFailure = {
  ErrorCode: 'NotAuthorizedForSourceException',
  ErrorMessage: 'Not authorized for the source.',
};

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
function refuse(
  entry: PutEventsRequestEntry,
  call: Call,
): EntryFailure | undefined {
  const access = entryAccess(entry, call);
  const { message } = decideForCaller(call, access);
  if (!message) {
    return undefined;
  }
  const isAllowedWhatever = (...keys: string[]) =>
    !decideForCaller(call, access, new Set(keys)).message;
  if (isAllowedWhatever('events:source')) {
    return NOT_FOR_SOURCE;
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
  const { account } = call.caller;
  const event = eventOf(entry, { account, region }, call);
  if ('ErrorCode' in event) {
    return event;
  }
  if (event.envelope.source.startsWith('aws.')) {
    return NOT_FOR_SOURCE;
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
  run: ({ Entries: given, EndpointId }, call) => {
    const Entries =
      EndpointId === undefined
        ? given
        : given.map(entry => ({
            ...entry,
            EventBusName: endpointBus(
              call.accounts,
              EndpointId,
              entry.EventBusName,
            ),
          }));

    refuseTooMuch(Entries);
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

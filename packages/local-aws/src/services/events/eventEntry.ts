import { randomUUID } from 'node:crypto';
import type {
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { Place } from '../../accounts';
import { Call } from '../../calls/operation';
import { EventInTransit, eventTime } from '../../delivery/event';
import { invalid } from './errors';

/** Entries of one request together must be smaller ("PutEvents"). */
const MAX_BYTES = 1024 * 1024;

/** What an entry says of its event. */
export type EventEntry = Pick<
  PutEventsRequestEntry,
  'Source' | 'DetailType' | 'Detail' | 'Resources' | 'Time'
>;

/** Why an entry was not taken. */
export type EntryFailure = Required<
  Pick<PutEventsResultEntry, 'ErrorCode' | 'ErrorMessage'>
>;

/** "Calculating PutEvents event entry size": a time counts 14 bytes. */
function entryBytes(entry: EventEntry): number {
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

/** @throws `ValidationException` when entries are too large together. */
export function refuseTooMuch(entries: readonly EventEntry[]): void {
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes >= MAX_BYTES) {
    throw invalid(
      'Total size of the entries in the request is over the limit.',
    );
  }
}

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

/** Which part of an entry is missing or no JSON object, if any is. */
export function entryFailure(entry: EventEntry): EntryFailure | undefined {
  const missing = (['Source', 'DetailType', 'Detail'] as const).find(
    name => !entry[name],
  );
  if (missing) {
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  return readDetail(entry.Detail ?? '') === undefined
    ? { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
    : undefined;
}

/** The event that an entry describes, sent by an account in a Region. */
export function eventOf(
  entry: EventEntry,
  { account, region }: Place,
  { clock }: Pick<Call, 'clock'>,
): EventInTransit | EntryFailure {
  const failure = entryFailure(entry);
  if (failure) {
    return failure;
  }
  return {
    envelope: {
      version: '0',
      id: randomUUID(),
      'detail-type': entry.DetailType ?? '',
      source: entry.Source ?? '',
      account,
      time: eventTime(entry.Time ?? clock.date()),
      region,
      resources: entry.Resources ?? [],
      detail: readDetail(entry.Detail ?? ''),
    },
    ingestedAt: clock.date(),
    cameFromAnotherAccount: false,
    hops: 0,
  };
}

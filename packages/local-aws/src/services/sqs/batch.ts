import { Call } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';

const MAX_ENTRIES = 10;

/** What a batch request answers about entries that went wrong. */
export interface BatchFailure {
  Id: string;
  Code: string;
  Message: string;
  SenderFault: boolean;
}

/** @throws the error that SQS refuses a whole batch with. */
export function checkBatch(entries: { Id: string }[]): void {
  if (entries.length === 0) {
    throw new ServiceError(
      'EmptyBatchRequest',
      'There should be at least one entry in the request.',
    );
  }
  if (entries.length > MAX_ENTRIES) {
    throw new ServiceError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const ids = entries.map(({ Id }) => Id);
  const repeated = ids.find((id, i) => ids.indexOf(id) !== i);
  if (repeated !== undefined) {
    throw new ServiceError(
      'BatchEntryIdsNotDistinct',
      `Id ${repeated} repeated.`,
    );
  }
  const invalid = ids.find(id => !/^[\w-]{1,80}$/.test(id));
  if (invalid !== undefined) {
    throw new ServiceError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
}

/** Does the work of a batch entry by entry; an error fails only its entry. */
export function eachEntry<Entry extends { Id: string }, Result>(
  entries: Entry[],
  work: (entry: Entry) => Result,
  { entryFails }: Pick<Call, 'entryFails'>,
): { Successful: (Result & { Id: string })[]; Failed: BatchFailure[] } {
  const Successful: (Result & { Id: string })[] = [];
  const Failed: BatchFailure[] = [];
  for (const entry of entries) {
    try {
      if (entryFails?.()) {
        throw new ServiceError(
          'InternalError',
          'An injected fault: the entry failed.',
        );
      }
      Successful.push({ ...work(entry), Id: entry.Id });
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      Failed.push({
        Id: entry.Id,
        Code: error.name,
        Message: error.message,
        SenderFault: true,
      });
    }
  }
  return { Successful, Failed };
}

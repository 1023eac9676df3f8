import { FailedEntryError, isAwsAnswer } from './awsErrors';

/**
 * PutTargets, RemoveTargets and PutEvents answer 200 though an entry failed,
 * so the count must be read ("PutEvents", EventBridge API reference).
 *
 * @throws {@link FailedEntryError} with AWS's reasons.
 */
export function refuseFailedEntries(
  operation: string,
  count: number | undefined,
  entries: Array<{ ErrorCode?: string; ErrorMessage?: string }> = [],
): void {
  if (count) {
    const reasons = entries.flatMap(({ ErrorCode, ErrorMessage }) =>
      ErrorCode ? `${ErrorCode}: ${ErrorMessage ?? ''}` : [],
    );
    throw new FailedEntryError(
      `${operation} was refused: ${reasons.join('; ') || 'no reason given'}`,
      entries.flatMap(({ ErrorCode }) => ErrorCode ?? []),
    );
  }
}

/**
 * Whether a request that was sent again found its own work done: the first
 * answer got lost on the way, and so AWS says that the thing exists already.
 */
export function isDoneByFirstTry(error: unknown): boolean {
  return (
    isAwsAnswer(error) &&
    (error.$metadata.attempts ?? 1) > 1 &&
    /AlreadyExists|^ConflictException$/.test(error.name)
  );
}

/** Whether AWS said no, so that surely nothing was changed. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof FailedEntryError ||
    (isAwsAnswer(error) && error.$metadata.httpStatusCode < 500)
  );
}

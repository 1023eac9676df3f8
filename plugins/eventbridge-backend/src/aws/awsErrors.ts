/** The shape that every SDK client gives to what AWS answered. */
interface AwsServiceError extends Error {
  $metadata: { httpStatusCode: number; attempts?: number };
}

/**
 * Whether AWS itself answered with this error. Otherwise nothing is known of
 * what AWS did: the network broke, or the request never left.
 */
export function isAwsAnswer(error: unknown): error is AwsServiceError {
  if (!(error instanceof Error) || !('$metadata' in error)) {
    return false;
  }
  const metadata: unknown = error.$metadata;
  return (
    typeof metadata === 'object' &&
    metadata !== null &&
    'httpStatusCode' in metadata &&
    typeof metadata.httpStatusCode === 'number'
  );
}

/** AWS took the request but not an entry in it. */
export class FailedEntryError extends Error {
  /** AWS's error codes, of the entries that have one. */
  readonly codes: readonly string[];

  constructor(message: string, codes: readonly string[]) {
    super(message);
    this.codes = codes;
  }
}

/** Error names of EventBridge, Schemas, IAM and SQS (both of its protocols). */
const NOT_FOUND_NAMES = new Set([
  'ResourceNotFoundException',
  'NotFoundException',
  'NoSuchEntity',
  'NoSuchEntityException',
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
]);

/** Whether AWS answered that the resource does not exist. */
export function isNotFound(error: unknown): boolean {
  if (error instanceof FailedEntryError) {
    return (
      error.codes.length > 0 &&
      error.codes.every(code => NOT_FOUND_NAMES.has(code))
    );
  }
  return isAwsAnswer(error) && NOT_FOUND_NAMES.has(error.name);
}

/** Whether the identity may not do what it tried. */
export function isAccessDenied(error: unknown): boolean {
  return (
    isAwsAnswer(error) &&
    /AccessDenied|AuthorizationError|Forbidden/.test(error.name)
  );
}

/** AWS's error code and message, or what went wrong on the way to AWS. */
export function awsReason(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // Node reports a refused connection over several addresses as an
  // AggregateError without a message; its code says what happened.
  const code = 'code' in error ? String(error.code) : '';
  const text = error.message || code || 'unknown error';
  return isAwsAnswer(error) ? `${error.name}: ${text}` : text;
}

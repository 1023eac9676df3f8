/**
 * Why an event did not reach a target, in the codes of "Using dead-letter
 * queues to process undelivered events".
 */
export type DeliveryErrorCode =
  | 'NO_PERMISSIONS'
  | 'NO_RESOURCE'
  | 'FAILED_TO_ASSUME_ROLE'
  | 'THIRD_ACCOUNT_HOP_DETECTED'
  | 'INVALID_PARAMETER'
  | 'SDK_CLIENT_ERROR'
  | 'THROTTLING'
  | 'TIMEOUT'
  | 'INTERNAL_ERROR'
  | 'UNKNOWN';

/** A delivery that failed. */
export interface DeliveryFailure {
  code: DeliveryErrorCode;
  message: string;
  /** Whether it may succeed later, so that it is worth a retry. */
  isPassing?: boolean;
  /** How long the target asks to wait for the next try, in milliseconds. */
  retryAfterMs?: number;
}

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
  | 'SDK_CLIENT_ERROR';

/** A delivery that failed for good. Local AWS has no failures worth a retry. */
export interface DeliveryFailure {
  code: DeliveryErrorCode;
  message: string;
}

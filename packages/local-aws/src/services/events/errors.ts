import { ServiceError } from '../../wire/errors';

/** The errors of EventBridge's API reference, with AWS's words where they are always the same. */

export const invalid = (message: string) =>
  new ServiceError('ValidationException', message);

export const invalidParameter = (name: string, reason: string) =>
  invalid(`Parameter ${name} is not valid. Reason: ${reason}`);

export const notFound = (message: string) =>
  new ServiceError('ResourceNotFoundException', message);

export const alreadyExists = (message: string) =>
  new ServiceError('ResourceAlreadyExistsException', message);

export const limitExceeded = () =>
  new ServiceError(
    'LimitExceededException',
    'The requested resource exceeds the maximum number allowed.',
  );

/** What is asked for in one Region does not reach another, but for events. */
export const crossRegion = () =>
  invalid('Cross-region API call is not allowed.');

export const invalidState = (message: string) =>
  new ServiceError('InvalidStateException', message);

/**
 * Refuses to change a rule that an AWS service made. Where force may override
 * that, the caller asks only without it. @throws `ManagedRuleException`
 */
export function refuseManaged(
  rule: { name: string; managedBy?: string } | undefined,
): void {
  if (rule?.managedBy !== undefined) {
    throw new ServiceError(
      'ManagedRuleException',
      `${rule.name} is a managed rule. Set 'force' parameter to true to override.`,
    );
  }
}

import { ServiceError, Violation, violationsMessage } from '../../wire/errors';

export const invalidParameter = (message: string) =>
  new ServiceError('InvalidParameterException', message);

/** @throws `InvalidParameterException` naming every violation, if there is any. */
export function refuseViolations(violations: Violation[]): void {
  if (violations.length > 0) {
    throw invalidParameter(violationsMessage(violations));
  }
}

export const groupNotFound = () =>
  new ServiceError(
    'ResourceNotFoundException',
    'The specified log group does not exist.',
  );

export const streamNotFound = () =>
  new ServiceError(
    'ResourceNotFoundException',
    'The specified log stream does not exist.',
  );

import { ServiceError, Violation, violationsMessage } from '../../wire/errors';

export const invalidValue = (message: string) =>
  new ServiceError('InvalidParameterValueException', message);

export const invalidCombination = (message: string) =>
  new ServiceError('InvalidParameterCombinationException', message);

export const invalid = (message: string) =>
  new ServiceError('ValidationException', message);

/** @throws `ValidationError` naming every violation, if there is any. */
export function refuseViolations(violations: Violation[]): void {
  if (violations.length > 0) {
    throw invalid(violationsMessage(violations));
  }
}

import { ServiceError } from '../../wire/errors';

export const badRequest = (message: string) =>
  new ServiceError('BadRequestException', message);

export const notFound = (message: string) =>
  new ServiceError('NotFoundException', message);

export const conflict = (message: string) =>
  new ServiceError('ConflictException', message);

export const forbidden = (message: string) =>
  new ServiceError('ForbiddenException', message);

/** Any change of what AWS keeps in registries of its own. */
export const managedByAws = () =>
  forbidden(
    "You do not have the permission to create/modify an AWS managed registry with name prefixed with 'aws.'.",
  );

/** @throws `BadRequestException` with all problems, if there are any. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw badRequest(problems.join('; '));
  }
}

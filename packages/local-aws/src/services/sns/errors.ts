import { ServiceError } from '../../wire/errors';

/** SNS says what is wrong with a parameter after these words. */
export const invalidParameter = (what: string) =>
  new ServiceError('InvalidParameterException', `Invalid parameter: ${what}`);

export const notFound = (what: string) =>
  new ServiceError('NotFoundException', `${what} does not exist`);

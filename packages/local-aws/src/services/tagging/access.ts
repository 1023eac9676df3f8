import { Access } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';

/** The API's own actions are about all resources: their policies name `*`. */
export function tagAccess(action: string): () => Access {
  return () => ({ action: `tag:${action}`, resourceArn: '*' });
}

export const invalidParameter = (message: string) =>
  new ServiceError('InvalidParameterException', message);

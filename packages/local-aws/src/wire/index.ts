export { errorResponse, unknownServiceResponse } from './errorResponse';
export { ServiceError, violationsMessage } from './errors';
export type { Violation } from './errors';
export { readHttpRequest } from './httpRequest';
export type { HttpRequest } from './httpRequest';
export type { HttpResponse } from './httpResponse';
export { SERVICE_MODELS } from './model';
export type {
  Checked,
  ErrorModel,
  OperationModel,
  ServiceModel,
} from './model';
export { recognise } from './request';
export type { AwsRequest, UnknownRequest } from './request';
export { missingMembers, missingMessage } from './required';
export type { MissingMember } from './required';
export { successResponse } from './response';
export type { ErrorNames, Protocol, ServiceName } from './services';

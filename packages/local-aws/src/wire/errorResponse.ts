import { writeCborError } from './cbor';
import { ServiceError } from './errors';
import { HttpResponse } from './httpResponse';
import { ErrorModel, Protocol, ServiceModel } from './model';
import { escapeXml } from './xml';

/** Statuses of errors that every service shares and no model lists. */
const COMMON_STATUS: Record<string, number> = {
  AccessDenied: 403,
  ForbiddenException: 403,
  InvalidClientTokenId: 403,
  ExpiredToken: 403,
  ExpiredTokenException: 403,
  MissingAuthenticationToken: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  InternalFailure: 500,
};

/** The codes that Query has for errors that every service shares. */
const COMMON_QUERY_CODES: Record<string, string> = {
  SerializationException: 'MalformedInput',
};

function errorStatus(
  protocol: Protocol,
  error: ServiceError,
  known: ErrorModel | undefined,
): number {
  // JSON services refuse with 400, REST services with 403.
  const isRefusedByRest =
    protocol === 'rest-json' && error.name === 'AccessDeniedException';
  return (
    error.status ??
    known?.status ??
    COMMON_STATUS[error.name] ??
    (isRefusedByRest ? 403 : undefined) ??
    (known?.fault === 'server' ? 500 : 400)
  );
}

function queryBody(
  code: string,
  status: number,
  message: string,
  namespace: string,
  requestId: string,
): string {
  const type = status >= 500 ? 'Receiver' : 'Sender';
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${escapeXml(
    code,
  )}</Code><Message>${escapeXml(
    message,
  )}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

/**
 * The members of an error as its model names them. Some services repeat the
 * error's name as `Code`, and Lambda says as `Type` whose fault it is.
 */
function errorMembers(
  error: ServiceError,
  status: number,
  known: ErrorModel | undefined,
  usualName: string,
): Record<string, unknown> {
  const names = known?.members ?? [];
  const messageName =
    names.find(name => name.toLowerCase() === 'message') ?? usualName;
  const members: Record<string, unknown> = {};
  if (names.includes('Type')) {
    members.Type = status >= 500 ? 'Service' : 'User';
  }
  if (names.includes('Code')) {
    members.Code = error.name;
  }
  if (error.message !== '') {
    members[messageName] = error.message;
  }
  return { ...members, ...error.members };
}

function restErrorResponse(
  model: ServiceModel,
  error: ServiceError,
  status: number,
  requestId: string,
): HttpResponse {
  return {
    status,
    headers: {
      'content-type': model.contentType,
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.name,
    },
    body: JSON.stringify(
      errorMembers(error, status, model.error(error.name), 'Message'),
    ),
  };
}

/** Answers with an error in the words of the service and its protocol. */
export function errorResponse(
  model: ServiceModel,
  protocol: Protocol,
  error: ServiceError,
  requestId: string,
): HttpResponse {
  const known = model.error(error.name);
  const status = errorStatus(protocol, error, known);
  const queryCode =
    known?.queryCode ?? COMMON_QUERY_CODES[error.name] ?? error.name;
  const requestHeader = { 'x-amzn-requestid': requestId };
  if (protocol === 'query') {
    return {
      status,
      headers: { 'content-type': 'text/xml', ...requestHeader },
      body: queryBody(
        queryCode,
        status,
        error.message,
        model.xmlNamespace ?? '',
        requestId,
      ),
    };
  }
  if (protocol === 'rest-json') {
    return restErrorResponse(model, error, status, requestId);
  }
  const headers: Record<string, string> = requestHeader;
  if (model.protocols.includes('query')) {
    // A service that moved on from Query keeps its old codes here.
    const fault = status >= 500 ? 'Receiver' : 'Sender';
    headers['x-amzn-query-error'] = `${queryCode};${fault}`;
  }
  const members = {
    __type: model.errorNamespace
      ? `${model.errorNamespace}#${error.name}`
      : error.name,
    ...errorMembers(error, status, known, 'message'),
  };
  return protocol === 'rpc-v2-cbor'
    ? {
        status,
        headers: {
          'content-type': 'application/cbor',
          'smithy-protocol': 'rpc-v2-cbor',
          ...headers,
        },
        body: writeCborError(members),
      }
    : {
        status,
        headers: { 'content-type': model.contentType, ...headers },
        body: JSON.stringify(members),
      };
}

/**
 * Answers a request for a service that local AWS does not have.
 *
 * @param service - as the request names it, if it does
 */
export function unknownServiceResponse(
  service: string | undefined,
  isQuery: boolean,
  requestId: string,
): HttpResponse {
  const message =
    service === undefined
      ? 'The request names no service of AWS. Local AWS answers the requests that AWS SDKs and the AWS CLI sign; GET /_busline/health tells how it is.'
      : `Service ${service} is not implemented by local AWS`;
  return isQuery
    ? {
        status: 501,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
        body: queryBody('InvalidAction', 501, message, '', requestId),
      }
    : {
        status: 501,
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amzn-errortype': 'UnknownOperationException',
          'x-amzn-requestid': requestId,
        },
        body: JSON.stringify({ __type: 'UnknownOperationException', message }),
      };
}

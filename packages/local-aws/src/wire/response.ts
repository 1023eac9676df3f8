import { ServiceError } from './errors';
import { writeJson } from './json';
import { OperationModel, Protocol, ServiceModel } from './model';
import { escapeXml, writeXml } from './xml';

/** What goes back over HTTP. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Statuses of errors that every service shares and no model lists. */
const COMMON_STATUS: Record<string, number> = {
  AccessDenied: 403,
  AccessDeniedException: 400,
  ForbiddenException: 403,
  InvalidClientTokenId: 403,
  ExpiredToken: 403,
  ExpiredTokenException: 403,
  MissingAuthenticationToken: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  InternalFailure: 500,
};

/** Answers with an operation's result. */
export function successResponse(
  model: ServiceModel,
  protocol: Protocol,
  operation: OperationModel,
  result: unknown,
  requestId: string,
): HttpResponse {
  if (protocol === 'query') {
    const { name, output } = operation;
    const content = output.isStructSchema()
      ? `<${name}Result>${writeXml(output, result)}</${name}Result>`
      : '';
    return {
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: `<${name}Response xmlns="${model.xmlNamespace}">${content}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`,
    };
  }
  if (protocol === 'rest-json') {
    return restResponse(model, operation, result, requestId);
  }
  return {
    status: 200,
    headers: {
      'content-type': model.contentType,
      'x-amzn-requestid': requestId,
    },
    body: JSON.stringify(writeJson(operation.output, result) ?? {}),
  };
}

function restResponse(
  model: ServiceModel,
  operation: OperationModel,
  result: unknown,
  requestId: string,
): HttpResponse {
  const status = operation.http?.status ?? 200;
  const headers = {
    'content-type': model.contentType,
    'x-amzn-requestid': requestId,
  };
  if (status === 204) {
    return { status, headers, body: '' };
  }
  const output = operation.output;
  if (output.isStructSchema()) {
    for (const [name, member] of output.structIterator()) {
      if (member.getMergedTraits().httpPayload) {
        const payload = new Map(Object.entries(result ?? {})).get(name);
        return { status, headers, body: String(payload ?? '') };
      }
    }
  }
  return {
    status,
    headers,
    body: JSON.stringify(writeJson(output, result) ?? {}),
  };
}

function errorStatus(model: ServiceModel, error: ServiceError): number {
  const known = model.errors.get(error.name);
  return (
    error.status ??
    known?.status ??
    COMMON_STATUS[error.name] ??
    (known?.fault === 'server' ? 500 : 400)
  );
}

function queryError(
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

/** Answers with an error in the words of the service and its protocol. */
export function errorResponse(
  model: ServiceModel,
  protocol: Protocol,
  error: ServiceError,
  requestId: string,
): HttpResponse {
  const status = errorStatus(model, error);
  const queryCode = model.errors.get(error.name)?.queryCode ?? error.name;
  if (protocol === 'query') {
    return {
      status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: queryError(
        queryCode,
        status,
        error.message,
        model.xmlNamespace ?? '',
        requestId,
      ),
    };
  }
  const headers: Record<string, string> = {
    'content-type': model.contentType,
    'x-amzn-requestid': requestId,
  };
  if (protocol === 'rest-json') {
    return {
      status,
      headers: { ...headers, 'x-amzn-errortype': error.name },
      body: JSON.stringify({ Code: error.name, Message: error.message }),
    };
  }
  if (model.protocols.includes('query')) {
    // A service that moved from Query to JSON keeps its old codes here.
    const fault = status >= 500 ? 'Receiver' : 'Sender';
    headers['x-amzn-query-error'] = `${queryCode};${fault}`;
  }
  const type = model.errorNamespace
    ? `${model.errorNamespace}#${error.name}`
    : error.name;
  return {
    status,
    headers,
    body: JSON.stringify({ __type: type, message: error.message }),
  };
}

/** Answers a request for a service that local AWS does not have. */
export function unknownServiceResponse(
  service: string,
  isQuery: boolean,
  requestId: string,
): HttpResponse {
  const message = `Service ${service} is not implemented by local AWS`;
  return isQuery
    ? {
        status: 501,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
        body: queryError('InvalidAction', 501, message, '', requestId),
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

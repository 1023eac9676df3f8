import { writeCbor } from './cbor';
import { HttpResponse } from './httpResponse';
import { writeJson } from './jsonWriter';
import { OperationModel, Protocol, ServiceModel } from './model';
import { restResponse } from './restResponse';
import { writeXml } from './xml';

export type { HttpResponse } from './httpResponse';
export { errorResponse, unknownServiceResponse } from './errorResponse';

function queryResponse(
  model: ServiceModel,
  { name, output }: OperationModel,
  result: unknown,
  requestId: string,
): HttpResponse {
  const content = output
    ? `<${name}Result>${writeXml(output, result)}</${name}Result>`
    : '';
  return {
    status: 200,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<${name}Response xmlns="${model.xmlNamespace}">${content}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`,
  };
}

function rpcResponse(
  { output }: OperationModel,
  result: unknown,
  requestId: string,
): HttpResponse {
  const headers = {
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
  };
  return output
    ? {
        status: 200,
        headers: { 'content-type': 'application/cbor', ...headers },
        body: writeCbor(output, result),
      }
    : { status: 200, headers, body: '' };
}

/** Answers with an operation's result. */
export function successResponse(
  model: ServiceModel,
  protocol: Protocol,
  operation: OperationModel,
  result: unknown,
  requestId: string,
): HttpResponse {
  switch (protocol) {
    case 'query':
      return queryResponse(model, operation, result, requestId);
    case 'rest-json':
      return restResponse(model, operation, result, requestId);
    case 'rpc-v2-cbor':
      return rpcResponse(operation, result, requestId);
    default:
      return {
        status: 200,
        headers: {
          'content-type': model.contentType,
          'x-amzn-requestid': requestId,
        },
        // An operation without output answers without body.
        body: operation.output ? writeJson(operation.output, result) : '',
      };
  }
}

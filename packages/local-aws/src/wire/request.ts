import { IncomingMessage } from 'node:http';
import { readSignature, Signature } from './authorization';
import { serializationError, ServiceError } from './errors';
import { readJson } from './json';
import {
  isServiceName,
  OperationModel,
  Protocol,
  ServiceModel,
  SERVICE_MODELS,
} from './model';
import { readQuery } from './query';
import { matchRest, readRest } from './rest';

/** An HTTP request with its body read. */
export interface HttpRequest {
  method: string;
  /** Path without query, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  header: (name: string) => string | undefined;
  body: Buffer;
}

/** An AWS request, recognised but not yet read. */
export interface AwsRequest {
  signature?: Signature;
  protocol: Protocol;
  model: ServiceModel;
  operationName: string;
  /** Missing when the service's model has no such operation. */
  operation?: OperationModel;
  /** @throws ServiceError `SerializationException` */
  readInput: () => unknown;
}

/** A request that is none of the services' business. */
export interface UnknownRequest {
  signature?: Signature;
  service: string;
  isQuery: boolean;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Reads the whole of a request. @throws ServiceError when it is too large. */
export async function readHttpRequest(
  incoming: IncomingMessage,
): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new ServiceError(
        'RequestEntityTooLargeException',
        `The request is larger than ${MAX_BODY_BYTES} bytes`,
        { status: 413 },
      );
    }
    chunks.push(chunk);
  }
  const [path, ...query] = (incoming.url ?? '/').split('?');
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    header: name => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: Buffer.concat(chunks),
  };
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) {
    return {};
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw serializationError('The body is not valid JSON');
  }
}

function recogniseJson(
  request: HttpRequest,
  target: string,
): Omit<AwsRequest, 'signature'> | undefined {
  const [prefix, operationName = ''] = target.split('.');
  for (const model of SERVICE_MODELS.values()) {
    if (model.targetPrefix === prefix) {
      const operation = model.operations.get(operationName);
      return {
        protocol: 'json',
        model,
        operationName,
        operation,
        readInput: () =>
          operation && readJson(operation.input, parseBody(request.body)),
      };
    }
  }
  return undefined;
}

function recogniseQuery(
  request: HttpRequest,
  service: string | undefined,
): Omit<AwsRequest, 'signature'> | undefined {
  const isForm = request
    .header('content-type')
    ?.startsWith('application/x-www-form-urlencoded');
  const params =
    isForm && request.body.length > 0
      ? new URLSearchParams(request.body.toString('utf8'))
      : request.query;
  const operationName = params.get('Action');
  if (!operationName) {
    return undefined;
  }
  const models = [...SERVICE_MODELS.values()].filter(({ protocols }) =>
    protocols.includes('query'),
  );
  const model = service
    ? models.find(({ name }) => name === service)
    : models.find(({ operations }) => operations.has(operationName));
  if (!model) {
    return undefined;
  }
  const operation = model.operations.get(operationName);
  return {
    protocol: 'query',
    model,
    operationName,
    operation,
    readInput: () => operation && (readQuery(operation.input, params) ?? {}),
  };
}

function recogniseRest(
  request: HttpRequest,
  model: ServiceModel,
): Omit<AwsRequest, 'signature'> {
  const match = matchRest(model, request.method, request.path);
  return {
    protocol: 'rest-json',
    model,
    operationName: match?.operation.name ?? `${request.method} ${request.path}`,
    operation: match?.operation,
    readInput: () =>
      match &&
      readRest(match.operation.input, {
        labels: match.labels,
        query: request.query,
        headers: request.header,
        body: parseBody(request.body),
      }),
  };
}

/**
 * Recognises service, protocol and operation: by `X-Amz-Target` for JSON, by
 * `Action` for Query, by method and path for REST. Where those leave a choice,
 * the service that the request is signed for decides.
 */
export function recognise(request: HttpRequest): AwsRequest | UnknownRequest {
  const signature = readSignature(request.header, request.query);
  const target = request.header('x-amz-target');
  if (target) {
    const found = recogniseJson(request, target);
    return found
      ? { ...found, signature }
      : {
          signature,
          service: signature?.service ?? target.split('.')[0],
          isQuery: false,
        };
  }
  const query = recogniseQuery(request, signature?.service);
  if (query) {
    return { ...query, signature };
  }
  const service = signature?.service ?? guessRestService(request.path);
  if (isServiceName(service)) {
    const model = SERVICE_MODELS.get(service);
    if (model?.protocols.includes('rest-json')) {
      return { ...recogniseRest(request, model), signature };
    }
  }
  return { signature, service, isQuery: request.body.includes('Action=') };
}

/** An unsigned request still gets its refusal in the right service's words. */
function guessRestService(path: string): string {
  return path.startsWith('/v1/') || path.startsWith('/tags/')
    ? 'schemas'
    : 'unknown';
}

import { readSignature, Signature } from './authorization';
import { readCbor } from './cbor';
import { serializationError } from './errors';
import { HttpRequest } from './httpRequest';
import { readJson } from './jsonReader';
import {
  OperationModel,
  Protocol,
  ServiceModel,
  SERVICE_MODELS,
} from './model';
import { readQuery } from './query';
import { readRest } from './rest';

export { readHttpRequest } from './httpRequest';
export type { HttpRequest } from './httpRequest';

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
  /** As it names it, if it does. */
  service: string | undefined;
  isQuery: boolean;
}

type Recognised = Omit<AwsRequest, 'signature'>;

const MODELS = [...SERVICE_MODELS.values()];
const BY_TARGET = new Map(
  MODELS.flatMap(model =>
    model.targetPrefix ? [[model.targetPrefix, model] as const] : [],
  ),
);
const QUERY_MODELS = MODELS.filter(({ protocols }) =>
  protocols.includes('query'),
);
const REST_MODELS = MODELS.filter(({ protocols }) =>
  protocols.includes('rest-json'),
);

function parseBody(body: Buffer): unknown {
  if (body.length === 0) {
    return {};
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // AWS says no more about it.
    throw serializationError('');
  }
}

function recogniseJson(
  { body }: HttpRequest,
  target: string,
): Recognised | undefined {
  const dot = target.indexOf('.');
  const model = BY_TARGET.get(target.slice(0, Math.max(dot, 0)));
  if (!model) {
    return undefined;
  }
  const operationName = target.slice(dot + 1);
  const operation = model.operation(operationName);
  return {
    protocol: 'json',
    model,
    operationName,
    operation,
    readInput: () =>
      operation?.input && readJson(operation.input, parseBody(body)),
  };
}

/** `/service/GraniteServiceVersion20100801/operation/PutMetricData` */
function recogniseRpc({ path, body }: HttpRequest): Recognised | undefined {
  const [, service, prefix, marker, operationName = ''] = path.split('/');
  const model =
    service === 'service' && marker === 'operation'
      ? BY_TARGET.get(prefix)
      : undefined;
  if (!model?.protocols.includes('rpc-v2-cbor')) {
    return undefined;
  }
  const operation = model.operation(operationName);
  return {
    protocol: 'rpc-v2-cbor',
    model,
    operationName,
    operation,
    readInput: () => operation?.input && readCbor(operation.input, body),
  };
}

function recogniseQuery(
  request: HttpRequest,
  service: string | undefined,
): Recognised | undefined {
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
  const model = service
    ? QUERY_MODELS.find(({ name }) => name === service)
    : QUERY_MODELS.find(({ operation }) => operation(operationName));
  if (!model) {
    return undefined;
  }
  const operation = model.operation(operationName);
  return {
    protocol: 'query',
    model,
    operationName,
    operation,
    readInput: () => operation?.input && readQuery(operation.input, params),
  };
}

function recogniseRest(request: HttpRequest, model: ServiceModel): Recognised {
  const { method, path, query, body, header, headers } = request;
  const match = model.router().find(method, path, query);
  const operation = match && model.operation(match.operationName);
  return {
    protocol: 'rest-json',
    model,
    operationName: operation?.name ?? `${method} ${path}`,
    operation,
    readInput: () =>
      operation?.input &&
      readRest(operation.input, {
        labels: match?.labels ?? new Map(),
        query,
        header,
        headers,
        body,
        parseBody: () => parseBody(body),
      }),
  };
}

/**
 * The REST service a request is for: the one it is signed for. An unsigned
 * request still gets its refusal in the words of the service whose path it has.
 */
function restModel(
  { method, path, query }: HttpRequest,
  service: string | undefined,
): ServiceModel | undefined {
  return service
    ? REST_MODELS.find(({ name }) => name === service)
    : REST_MODELS.find(model => model.router().find(method, path, query));
}

/**
 * Recognises service, protocol and operation: by `X-Amz-Target` for JSON, by
 * path for RPC v2, by `Action` for Query, by method and path for REST. Where
 * those leave a choice, the service that the request is signed for decides.
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
  const isRpc = request.header('smithy-protocol') === 'rpc-v2-cbor';
  const rest = restModel(request, signature?.service);
  const found =
    (isRpc ? recogniseRpc(request) : undefined) ??
    (rest
      ? recogniseRest(request, rest)
      : recogniseQuery(request, signature?.service));
  return found
    ? { ...found, signature }
    : {
        signature,
        service: signature?.service,
        isQuery: request.body.includes('Action='),
      };
}

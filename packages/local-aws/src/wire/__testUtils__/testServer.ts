import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  AwsRequest,
  errorResponse,
  HttpResponse,
  readHttpRequest,
  recognise,
  ServiceError,
  successResponse,
  unknownServiceResponse,
} from '../index';

/** What a test server understood of a request. */
export interface Heard {
  service: string;
  protocol: string;
  operation: string;
  /** The access key id and Region that the request was signed with. */
  signedBy: string;
  input: unknown;
}

/** A server that is nothing but the wire. */
export interface TestServer {
  url: string;
  /** For an SDK client that speaks to this server. */
  config: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  /** What was understood of the last request since {@link answers}. */
  heard(): Heard | undefined;
  /** What all operations answer from now on: a result, or an error. */
  answers(result: object | ServiceError): void;
  stop(): Promise<void>;
}

function respond(request: AwsRequest, result: object): HttpResponse {
  const { model, protocol, operation } = request;
  if (result instanceof ServiceError || !operation) {
    const error =
      result instanceof ServiceError
        ? result
        : new ServiceError(model.errorNames.unknownOperation, 'No operation');
    return errorResponse(model, protocol, error, 'request-1');
  }
  return successResponse(model, protocol, operation, result, 'request-1');
}

/** What is no error of a service is a fault of the wire. */
function asServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError
    ? error
    : new ServiceError('InternalFailure', `${error}`);
}

/** Starts a server that understands every request, and answers what it is told. */
export async function startTestServer(): Promise<TestServer> {
  let heard: Heard | undefined;
  let result: object = {};
  const understand = (request: AwsRequest): HttpResponse => {
    const { model, protocol, operationName, signature, readInput } = request;
    const input = readInput();
    heard = {
      service: model.name,
      protocol,
      operation: operationName,
      signedBy: `${signature?.accessKeyId} ${signature?.region}`,
      input,
    };
    return respond(request, result);
  };
  const answer = async (incoming: IncomingMessage): Promise<HttpResponse> => {
    const request = recognise(await readHttpRequest(incoming));
    if (!('model' in request)) {
      const { service, isQuery } = request;
      return unknownServiceResponse(service, isQuery, 'request-1');
    }
    try {
      return understand(request);
    } catch (error) {
      return respond(request, asServiceError(error));
    }
  };
  const send = (response: ServerResponse, answered: HttpResponse) => {
    response.writeHead(answered.status, answered.headers);
    response.end(answered.body);
  };
  const server = createServer((incoming, response) => {
    answer(incoming).then(
      answered => send(response, answered),
      error =>
        send(response, {
          status: asServiceError(error).status ?? 500,
          headers: {},
          body: `${error}`,
        }),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server always has an address of this form.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    config: {
      endpoint: url,
      region: 'eu-west-1',
      credentials: { accessKeyId: '111111111111', secretAccessKey: 'any' },
      maxAttempts: 1,
    },
    heard: () => heard,
    answers: next => {
      heard = undefined;
      result = next;
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Accounts } from './accounts';
import { dispatch } from './calls/dispatch';
import { Platform } from './calls/operation';
import { Delivery } from './delivery/delivery';
import { LocalAwsOptions, readOptions } from './options';
import { ServiceError } from './wire/errors';
import { readHttpRequest } from './wire/request';
import { HttpResponse } from './wire/response';

/** A running local AWS. @public */
export interface LocalAws {
  /** Endpoint for `AWS_ENDPOINT_URL` and SDK clients. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends open connections. */
  stop(): Promise<void>;
}

function json(status: number, body: object): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** The server's own addresses, for operators and tests; they need no signature. */
function administer(
  method: string,
  path: string,
  platform: Platform,
): HttpResponse {
  if (method === 'GET' && path === '/_busline/health') {
    return json(200, {
      status: 'ok',
      accounts: platform.accounts.ids(),
      pendingDeliveries: platform.delivery.pending,
    });
  }
  if (method === 'POST' && path === '/_busline/reset') {
    platform.accounts.clear();
    return json(200, { status: 'reset' });
  }
  return json(404, {
    message: `No ${method} ${path}: there are GET /_busline/health and POST /_busline/reset`,
  });
}

async function answer(
  incoming: IncomingMessage,
  platform: Platform,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const request = await readHttpRequest(incoming);
  return request.path.startsWith('/_busline/')
    ? administer(request.method, request.path, platform)
    : dispatch(request, platform, signal);
}

function send(response: ServerResponse, answered: HttpResponse): void {
  response.writeHead(answered.status, {
    ...answered.headers,
    'content-length': Buffer.byteLength(answered.body),
  });
  response.end(answered.body);
}

/**
 * Starts a local EventBridge platform: EventBridge, Schemas, STS, IAM and SQS
 * for any number of accounts on one port, for unmodified AWS SDK clients. The
 * access key id chooses the account: 12 digits are that account's root.
 *
 * @throws Error when an option cannot be or the port is taken.
 * @example
 * ```ts
 * const aws = await startLocalAws();
 * const client = new EventBridgeClient({
 *   endpoint: aws.url,
 *   region: 'eu-west-1',
 *   credentials: { accessKeyId: '111111111111', secretAccessKey: 'any' },
 * });
 * await aws.stop();
 * ```
 * @public
 */
export async function startLocalAws(
  options: LocalAwsOptions = {},
): Promise<LocalAws> {
  const settings = readOptions(options);
  const accounts = new Accounts();
  const platform: Platform = {
    accounts,
    settings,
    delivery: new Delivery(accounts, settings),
    url: '',
  };
  const server = createServer((incoming, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    answer(incoming, platform, gone.signal).then(
      answered => send(response, answered),
      error => {
        const status =
          error instanceof ServiceError ? error.status ?? 400 : 500;
        send(response, json(status, { message: `${error}` }));
      },
    );
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', cause =>
      reject(
        new Error(
          `Local AWS cannot listen on ${host}:${options.port ?? 0}: ${
            cause.message
          }`,
          { cause },
        ),
      ),
    );
    server.listen(options.port ?? 0, host, resolve);
  });
  // A listening TCP server always has an address of this form.
  const { port } = server.address() as AddressInfo;
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  platform.url = `http://${
    shownHost.includes(':') ? `[${shownHost}]` : shownHost
  }:${port}`;

  return {
    url: platform.url,
    port,
    stop: async () => {
      const closed = new Promise<void>((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
      });
      accounts.clear();
      server.closeAllConnections();
      await closed;
    },
  };
}

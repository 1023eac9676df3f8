import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Accounts, FORGETFUL_JOURNAL } from './accounts';
import {
  administer,
  Administered,
  jsonResponse,
  readSeed,
  reset,
  sow,
} from './admin';
import { dispatch } from './calls/dispatch';
import { Parts, Platform } from './calls/platform';
import { Clock } from './clock';
import { Delivery } from './delivery/delivery';
import { Faults } from './faults';
import { LocalAwsOptions, readOptions, Settings } from './options';
import { SqliteJournal } from './persistence/sqliteJournal';
import { resumeAlarms } from './services/cloudwatch';
import { resumeEvents } from './services/events/resume';
import { resumeInvocations } from './services/lambda/asynchronous';
import { resumeFanOut } from './services/sns/fanOut';
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

const CLIENT_GONE = 'The client has gone';
const KEEP_ALIVE_MS = 120_000;

async function answer(
  incoming: IncomingMessage,
  administered: Administered,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const request = await readHttpRequest(incoming);
  return request.path.startsWith('/_busline/')
    ? administer(request, administered)
    : dispatch(request, administered.platform, signal);
}

function send(response: ServerResponse, answered: HttpResponse): void {
  response.writeHead(answered.status, {
    ...answered.headers,
    'content-length': Buffer.byteLength(answered.body),
  });
  response.end(answered.body);
}

/** All of one local AWS but the door. */
class LocalPlatform implements Platform {
  readonly settings: Settings;
  readonly accounts: Accounts;
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly parts: Parts = new Parts(() => this);
  readonly part: Platform['part'] = this.parts.get;
  readonly delivery: Delivery;
  url = '';

  constructor(options: LocalAwsOptions) {
    this.settings = readOptions(options);
    this.accounts = new Accounts(
      options.persist === undefined
        ? FORGETFUL_JOURNAL
        : new SqliteJournal(options.persist),
    );
    this.delivery = new Delivery(() => this);
  }
}

/**
 * Starts a local EventBridge platform: EventBridge, Schemas, STS, IAM, SQS and
 * their neighbours for any number of accounts on one port, for unmodified AWS
 * SDK clients. The access key id chooses the account: 12 digits are that
 * account's root.
 *
 * @throws Error when an option cannot be, the seed fails or the port is taken.
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
  const platform = new LocalPlatform(options);
  const { accounts, clock, delivery, parts } = platform;
  const administered = { platform, parts };
  const server = createServer((incoming, response) => {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) {
        // A reason of its own saves the making of an error for each.
        gone.abort(CLIENT_GONE);
      }
    });
    answer(incoming, administered, gone.signal).then(
      answered => send(response, answered),
      error => {
        const status =
          error instanceof ServiceError ? error.status ?? 400 : 500;
        send(response, jsonResponse(status, { message: `${error}` }));
      },
    );
  });
  // Longer than SDK clients keep a connection, or one is used just when it is
  // closed.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const host = options.host ?? '127.0.0.1';
  try {
    // What was kept is more than what a seed would give.
    if (options.seed && accounts.ids().length === 0) {
      await sow(readSeed(options.seed), platform);
    }
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
  } catch (error) {
    // A seed may have begun what goes on by itself.
    clock.reset();
    parts.clear();
    accounts.journal.close();
    throw error;
  }
  // A listening TCP server always has an address of this form.
  const { port } = server.address() as AddressInfo;
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const url = `http://${
    shownHost.includes(':') ? `[${shownHost}]` : shownHost
  }:${port}`;
  platform.url = url;
  // Each takes up what an earlier process left, so those come first that others
  // give something to do.
  resumeInvocations(platform);
  resumeFanOut(platform);
  delivery.resume();
  resumeEvents(platform);
  resumeAlarms(platform);

  return {
    url,
    port,
    stop: async () => {
      const closed = new Promise<void>((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
      });
      clock.reset();
      parts.clear();
      server.closeAllConnections();
      await closed;
      // What ended meanwhile may have begun some of them again.
      parts.clear();
      if (accounts.journal.isDurable) {
        accounts.journal.close();
      } else {
        reset(administered);
      }
    },
  };
}

import { createServer, IncomingHttpHeaders } from 'node:http';
import { AddressInfo } from 'node:net';

/** A request that a receiver got. */
export interface Got {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a receiver answers. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A local address that can be waited on, for what is sent to it sooner or later. */
export interface Receiver {
  url: string;
  /** Everything it got, first come first. */
  got: Got[];
  /** Resolves with the next request that nobody has waited for yet. */
  next(): Promise<Got>;
  stop(): Promise<void>;
}

/**
 * Starts a receiver.
 *
 * @param reply - what to answer, request by request; nothing lets the sender
 * wait for ever
 */
export async function startReceiver(
  reply: (request: Got, count: number) => Reply | undefined = () => ({}),
): Promise<Receiver> {
  const got: Got[] = [];
  const waiting: ((request: Got) => void)[] = [];
  let taken = 0;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    got.push(request);
    const answer = reply(request, got.length);
    if (answer) {
      response.writeHead(answer.status ?? 200, answer.headers);
      response.end(answer.body);
    }
    const wake = waiting.shift();
    if (wake) {
      taken++;
      wake(request);
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A listening TCP server always has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    next: () =>
      taken < got.length
        ? Promise.resolve(got[taken++])
        : new Promise(resolve => {
            waiting.push(resolve);
          }),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A request that an endpoint got. */
export interface ReceivedRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What an endpoint answers. */
export interface EndpointAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A real HTTP endpoint that keeps what it gets. */
export class Endpoint {
  readonly url: string;
  readonly requests: ReceivedRequest[] = [];
  /** What it answers from now on. */
  answer: (request: ReceivedRequest) => EndpointAnswer = () => ({});
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    // A listening TCP server always has an address of this form.
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async create(): Promise<Endpoint> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const endpoint = new Endpoint(server);
    server.on('request', async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) {
        chunks.push(chunk);
      }
      const request: ReceivedRequest = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      endpoint.requests.push(request);
      const { status = 200, headers, body } = endpoint.answer(request);
      response.writeHead(status, headers).end(body);
    });
    return endpoint;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

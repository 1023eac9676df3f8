import { createServer, IncomingMessage, request } from 'node:http';
import { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Stands before a local AWS, to hold requests back or answer in its place. */
export interface Gate {
  url: string;
  /**
   * Holds the next request of this operation back, for example `PutRule`.
   * Resolves when it has come, to what lets it through.
   */
  hold(operation: string): Promise<() => void>;
  /** Answers an operation, for what local AWS does not have. */
  answer(operation: string, body: string): void;
  stop(): Promise<void>;
}

export async function startGate(endpoint: string): Promise<Gate> {
  const held = new Map<string, (letGo: () => void) => void>();
  const answers = new Map<string, string>();

  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    const operation = operationOf(incoming, body);
    const come = held.get(operation);
    if (come) {
      held.delete(operation);
      await new Promise<void>(come);
    }
    const answered = answers.get(operation);
    if (answered !== undefined) {
      response.end(answered);
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request(
      new URL(url ?? '/', endpoint),
      { method, headers },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
  await new Promise<void>(listening =>
    server.listen(0, '127.0.0.1', listening),
  );
  // A listening TCP server always has an address of this form.
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    hold: operation => new Promise(come => held.set(operation, come)),
    answer: (operation, body) => answers.set(operation, body),
    stop: async () => {
      const closed = new Promise(done => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** EventBridge and SQS name it in a header, STS and IAM in the form. */
function operationOf({ headers }: IncomingMessage, body: Buffer): string {
  const target = String(headers['x-amz-target'] ?? '');
  return target
    ? target.slice(target.indexOf('.') + 1)
    : new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
}

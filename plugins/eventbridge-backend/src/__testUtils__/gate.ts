import { createServer, IncomingMessage, request } from 'node:http';
import { AddressInfo } from 'node:net';

/** Stands before a local AWS and can hold requests back. */
export interface Gate {
  url: string;
  /**
   * Holds the next request of this operation back, for example `PutRule`.
   * Resolves when it has come, to what lets it through.
   */
  hold(operation: string): Promise<() => void>;
  stop(): Promise<void>;
}

export async function startGate(endpoint: string): Promise<Gate> {
  let held:
    | { operation: string; come: (letGo: () => void) => void }
    | undefined;

  const passed = (incoming: IncomingMessage) => {
    const target = String(incoming.headers['x-amz-target'] ?? '');
    if (!held || !target.endsWith(`.${held.operation}`)) {
      return undefined;
    }
    const { come } = held;
    held = undefined;
    return new Promise<void>(come);
  };

  const server = createServer(async (incoming, response) => {
    await passed(incoming);
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
    incoming.pipe(onward);
  });
  await new Promise<void>(listening =>
    server.listen(0, '127.0.0.1', listening),
  );
  // A listening TCP server always has an address of this form.
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    hold: operation =>
      new Promise(come => {
        held = { operation, come };
      }),
    stop: async () => {
      const closed = new Promise(done => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

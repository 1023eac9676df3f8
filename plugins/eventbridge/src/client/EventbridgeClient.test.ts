/**
 * @jest-environment node
 */
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  createFetchApi,
  FetchMiddlewares,
  UrlPatternDiscovery,
} from '@backstage/core-app-api';
import { ResponseError } from '@backstage/errors';
import { EventbridgeApi } from '@busline/backstage-plugin-eventbridge-common';
import { errorWords } from '../words/errorWords';
import { EventbridgeClient } from './EventbridgeClient';

const subscription = {
  kind: 'subscription' as const,
  component: 'component:default/a',
  source: 's',
  detailType: 'd',
  target: { kind: 'queue' as const },
};

describe('EventbridgeClient', () => {
  let server: Server;
  let client: EventbridgeClient;
  let answer: { status: number; body: unknown };
  const seen: Array<{ request: string; body: unknown }> = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const text = Buffer.concat(chunks).toString();
      seen.push({
        request: `${request.method} ${request.url}`,
        body: text === '' ? undefined : JSON.parse(text),
      });
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const { port } = server.address() as AddressInfo;
    client = EventbridgeClient.create({
      fetchApi: createFetchApi({
        middleware: FetchMiddlewares.resolvePluginProtocol({
          discoveryApi: UrlPatternDiscovery.compile(
            `http://127.0.0.1:${port}/api/{{ pluginId }}`,
          ),
        }),
      }),
    });
  });

  afterAll(() => new Promise(done => server.close(done)));

  beforeEach(() => {
    seen.length = 0;
    answer = { status: 200, body: { some: 'answer' } };
  });

  it.each<[(api: EventbridgeApi) => Promise<unknown>, string, unknown]>([
    [api => api.getTopology(), 'GET /api/eventbridge/topology', undefined],
    [api => api.refresh(), 'POST /api/eventbridge/refresh', {}],
    [
      api => api.plan(subscription),
      'POST /api/eventbridge/plans',
      subscription,
    ],
    [
      api => api.apply(subscription),
      'POST /api/eventbridge/runs',
      { kind: 'apply', wanted: subscription },
    ],
    [
      api => api.verify(subscription, { timeoutMs: 5000 }),
      'POST /api/eventbridge/runs',
      { kind: 'verify', wanted: subscription, timeoutMs: 5000 },
    ],
    [
      api => api.getRun('a/b', { after: 3 }),
      'GET /api/eventbridge/runs/a%2Fb?after=3',
      undefined,
    ],
    [api => api.cancelRun('r1'), 'POST /api/eventbridge/runs/r1/cancel', {}],
  ])('%s asks %s', async (ask, request, body) => {
    await expect(ask(client)).resolves.toEqual({ some: 'answer' });
    expect(seen).toEqual([{ request, body }]);
  });

  it('throws what the backend says went wrong', async () => {
    const error = { name: 'NotAllowedError', message: 'Not for you' };
    answer = { status: 403, body: { error, response: { statusCode: 403 } } };

    const refusal = await client.getTopology().catch(reason => reason);

    expect(refusal).toBeInstanceOf(ResponseError);
    expect(refusal.statusCode).toBe(403);
    expect(refusal.cause.name).toBe('NotAllowedError');
    expect(errorWords(refusal)).toEqual({
      message: 'Not for you',
      mend: expect.stringContaining('eventbridge.topology.read'),
    });
  });
});

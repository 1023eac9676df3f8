import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  EventbridgeService,
  eventbridgeServiceRef,
} from '@busline/backstage-plugin-eventbridge-node';
import { wantedOnboardingSchema } from '@busline/backstage-plugin-eventbridge-common';
import { publication } from './__testUtils__/onboardings';
import { Busline, startBusline } from './__testUtils__/startBusline';

describe('the client service of eventbridge-node', () => {
  let busline: Busline;
  let client: EventbridgeService;
  const credentials = mockCredentials.user();
  const wanted = wantedOnboardingSchema.parse(publication);

  beforeAll(async () => {
    busline = await startBusline({
      features: [
        createBackendPlugin({
          pluginId: 'asker',
          register(env) {
            env.registerInit({
              deps: {
                eventbridge: eventbridgeServiceRef,
                logger: coreServices.logger,
              },
              async init({ eventbridge }) {
                client = eventbridge;
              },
            });
          },
        }),
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await busline?.stop();
  });

  it('plans, applies and follows the run line by line', async () => {
    await client.refresh({ credentials });
    const plan = await client.plan(wanted, { credentials });
    expect(plan.problems).toEqual([]);

    const started = await client.apply(wanted, { credentials });
    const lines: number[] = [];
    const run = await client.followRun(started.id, {
      credentials,
      onLog: ({ seq }) => lines.push(seq),
    });

    expect(run.status).toBe('succeeded');
    expect(run.log.map(({ seq }) => seq)).toEqual(lines);
    expect(lines).toEqual(lines.map((_, index) => index + 1));
    const topology = await client.getTopology({ credentials });
    expect(topology.eventTypes).toHaveLength(1);
  }, 30_000);

  it('cancels the run when the follower gives up', async () => {
    const started = await client.apply(wanted, { credentials });
    const run = await client.followRun(started.id, {
      credentials,
      signal: AbortSignal.abort(),
    });
    expect(run.status).toBe('cancelled');
    expect(run.error).toContain('Nothing was changed');
  }, 30_000);

  it('rejects with what the backend answered', async () => {
    await expect(
      client.getRun('nothing', { credentials }),
    ).rejects.toMatchObject({
      statusCode: 404,
      cause: { name: 'NotFoundError' },
    });
  });
});

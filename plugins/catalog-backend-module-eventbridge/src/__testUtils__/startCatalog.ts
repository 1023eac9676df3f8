import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { catalogPath } from '@busline/demo-organisation';
import request from 'supertest';
import catalogModuleEventbridge from '../index';

/**
 * A catalog with the demo's access and delivery services, our module, and
 * whoever answers for eventbridge-backend.
 */
export async function startCatalog(
  eventbridge: BackendFeature,
  appConfig: JsonObject = {},
) {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleEventbridge,
      // The one of the test backend keeps each plugin's events to itself.
      eventsServiceFactory,
      eventbridge,
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          ...appConfig,
          catalog: {
            rules: [{ allow: ['Component', 'API', 'Group'] }],
            locations: ['access.yaml', 'delivery.yaml'].map(file => ({
              type: 'file',
              target: `${catalogPath}/${file}`,
            })),
            // What a test changes is told by event, never found by the clock.
            providers: {
              eventbridge: {
                schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
              },
            },
          },
        },
      }),
    ],
  });

  const read = async (path: string): Promise<Entity | undefined> => {
    const response = await request(backend.server).get(
      `/api/catalog/entities/by-name/${path}`,
    );
    return response.status === 200 ? response.body : undefined;
  };
  /** Asks until the answer is right; whoever waits is told what it was. */
  const poll = async <Answer>(
    ask: () => Promise<Answer>,
    isRight: (answer: Answer) => boolean,
  ): Promise<Answer> => {
    const giveUpAt = Date.now() + 20_000;
    for (;;) {
      const answer = await ask();
      if (isRight(answer)) {
        return answer;
      }
      if (Date.now() > giveUpAt) {
        throw new Error(`It is still ${JSON.stringify(answer)}`);
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  return {
    server: backend.server,
    read,
    stop: () => backend.stop(),
    /** Waits until the catalog has worked so far that this holds. */
    until: (path: string, holds: (entity: Entity | undefined) => boolean) =>
      poll(() => read(path), holds),
    /** Waits until the module has warned so. */
    untilWarned: (words: RegExp) =>
      poll(
        async () => logger.warn.mock.calls.map(([message]) => message),
        lines => lines.some(line => words.test(line)),
      ),
  };
}

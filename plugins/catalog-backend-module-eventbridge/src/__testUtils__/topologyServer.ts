import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef, EventsService } from '@backstage/plugin-events-node';
import {
  Topology,
  TOPIC_TOPOLOGY_CHANGED,
} from '@busline/backstage-plugin-eventbridge-common';

/**
 * Stands where eventbridge-backend stands, on the wire, and answers what a test
 * wants it to: a topology, or that there is none to be had.
 */
export function createTopologyServer(first: Topology) {
  let topology: Topology | undefined = first;
  let events: EventsService | undefined;
  const plugin = createBackendPlugin({
    pluginId: 'eventbridge',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter, events: eventsServiceRef },
        async init(deps) {
          events = deps.events;
          deps.httpRouter.use((_request, response) => {
            if (topology) {
              response.json(topology);
            } else {
              response.status(503).json({
                error: {
                  name: 'ServiceUnavailableError',
                  message: 'No account could be read',
                },
                response: { statusCode: 503 },
              });
            }
          });
        },
      });
    },
  });
  return {
    plugin,
    /** Answers this from now on, and tells everybody that it changed. */
    async change(next: Topology | undefined) {
      topology = next;
      await events?.publish({
        topic: TOPIC_TOPOLOGY_CHANGED,
        eventPayload: {},
      });
    },
  };
}

import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { TOPIC_TOPOLOGY_CHANGED } from '@busline/backstage-plugin-eventbridge-common';
import { eventbridgeServiceRef } from '@busline/backstage-plugin-eventbridge-node';
import { EventTypeProvider } from './provider/EventTypeProvider';
import { readSchedule } from './provider/readSchedule';
import { EventTypeRelationProcessor } from './relations/EventTypeRelationProcessor';

/**
 * Adds the event types of the platform to the catalog as API entities, related
 * to the components that send and receive them. Up to date within seconds of a
 * change that Busline made or saw.
 *
 * @public
 */
export const catalogModuleEventbridge = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'eventbridge',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        eventbridge: eventbridgeServiceRef,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        eventbridge,
        events,
        logger,
        scheduler,
      }) {
        const provider = EventTypeProvider.create({
          auth,
          eventbridge,
          logger,
          schedule: scheduler.createScheduledTaskRunner(readSchedule(config)),
        });
        catalog.addEntityProvider(provider);
        catalog.addProcessor(EventTypeRelationProcessor.create());

        await events.subscribe({
          id: 'catalog-module-eventbridge',
          topics: [TOPIC_TOPOLOGY_CHANGED],
          onEvent: () => provider.refresh(),
        });
      },
    });
  },
});

import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { EventbridgeService } from './EventbridgeService';
import { HttpEventbridgeService } from './HttpEventbridgeService';

/**
 * Busline for other backend plugins. Needs no set-up beyond an installed
 * eventbridge-backend, here or on another host.
 *
 * @public
 */
export const eventbridgeServiceRef = createServiceRef<EventbridgeService>({
  id: 'eventbridge.client',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => HttpEventbridgeService.create(deps),
    }),
});

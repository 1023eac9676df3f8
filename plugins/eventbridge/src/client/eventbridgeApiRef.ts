import { createApiRef } from '@backstage/frontend-plugin-api';
import { EventbridgeApi } from '@busline/backstage-plugin-eventbridge-common';

/** How the pages reach eventbridge-backend. @public */
export const eventbridgeApiRef = createApiRef<EventbridgeApi>({
  id: 'plugin.eventbridge.client',
});

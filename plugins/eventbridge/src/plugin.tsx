import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { eventbridgeApiRef } from './client/eventbridgeApiRef';
import { EventbridgeClient } from './client/EventbridgeClient';
import { eventContractField } from './fields/EventContractField/field';
import { eventFilterField } from './fields/EventFilterField/field';
import { eventServicePicker } from './fields/EventServicePicker/field';
import { eventTypePicker } from './fields/EventTypePicker/field';
import { onboardingPlanPreview } from './fields/OnboardingPlanPreview/field';
import {
  entityEventsRouteRef,
  explorerRouteRef,
  templateRouteRef,
} from './routes';

/**
 * Busline's pages for Backstage's old frontend system; for the new one import
 * the default of `@busline/backstage-plugin-eventbridge/alpha`.
 *
 * @public
 */
export const eventbridgePlugin = createPlugin({
  id: 'eventbridge',
  apis: [
    createApiFactory({
      api: eventbridgeApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => EventbridgeClient.create({ fetchApi }),
    }),
  ],
  routes: { root: explorerRouteRef },
  externalRoutes: { template: templateRouteRef },
});

/** Page of all event types, with its header. @public */
export const EventbridgeExplorerPage = eventbridgePlugin.provide(
  createRoutableExtension({
    name: 'EventbridgeExplorerPage',
    mountPoint: explorerRouteRef,
    component: () =>
      import('./explorer/LegacyExplorerPage').then(m => m.LegacyExplorerPage),
  }),
);

/** Content of the Events tab of a component's page. @public */
export const EntityEventsContent = eventbridgePlugin.provide(
  createRoutableExtension({
    name: 'EntityEventsContent',
    mountPoint: entityEventsRouteRef,
    component: () => import('./tab/EntityEvents').then(m => m.EntityEvents),
  }),
);

/** Card with the contract of an event type, for its API page. @public */
export const EventContractCard = eventbridgePlugin.provide(
  createComponentExtension({
    name: 'EventContractCard',
    component: {
      lazy: () => import('./event-page/ContractCard').then(m => m.ContractCard),
    },
  }),
);

/** Card with the producers and consumers of an event type. @public */
export const EventTypeCard = eventbridgePlugin.provide(
  createComponentExtension({
    name: 'EventTypeCard',
    component: {
      lazy: () => import('./event-page/UsersCard').then(m => m.UsersCard),
    },
  }),
);

/** Template field: picks a service. @public */
export const EventServicePickerFieldExtension = eventbridgePlugin.provide(
  createScaffolderFieldExtension({
    ...eventServicePicker,
    schema: eventServicePicker.schema.schema,
  }),
);

/** Template field: picks an event type. @public */
export const EventTypePickerFieldExtension = eventbridgePlugin.provide(
  createScaffolderFieldExtension({
    ...eventTypePicker,
    schema: eventTypePicker.schema.schema,
  }),
);

/** Template field: takes a contract. @public */
export const EventContractFieldExtension = eventbridgePlugin.provide(
  createScaffolderFieldExtension({
    ...eventContractField,
    schema: eventContractField.schema.schema,
  }),
);

/** Template field: narrows a subscription. @public */
export const EventFilterFieldExtension = eventbridgePlugin.provide(
  createScaffolderFieldExtension({
    ...eventFilterField,
    schema: eventFilterField.schema.schema,
  }),
);

/** Template field: shows what a form would change. @public */
export const OnboardingPlanPreviewFieldExtension = eventbridgePlugin.provide(
  createScaffolderFieldExtension({
    ...onboardingPlanPreview,
    schema: onboardingPlanPreview.schema.schema,
  }),
);

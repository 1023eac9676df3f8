import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { RiBroadcastLine } from '@remixicon/react';
import { ANNOTATION_EVENT_SOURCE } from '@busline/backstage-plugin-eventbridge-common';
import { eventbridgeApiRef } from './client/eventbridgeApiRef';
import { EventbridgeClient } from './client/EventbridgeClient';
import { explorerRouteRef, templateRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: eventbridgeApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => EventbridgeClient.create({ fetchApi }),
    }),
});

const explorerPage = PageBlueprint.make({
  params: {
    path: '/eventbridge',
    title: 'Events',
    icon: <RiBroadcastLine />,
    routeRef: explorerRouteRef,
    loader: () =>
      import('./explorer/ExplorerPage').then(m => <m.ExplorerPage />),
  },
});

const entityEvents = EntityContentBlueprint.make({
  name: 'events',
  params: {
    path: '/events',
    title: 'Events',
    filter: { kind: 'component' },
    loader: () => import('./tab/EntityEvents').then(m => <m.EntityEvents />),
  },
});

const isEventType = {
  kind: 'api',
  [`metadata.annotations.${ANNOTATION_EVENT_SOURCE}`]: { $exists: true },
};

const contractCard = EntityCardBlueprint.make({
  name: 'contract',
  params: {
    filter: isEventType,
    type: 'content',
    loader: () =>
      import('./event-page/ContractCard').then(m => <m.ContractCard />),
  },
});

const usersCard = EntityCardBlueprint.make({
  name: 'producers-and-consumers',
  params: {
    filter: isEventType,
    type: 'content',
    loader: () => import('./event-page/UsersCard').then(m => <m.UsersCard />),
  },
});

const fields = [
  FormFieldBlueprint.make({
    name: 'event-service-picker',
    params: {
      field: () =>
        import('./fields/EventServicePicker/field').then(m =>
          createFormField(m.eventServicePicker),
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'event-type-picker',
    params: {
      field: () =>
        import('./fields/EventTypePicker/field').then(m =>
          createFormField(m.eventTypePicker),
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'event-contract',
    params: {
      field: () =>
        import('./fields/EventContractField/field').then(m =>
          createFormField(m.eventContractField),
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'event-filter',
    params: {
      field: () =>
        import('./fields/EventFilterField/field').then(m =>
          createFormField(m.eventFilterField),
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'onboarding-plan-preview',
    params: {
      field: () =>
        import('./fields/OnboardingPlanPreview/field').then(m =>
          createFormField(m.onboardingPlanPreview),
        ),
    },
  }),
];

/**
 * Busline's pages for Backstage's new frontend system.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'eventbridge',
  title: 'Events',
  icon: <RiBroadcastLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: explorerRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    api,
    explorerPage,
    entityEvents,
    contractCard,
    usersCard,
    ...fields,
  ],
});

import '@backstage/cli/asset-types';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { eventbridgeApiRef } from '../src/client/eventbridgeApiRef';
import eventbridgePlugin from '../src/alpha';
import { entitiesFixture } from './entities';
import { InMemoryEventbridgeApi } from './eventbridgeApi';
import { templatesFixture } from './templates';

const withoutBackend = [
  createFrontendModule({
    pluginId: 'eventbridge',
    extensions: [
      ApiBlueprint.make({
        params: defineParams =>
          defineParams({
            api: eventbridgeApiRef,
            deps: {},
            factory: () => new InMemoryEventbridgeApi(),
          }),
      }),
    ],
  }),
  createFrontendModule({
    pluginId: 'catalog',
    extensions: [
      ApiBlueprint.make({
        params: defineParams =>
          defineParams({
            api: catalogApiRef,
            deps: {},
            factory: () =>
              new InMemoryCatalogClient({ entities: entitiesFixture }),
          }),
      }),
    ],
  }),
  templatesFixture,
];

createDevApp({
  features: [
    eventbridgePlugin,
    catalogPlugin,
    apiDocsPlugin,
    scaffolderPlugin,
    ...withoutBackend,
  ],
});

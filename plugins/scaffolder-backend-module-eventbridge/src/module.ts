import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { eventbridgeServiceRef } from '@busline/backstage-plugin-eventbridge-node';
import { createPublicationApplyAction } from './actions/publicationApply';
import { createSubscriptionApplyAction } from './actions/subscriptionApply';
import { createSubscriptionVerifyAction } from './actions/subscriptionVerify';

/**
 * Adds the actions `eventbridge:publication:apply`,
 * `eventbridge:subscription:apply` and `eventbridge:subscription:verify` to the
 * scaffolder. They hold no AWS credentials: all work is done by
 * eventbridge-backend, with the permissions of the person who runs the
 * template.
 *
 * @public
 */
export const scaffolderModuleEventbridge = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'eventbridge',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        catalog: catalogServiceRef,
        eventbridge: eventbridgeServiceRef,
      },
      async init({ actions, catalog, eventbridge }) {
        actions.addActions(
          createPublicationApplyAction(eventbridge, catalog),
          createSubscriptionApplyAction(eventbridge),
          createSubscriptionVerifyAction(eventbridge),
        );
      },
    });
  },
});

import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The events explorer. @public */
export const explorerRouteRef = createRouteRef({ id: 'eventbridge' });

/**
 * The form of one software template; bound to the scaffolder where the app has
 * it. Buttons that need it are left out where it is not.
 *
 * @public
 */
export const templateRouteRef = createExternalRouteRef({
  id: 'eventbridge:template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** The Events tab in the old frontend system. @public */
export const entityEventsRouteRef = createRouteRef({
  id: 'eventbridge:entity-events',
});

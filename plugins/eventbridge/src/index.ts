/**
 * Busline's pages for Backstage. The default of `./alpha` is the plugin for the
 * new frontend system; the named exports here are for the old one.
 *
 * @packageDocumentation
 */
export { eventbridgeApiRef } from './client/eventbridgeApiRef';
export { EventbridgeClient } from './client/EventbridgeClient';
export { isEventType } from './event-page/isEventType';
export {
  EntityEventsContent,
  EventbridgeExplorerPage,
  eventbridgePlugin,
  EventContractCard,
  EventContractFieldExtension,
  EventFilterFieldExtension,
  EventServicePickerFieldExtension,
  EventTypeCard,
  EventTypePickerFieldExtension,
  OnboardingPlanPreviewFieldExtension,
} from './plugin';
export {
  entityEventsRouteRef,
  explorerRouteRef,
  templateRouteRef,
} from './routes';

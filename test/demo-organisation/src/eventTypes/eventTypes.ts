import { accessEventTypes } from './access';
import { billingEventTypes } from './billing';
import { deliveryEventTypes } from './delivery';
import { deviceEventTypes, videoEventTypes } from './devices';
import type { DemoEventType } from './eventType';
import { notificationEventTypes } from './notifications';
import { residentEventTypes } from './residents';

/**
 * Every event type of the demo organisation.
 *
 * @public
 */
export const eventTypes: readonly DemoEventType[] = [
  ...accessEventTypes,
  ...deliveryEventTypes,
  ...deviceEventTypes,
  ...videoEventTypes,
  ...residentEventTypes,
  ...notificationEventTypes,
  ...billingEventTypes,
];

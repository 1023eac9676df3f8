import { Platform } from '../calls/platform';
import { EventBus, Rule } from '../services/events/state';
import { EventInTransit } from './event';
import { DeliveryFailure } from './failure';
import { Invocation } from './invocation';

/** Sees what happens to events: archives, metrics, discoverers, bus logs. */
export interface DeliveryObserver {
  arrived?: (bus: EventBus, event: EventInTransit, platform: Platform) => void;
  /** What an event on a bus matched, before anything is delivered. */
  routed?: (
    bus: EventBus,
    event: EventInTransit,
    rules: readonly Rule[],
    platform: Platform,
  ) => void;
  matched?: (
    bus: EventBus,
    rule: Rule,
    event: EventInTransit,
    platform: Platform,
  ) => void;
  /** A delivery has to wait: there are too many in this second. */
  throttled?: (invocation: Invocation, platform: Platform) => void;
  /** A target is about to be tried, for the first time or again. */
  attempted?: (
    invocation: Invocation,
    retries: number,
    platform: Platform,
  ) => void;
  delivered?: (
    invocation: Invocation,
    retries: number,
    platform: Platform,
  ) => void;
  /** A try failed; `isLast` when there will be no other. */
  failed?: (
    invocation: Invocation,
    failure: DeliveryFailure,
    isLast: boolean,
    platform: Platform,
    retries: number,
  ) => void;
  /** An undelivered event went to its dead-letter queue, or could not. */
  buried?: (
    invocation: Invocation,
    reachedQueue: boolean,
    platform: Platform,
  ) => void;
}

import { Platform } from '../calls/platform';
import { Fault, FaultEffect } from '../faults';
import { DeliveryFailure } from './failure';

/** What can go wrong with a delivery; it is one thing, so never in part. */
export const DELIVERY_EFFECTS = [
  'throttle',
  'error',
  'timeout',
  'deny',
  'slow',
] as const satisfies readonly FaultEffect[];

/** How a fault lets a delivery fail; one that is only slow does not. */
export function failureOf({ effect }: Fault): DeliveryFailure | undefined {
  switch (effect) {
    case 'throttle':
      return {
        code: 'THROTTLING',
        message: 'Rate exceeded (injected fault)',
        isPassing: true,
      };
    case 'error':
      return {
        code: 'INTERNAL_ERROR',
        message: 'The target failed (injected fault)',
        isPassing: true,
      };
    case 'timeout':
      return {
        code: 'TIMEOUT',
        message: 'The target did not answer in time (injected fault)',
        isPassing: true,
      };
    case 'deny':
      return {
        code: 'NO_PERMISSIONS',
        message: 'Access denied (injected fault)',
      };
    default:
      return undefined;
  }
}

const FAILURES = DELIVERY_EFFECTS.filter(effect => effect !== 'slow');

/** How an injected fault lets a service's delivery fail, if there is one for it. */
export function serviceFault(
  { faults }: Platform,
  service: string,
  operation: string,
  account: string,
): DeliveryFailure | undefined {
  const fault = faults.strike({ service, operation, account }, FAILURES);
  return fault && failureOf(fault);
}

import { Platform } from '../calls/platform';
import { DeliveryFailure } from './failure';

/** A delivery is one thing that nobody waits for: it is neither slow nor partial. */
const EFFECTS = ['throttle', 'error', 'timeout', 'deny'] as const;

/** How an injected fault lets a delivery fail, if there is one for it. */
export function faultOf(
  { faults }: Platform,
  service: string,
  operation: string,
  account: string,
): DeliveryFailure | undefined {
  const fault = faults.strike({ service, operation, account }, EFFECTS);
  switch (fault?.effect) {
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

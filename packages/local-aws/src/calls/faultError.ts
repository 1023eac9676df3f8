import { setTimeout } from 'node:timers/promises';
import { Fault } from '../faults';
import { ServiceError } from '../wire/errors';
import { ServiceModel, ServiceName } from '../wire/model';
import { throttled } from './throttling';

/** What services say when they are at fault themselves. */
const BROKEN: Partial<Record<ServiceName, string>> = {
  events: 'InternalException',
  lambda: 'ServiceException',
  schemas: 'InternalServerErrorException',
};

function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Waits a while, or until nobody waits for the answer any more. */
function waitOf(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal }).catch(() => {});
}

/**
 * Does to a call what a fault asks for. Returns when the call may go on.
 *
 * @throws ServiceError of the service that is called
 */
export async function suffer(
  fault: Fault,
  model: ServiceModel,
  signal: AbortSignal,
): Promise<void> {
  switch (fault.effect) {
    case 'throttle':
      throw throttled(model.name);
    case 'error':
      throw new ServiceError(
        BROKEN[model.name] ?? 'InternalFailure',
        'An injected fault: the service is broken.',
        { status: 500 },
      );
    case 'deny':
      throw new ServiceError(
        model.errorNames.accessDenied,
        'An injected fault: access denied.',
      );
    case 'timeout':
      // The caller gives up, or never.
      await abortOf(signal);
      break;
    case 'slow':
      await waitOf(fault.delayMs ?? 0, signal);
      break;
    default:
  }
}

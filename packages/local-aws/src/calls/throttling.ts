import { RATES, isInTime } from '../services/events/rates';
import { ServiceError } from '../wire/errors';
import { ServiceName } from '../wire/model';
import { Call } from './operation';

/** What services say when they are asked too often: code and HTTP status. */
const THROTTLED: Record<ServiceName, [string, number]> = {
  events: ['ThrottlingException', 400],
  iam: ['Throttling', 400],
  lambda: ['TooManyRequestsException', 429],
  logs: ['ThrottlingException', 400],
  monitoring: ['ThrottlingException', 400],
  schemas: ['TooManyRequestsException', 429],
  sns: ['Throttling', 400],
  sqs: ['RequestThrottled', 403],
  sts: ['Throttling', 400],
  tagging: ['ThrottledException', 400],
};

/** How a service says that it is asked too often. */
export function throttled(service: ServiceName): ServiceError {
  const [name, status] = THROTTLED[service];
  return new ServiceError(name, 'Rate exceeded', { status });
}

/**
 * Refuses what goes beyond an account's quota of requests a second; only
 * EventBridge has one here.
 *
 * @throws ServiceError of the service that is called
 */
export function refuseExcess(
  service: ServiceName,
  operation: string,
  { part, caller, clock }: Call,
): void {
  if (
    service === 'events' &&
    !isInTime(operation, part(RATES)(caller), clock.now())
  ) {
    throw throttled(service);
  }
}

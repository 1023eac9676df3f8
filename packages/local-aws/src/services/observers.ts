import { Access, Call } from '../calls/operation';
import { DeliveryObserver } from '../delivery/observer';
import { ServiceName } from '../wire/model';
import { recordCall } from './cloudtrail';
import { eventsMetrics, measurePutEvents } from './cloudwatch';
import { busLog } from './logs';
import { discoveryObserver } from './schemas';

/** An operation that was done, or refused. */
export interface DoneCall {
  service: ServiceName;
  operation: string;
  input: unknown;
  output: object | void;
  /** Set when it was refused: why. */
  error?: unknown;
  /** What the caller had to be allowed, as far as that was asked. */
  accesses: readonly Access[];
  tookMs: number;
}

/** Everything that sees events pass. */
export const OBSERVERS: readonly DeliveryObserver[] = [
  eventsMetrics,
  discoveryObserver,
  busLog,
];

/** Everything that sees what was done or refused, such as CloudTrail. */
export const CALL_OBSERVERS: readonly ((done: DoneCall, call: Call) => void)[] =
  [measurePutEvents, recordCall];

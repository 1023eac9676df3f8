import { Call } from '../calls/operation';
import { DeliveryObserver } from '../delivery/observer';
import { ServiceName } from '../wire/model';

/** An operation that was done. */
export interface DoneCall {
  service: ServiceName;
  operation: string;
  input: unknown;
  output: object | void;
}

/** Everything that sees events pass. */
export const OBSERVERS: readonly DeliveryObserver[] = [];

/** Everything that sees what was done, such as CloudTrail. */
export const CALL_OBSERVERS: readonly ((done: DoneCall, call: Call) => void)[] =
  [];

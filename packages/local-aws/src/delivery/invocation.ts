import type { Target } from '@aws-sdk/client-eventbridge';
import { Arn } from '../accounts';
import { Platform } from '../calls/platform';
import { EventBus, Rule } from '../services/events/state';
import { EventInTransit } from './event';
import { DeliveryFailure } from './failure';

/** Where a delivery comes from. */
export interface DeliverySource {
  bus: EventBus;
  rule: Rule;
}

/** An event that is to reach a target. */
export interface Invocation extends DeliverySource {
  target: Target;
  event: EventInTransit;
}

/** How a delivery went: nothing is well. */
export type Outcome = DeliveryFailure | undefined;

/** One kind of targets. */
export interface TargetKind {
  /** Whether an ARN is of this kind. */
  owns: (arn: Arn) => boolean;
  /** What a fault has to be meant for to strike deliveries; none does otherwise. */
  struckAs?: { service: string; operation: string };
  /** Hands an event over. Must not throw. */
  deliver: (
    invocation: Invocation,
    arn: Arn,
    platform: Platform,
  ) => Outcome | Promise<Outcome>;
}

import { Platform } from '../../calls/platform';
import { TopicMessage } from './message';
import { Subscription, Topic } from './state';

/** Why a message did not reach an endpoint. */
export interface Undelivered {
  reason: string;
  /** Whether it may succeed later, so that it is worth a retry. */
  isPassing?: boolean;
}

/** A message on its way to one subscription. */
export interface Dispatch {
  topic: Topic;
  subscription: Subscription;
  message: TopicMessage;
}

/** How the endpoints of a protocol are reached. Must not throw. */
export type Endpoint = (
  dispatch: Dispatch,
  platform: Platform,
) => Undelivered | undefined | Promise<Undelivered | undefined>;

/** Whether a subscription wants the bare message. */
export function isRaw({ attributes }: Subscription): boolean {
  return attributes.get('RawMessageDelivery') === 'true';
}

import { randomUUID } from 'node:crypto';
import { Place } from '../accounts';
import { Platform } from '../calls/platform';
import { busAt } from '../services/events/state';
import { eventTime } from './event';

/** What an AWS service tells, such as that an alarm changed its state. */
export interface ServiceEvent {
  /** For example `aws.cloudwatch`. */
  source: string;
  detailType: string;
  /** ARNs. */
  resources: string[];
  detail: object;
}

/** Puts an event of an AWS service on the default bus of an account. */
export function publishServiceEvent(
  platform: Platform,
  place: Place,
  { source, detailType, resources, detail }: ServiceEvent,
): void {
  const bus = busAt(platform.accounts, place, 'default');
  if (!bus) {
    return;
  }
  const now = platform.clock.date();
  platform.delivery.publish(bus, {
    envelope: {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source,
      account: place.account,
      time: eventTime(now),
      region: place.region,
      resources,
      detail,
    },
    ingestedAt: now,
    cameFromAnotherAccount: false,
    hops: 0,
  });
}

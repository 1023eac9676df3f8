import { randomUUID } from 'node:crypto';

/** An event as rules see it and targets get it. */
export interface EventEnvelope {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
}

/** An event on its way, with what EventBridge remembers about the way. */
export interface EventInTransit {
  envelope: EventEnvelope;
  ingestedAt: Date;
  /** Whether a rule of another account sent it here: then it goes no further. */
  cameFromAnotherAccount: boolean;
  /** Buses it has been on, to stop two buses from sending it round for ever. */
  hops: number;
}

/** EventBridge's time format: seconds, no fraction. */
export function eventTime(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The event as it arrives on the next bus: it gets an id of its own there. */
export function onNextBus(
  event: EventInTransit,
  crossesAccounts: boolean,
): EventInTransit {
  return {
    envelope: { ...event.envelope, id: randomUUID() },
    ingestedAt: new Date(),
    cameFromAnotherAccount: event.cameFromAnotherAccount || crossesAccounts,
    hops: event.hops + 1,
  };
}

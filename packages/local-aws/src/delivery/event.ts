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
  /** Name of the replay that sends an archived event again. */
  'replay-name'?: string;
}

/** An event on its way, with what EventBridge remembers about the way. */
export interface EventInTransit {
  envelope: EventEnvelope;
  ingestedAt: Date;
  /** Whether a rule of another account sent it here: then it goes no further. */
  cameFromAnotherAccount: boolean;
  /** Buses it has been on, to stop two buses from sending it round for ever. */
  hops: number;
  /** Names of the only rules that may see it, for a replay to some rules. */
  onlyRules?: readonly string[];
}

/** EventBridge's time format: seconds, no fraction. */
export function eventTime(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

const TEXTS = new WeakMap<EventEnvelope, string>();

/** An event's JSON, made once for all targets that get it. */
export function eventText(envelope: EventEnvelope): string {
  let text = TEXTS.get(envelope);
  if (text === undefined) {
    text = JSON.stringify(envelope);
    TEXTS.set(envelope, text);
  }
  return text;
}

/** The event as it arrives on the next bus: it gets an id of its own there. */
export function onNextBus(
  event: EventInTransit,
  crossesAccounts: boolean,
  now: Date,
): EventInTransit {
  return {
    envelope: { ...event.envelope, id: randomUUID() },
    ingestedAt: now,
    cameFromAnotherAccount: event.cameFromAnotherAccount || crossesAccounts,
    hops: event.hops + 1,
  };
}

import { Arn } from '../aws/arn';
import { UnseenPart } from '../snapshot/types';
import { Finding } from '../findings/finding';

/**
 * The graph derived from snapshots and the catalog.
 *
 * @public
 */
export interface Topology {
  /** ISO 8601. */
  derivedAt: string;
  hubBusArn: Arn;
  accounts: AccountView[];
  /** Sorted by id. */
  eventTypes: EventType[];
  findings: Finding[];
}

/** How well an account and Region is known. @public */
export interface AccountView {
  id: string;
  name: string;
  region: string;
  /** When the shown facts were seen; absent where nothing was ever read. */
  seenAt?: string;
  status: 'complete' | 'partial' | 'unreadable';
  unseen: UnseenPart[];
}

/** The identity of an event type. @public */
export interface EventTypeKey {
  source: string;
  detailType: string;
}

/** One contract, with who sends and receives it. @public */
export interface EventType extends EventTypeKey {
  /** `source@detail-type`, see {@link eventTypeId}. */
  id: string;
  /** Full ref of its API entity in the catalog. */
  entityRef: string;
  title: string;
  description?: string;
  ownerRef?: string;
  systemRef?: string;
  /** Latest version in the registry; absent where no contract is registered. */
  version?: string;
  versions: Array<{ version: string; createdAt?: string }>;
  schemaArn?: Arn;
  /** JSON Schema of `detail`; absent where the contract could not be read. */
  detailSchema?: Record<string, unknown>;
  producers: Producer[];
  consumers: Consumer[];
}

/** Why Busline says something. @public */
export interface Evidence {
  kind: 'declared' | 'granted' | 'routed' | 'observed';
  /** One sentence that names the file, policy, rule or metric. */
  because: string;
  arn?: Arn;
  /** When the source of this evidence was read, ISO 8601. */
  seenAt?: string;
}

/** Who a producer or consumer is, as far as it is known. @public */
export interface Party {
  /** Full entity ref; absent where no component could be matched. */
  componentRef?: string;
  /** Component title, else the name of the AWS resource or account. */
  name: string;
  ownerRef?: string;
  accountId?: string;
  accountName?: string;
}

/** Sends an event type. @public */
export interface Producer extends Party {
  evidence: Evidence[];
}

/** Receives an event type. @public */
export interface Consumer extends Party {
  /** Stable over scans: the ARN of the final target and the rule that feeds it. */
  id: string;
  /** Absent for a consumer that only the catalog declares. */
  arrivesAt?: Place;
  /** The part of the event pattern under `detail` and other fields beyond source and detail-type. */
  filter?: Record<string, unknown>;
  /** The same in words, one a field; empty means every event of the type. */
  filterWords: string[];
  /** From the hub bus to {@link Consumer.arrivesAt}, in order. */
  path: Hop[];
  /** `ok`: every hop has all it needs. `unknown`: a part could not be read. */
  health: 'ok' | 'broken' | 'unknown' | 'declared only';
  evidence: Evidence[];
}

/** Where an event is: a bus or a delivery target. @public */
export interface Place {
  kind: 'event bus' | 'queue' | 'function' | 'topic' | 'log group' | 'other';
  name: string;
  arn: Arn;
  accountId: string;
  /** Configured name, else the account id. */
  accountName: string;
  region: string;
}

/** One step of an event's way. @public */
export interface Hop {
  from: Place;
  to: Place;
  /** What sends the event on: today a rule's target. */
  via: { name: string; arn: Arn };
  needs: HopNeed[];
}

/** Something a hop needs in order to work. @public */
export interface HopNeed {
  kind: 'enabled' | 'role' | 'policy' | 'dead-letter queue';
  status: 'met' | 'missing' | 'unknown';
  /** What was looked at, for example the role's name. */
  what: string;
  arn?: Arn;
  /** What to do; set where the status is not `met`. */
  mend?: string;
}

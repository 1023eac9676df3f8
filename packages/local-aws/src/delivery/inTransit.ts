import {
  Accounts,
  beginUnfinished,
  defineTable,
  parseArn,
  Underway,
  unfinished,
} from '../accounts';
import { busAt, EventBus, rulesOf } from '../services/events/state';
import { EventInTransit } from './event';
import { Invocation } from './invocation';

/** An accepted event, or one delivery of it, that is not yet done with. */
export interface InTransitRow {
  readonly bus: string;
  readonly event: EventInTransit;
  /** Set for a delivery to one target. */
  readonly rule?: string;
  readonly targetId?: string;
  readonly retries?: number;
}

const IN_TRANSIT = defineTable<InTransitRow>('events/inTransit', 'platform', {
  isTraffic: true,
});

/**
 * What was accepted and is not delivered yet. It is written down only where
 * something outlives the process, so that no accepted event is lost.
 */
export class InTransit {
  readonly #accounts: Accounts;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  begin(row: InTransitRow): Underway {
    return beginUnfinished(this.#accounts, IN_TRANSIT, row);
  }

  /** What an earlier process left. */
  unfinished(): { row: InTransitRow; underway: Underway }[] {
    return unfinished(this.#accounts, IN_TRANSIT);
  }

  /** The bus of a row, unless it is gone. */
  busOf(row: InTransitRow): EventBus | undefined {
    const arn = parseArn(row.bus);
    const name = arn?.resource.slice('event-bus/'.length);
    return arn && name !== undefined
      ? busAt(this.#accounts, arn, name)
      : undefined;
  }

  /** The delivery of a row, unless the row is an event or its target is gone. */
  invocationOf(row: InTransitRow, bus: EventBus): Invocation | undefined {
    const rule =
      row.rule === undefined
        ? undefined
        : rulesOf(this.#accounts, bus).get(row.rule);
    const target = rule?.targets.get(row.targetId ?? '');
    return rule && target && { bus, rule, target, event: row.event };
  }
}

import { Arn, parseArn, Underway } from '../accounts';
import { Platform } from '../calls/platform';
import { RATES } from '../services/events/rates';
import { EventBus, Rule } from '../services/events/state';
import { FunctionResult, LambdaFunction } from '../services/lambda/state';
import { OBSERVERS } from '../services/observers';
import { BusRules } from './busRules';
import { bury, LastTry } from './deadLetter';
import { EventInTransit } from './event';
import { DeliveryFailure } from './failure';
import { DELIVERY_EFFECTS, failureOf } from './fault';
import { sendResult } from './functionResults';
import { InTransit } from './inTransit';
import { Invocation, Outcome, TargetKind } from './invocation';
import { nextTry } from './retry';
import { TARGET_KINDS } from './targets';

/**
 * Carries events from a bus through its rules to their targets. Nothing here
 * answers a caller: PutEvents has answered before the first rule is tried.
 */
export class Delivery {
  readonly #platform: () => Platform;
  readonly #rules: BusRules;
  readonly #inTransit: InTransit;
  #arrivals: { bus: EventBus; event: EventInTransit; underway: Underway }[] =
    [];
  /** Grows with each reset: what was underway before it is forgotten. */
  #generation = 0;
  #unanswered = 0;
  #waiting = 0;

  constructor(platform: () => Platform) {
    this.#platform = platform;
    const { accounts } = platform();
    this.#rules = new BusRules(accounts);
    this.#inTransit = new InTransit(accounts);
  }

  /** Events on a bus that are not yet routed, and deliveries not yet answered. */
  get pending(): number {
    return this.#arrivals.length + this.#unanswered;
  }

  /** Deliveries that failed, or were too many in a second, and wait for their next try. */
  get waitingForRetry(): number {
    return this.#waiting;
  }

  /** Puts an event on a bus; its rules see it as soon as the caller is answered. */
  publish(bus: EventBus, event: EventInTransit): void {
    this.#arrive(bus, event, this.#inTransit.begin({ bus: bus.arn, event }));
  }

  /** Sends an event to the targets of one rule, whatever its pattern says. */
  trigger(bus: EventBus, rule: Rule, event: EventInTransit): void {
    for (const observer of OBSERVERS) {
      observer.matched?.(bus, rule, event, this.#platform());
    }
    for (const target of rule.targets.values()) {
      this.#try({ bus, rule, target, event }, 0);
    }
  }

  /** Sends what became of an event that a function had to where the function says. */
  sendResult(lambda: LambdaFunction, arn: string, result: FunctionResult) {
    sendResult(this.#platform(), lambda, arn, result);
  }

  /** Goes on with what an earlier process had accepted and not delivered. */
  resume(): void {
    for (const { row, underway } of this.#inTransit.unfinished()) {
      const bus = this.#inTransit.busOf(row);
      const invocation = bus && this.#inTransit.invocationOf(row, bus);
      if (!bus) {
        underway.end();
      } else if (invocation) {
        this.#try(invocation, row.retries ?? 0, underway);
      } else {
        this.#arrive(bus, row.event, underway);
      }
    }
  }

  /** Forgets what is underway. */
  reset(): void {
    this.#generation++;
    this.#arrivals = [];
    this.#unanswered = 0;
    this.#waiting = 0;
    this.#rules.clear();
  }

  #arrive(bus: EventBus, event: EventInTransit, underway: Underway): void {
    this.#arrivals.push({ bus, event, underway });
    if (this.#arrivals.length === 1) {
      setImmediate(() => this.#drain());
    }
  }

  /** Routes what has arrived, in one go: receivers then find full batches. */
  #drain(): void {
    const arrivals = this.#arrivals;
    this.#arrivals = [];
    for (const { bus, event, underway } of arrivals) {
      try {
        this.#route(bus, event);
      } catch (error) {
        // Nobody waits for this: a fault here must not end the process.
        this.#platform().settings.logger.error(
          'Local AWS failed to route an event',
          { bus: bus.arn, event: event.envelope.id, error: `${error}` },
        );
      }
      underway.end();
    }
  }

  #route(bus: EventBus, event: EventInTransit): void {
    const platform = this.#platform();
    for (const observer of OBSERVERS) {
      observer.arrived?.(bus, event, platform);
    }
    const rules = this.#rules.match(bus, event);
    for (const observer of OBSERVERS) {
      observer.routed?.(bus, event, rules, platform);
    }
    for (const rule of rules) {
      this.trigger(bus, rule, event);
    }
  }

  /** Tries a target as soon as the account's quota of deliveries lets it. */
  #try(invocation: Invocation, retries: number, underway?: Underway): void {
    const platform = this.#platform();
    const { clock, part } = platform;
    const waitMs = part(RATES)(invocation.bus).invocations.claim(clock.now());
    if (waitMs <= 0) {
      this.#attempt(invocation, retries, underway);
      return;
    }
    for (const observer of OBSERVERS) {
      observer.throttled?.(invocation, platform);
    }
    const kept = underway ?? this.#inTransit.begin(toRow(invocation, retries));
    this.#later(clock.now() + waitMs, () =>
      this.#attempt(invocation, retries, kept),
    );
  }

  /** Does something at a time, unless all is forgotten by then. */
  #later(atMs: number, run: () => void): void {
    const generation = this.#generation;
    this.#waiting++;
    this.#platform().clock.at(atMs, () => {
      if (generation === this.#generation) {
        this.#waiting--;
        run();
      }
    });
  }

  #attempt(invocation: Invocation, retries: number, underway?: Underway): void {
    const platform = this.#platform();
    for (const observer of OBSERVERS) {
      observer.attempted?.(invocation, retries, platform);
    }
    const fault = faultOf(invocation, platform);
    if (fault?.effect === 'slow') {
      const kept =
        underway ?? this.#inTransit.begin(toRow(invocation, retries));
      this.#later(platform.clock.now() + (fault.delayMs ?? 0), () =>
        this.#handOver(invocation, retries, kept),
      );
    } else if (fault) {
      this.#conclude(invocation, retries, failureOf(fault), underway);
    } else {
      this.#handOver(invocation, retries, underway);
    }
  }

  #handOver(
    invocation: Invocation,
    retries: number,
    underway: Underway | undefined,
  ): void {
    const outcome = this.#deliver(invocation);
    if (!(outcome instanceof Promise)) {
      this.#conclude(invocation, retries, outcome, underway);
      return;
    }
    const generation = this.#generation;
    const kept = underway ?? this.#inTransit.begin(toRow(invocation, retries));
    this.#unanswered++;
    outcome
      .catch(
        (error): DeliveryFailure => ({
          code: 'INTERNAL_ERROR',
          message: `${error}`,
          isPassing: true,
        }),
      )
      .then(answer => {
        if (generation === this.#generation) {
          this.#unanswered--;
          this.#conclude(invocation, retries, answer, kept);
        }
      });
  }

  #deliver(invocation: Invocation): Outcome | Promise<Outcome> {
    const { Arn: text = '' } = invocation.target;
    const arn = parseArn(text);
    const kind = arn && kindOf(arn);
    return arn && kind
      ? kind.deliver(invocation, arn, this.#platform())
      : {
          code: 'SDK_CLIENT_ERROR',
          message: `Local AWS does not deliver to ${text}`,
        };
  }

  #conclude(
    invocation: Invocation,
    retries: number,
    failure: Outcome,
    underway: Underway | undefined,
  ): void {
    const platform = this.#platform();
    if (!failure) {
      for (const observer of OBSERVERS) {
        observer.delivered?.(invocation, retries, platform);
      }
      underway?.end();
      return;
    }
    const next = failure.isPassing
      ? nextTry(invocation.target.RetryPolicy, {
          retries,
          since: invocation.event.ingestedAt.getTime(),
          now: platform.clock.now(),
        })
      : ({ exhausted: 'NonRetryableError' } as const);
    const isLast = 'exhausted' in next;
    for (const observer of OBSERVERS) {
      observer.failed?.(invocation, failure, isLast, platform, retries);
    }
    if (isLast) {
      this.#giveUp(invocation, { failure, exhausted: next.exhausted, retries });
      underway?.end();
      return;
    }
    const row = toRow(invocation, retries + 1);
    const kept = this.#inTransit.begin(row);
    underway?.end();
    const askedMs = platform.clock.now() + (failure.retryAfterMs ?? 0);
    this.#later(Math.max(next.atMs, askedMs), () =>
      this.#try(invocation, retries + 1, kept),
    );
  }

  #giveUp(invocation: Invocation, lastTry: LastTry): void {
    const platform = this.#platform();
    const { logger } = platform.settings;
    const { rule, target } = invocation;
    const details = {
      rule: rule.arn,
      target: target.Arn ?? '',
      code: lastTry.failure.code,
      reason: lastTry.failure.message,
      retries: lastTry.retries,
    };
    logger.warn('An event did not reach its target', details);
    const queueArn = target.DeadLetterConfig?.Arn;
    if (!queueArn) {
      return;
    }
    const refusal = bury(invocation, lastTry, queueArn, platform);
    for (const observer of OBSERVERS) {
      observer.buried?.(invocation, !refusal, platform);
    }
    if (refusal) {
      logger.warn('An event did not reach its dead-letter queue', {
        ...details,
        deadLetterQueue: queueArn,
        reason: refusal.message,
      });
    }
  }
}

function kindOf(arn: Arn): TargetKind | undefined {
  return TARGET_KINDS.find(({ owns }) => owns(arn));
}

/** The injected fault that strikes a delivery, if one does. */
function faultOf({ target }: Invocation, { faults }: Platform) {
  // Nearly always: nothing has to be looked up.
  if (faults.list().length === 0) {
    return undefined;
  }
  const arn = parseArn(target.Arn ?? '');
  const struckAs = arn && kindOf(arn)?.struckAs;
  return (
    struckAs &&
    faults.strike({ ...struckAs, account: arn.account }, DELIVERY_EFFECTS)
  );
}

function toRow({ bus, rule, target, event }: Invocation, retries: number) {
  return {
    bus: bus.arn,
    event,
    rule: rule.name,
    targetId: target.Id,
    retries,
  };
}

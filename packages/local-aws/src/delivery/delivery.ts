import type { Target } from '@aws-sdk/client-eventbridge';
import { RuleSet } from '@busline/event-patterns';
import { Accounts, EventBus, parseArn, Rule } from '../accounts';
import { Settings } from '../options';
import { enqueue } from '../services/sqs/messages';
import { deadLetterMessage } from './deadLetter';
import { EventInTransit, onNextBus } from './event';
import { DeliveryFailure } from './failure';
import { checkDelivery, DeliverySource } from './permissions';
import { targetInput } from './targetInput';

const MAX_HOPS = 16;

/**
 * Carries events from a bus through its rules to their targets. Nothing here
 * answers a caller: PutEvents has answered before the first rule is tried.
 */
export class Delivery {
  readonly #accounts: Accounts;
  readonly #settings: Settings;
  readonly #rules = new WeakMap<EventBus, RuleSet<Rule>>();
  #pending = 0;

  constructor(accounts: Accounts, settings: Settings) {
    this.#accounts = accounts;
    this.#settings = settings;
  }

  /** Events that are on a bus but not yet routed. */
  get pending(): number {
    return this.#pending;
  }

  /** To be called when the rules of a bus changed. */
  rulesChanged(bus: EventBus): void {
    this.#rules.delete(bus);
  }

  /** Puts an event on a bus; its rules see it as soon as the caller is answered. */
  publish(bus: EventBus, event: EventInTransit): void {
    this.#pending++;
    setImmediate(() => {
      try {
        this.#route(bus, event);
      } catch (error) {
        // Nobody waits for this: a fault here must not end the process.
        this.#settings.logger.error('Local AWS failed to route an event', {
          bus: bus.arn,
          event: event.envelope.id,
          error: `${error}`,
        });
      } finally {
        this.#pending--;
      }
    });
  }

  #route(bus: EventBus, event: EventInTransit): void {
    for (const rule of this.#rulesOf(bus).match(event.envelope)) {
      if (rule.state === 'DISABLED') {
        continue;
      }
      for (const target of rule.targets.values()) {
        const failure = this.#deliver({ bus, rule }, target, event);
        if (failure) {
          this.#bury({ bus, rule }, target, event, failure);
        }
      }
    }
  }

  #rulesOf(bus: EventBus): RuleSet<Rule> {
    let rules = this.#rules.get(bus);
    if (!rules) {
      rules = new RuleSet();
      for (const rule of bus.rules.values()) {
        if (rule.pattern) {
          rules.add(rule, rule.pattern);
        }
      }
      this.#rules.set(bus, rules);
    }
    return rules;
  }

  #deliver(
    source: DeliverySource,
    target: Target,
    event: EventInTransit,
  ): DeliveryFailure | undefined {
    const arn = parseArn(target.Arn ?? '');
    if (arn?.service === 'events' && arn.resource.startsWith('event-bus/')) {
      return this.#deliverToBus(source, target, event);
    }
    if (arn?.service === 'sqs') {
      return this.#deliverToQueue(source, target, event);
    }
    return {
      code: 'SDK_CLIENT_ERROR',
      message: `Local AWS delivers to event buses and SQS queues, not to ${target.Arn}`,
    };
  }

  #deliverToBus(
    source: DeliverySource,
    target: Target,
    event: EventInTransit,
  ): DeliveryFailure | undefined {
    const arn = target.Arn ?? '';
    const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
    const crossesAccounts = account !== source.bus.account;
    if (crossesAccounts && event.cameFromAnotherAccount) {
      return {
        code: 'THIRD_ACCOUNT_HOP_DETECTED',
        message:
          'The event came from another account and cannot be sent on to a third account',
      };
    }
    if (event.hops >= MAX_HOPS) {
      return {
        code: 'INVALID_PARAMETER',
        message: `The event has been on ${MAX_HOPS} event buses: the rules send it round`,
      };
    }
    if (!target.RoleArn) {
      return {
        code: 'NO_PERMISSIONS',
        message: `The target ${arn} is an event bus and needs a RoleArn`,
      };
    }
    const bus = this.#accounts
      .region({ account, region })
      .buses.get(resource.slice('event-bus/'.length));
    const { source: eventSource, 'detail-type': detailType } = event.envelope;
    const failure = checkDelivery(
      target.RoleArn,
      {
        action: 'events:PutEvents',
        resourceArn: arn,
        resourceAccount: account,
        resourcePolicy: bus?.policy,
        context: {
          'events:source': eventSource,
          'events:detail-type': detailType,
          'events:eventBusInvocation': 'true',
        },
      },
      source,
      this.#platform,
    );
    if (failure) {
      return failure;
    }
    if (!bus) {
      return { code: 'NO_RESOURCE', message: `No event bus ${arn}` };
    }
    this.publish(bus, onNextBus(event, crossesAccounts));
    return undefined;
  }

  #findQueue(arn: string) {
    const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
    return this.#accounts.region({ account, region }).queues.get(resource);
  }

  #deliverToQueue(
    source: DeliverySource,
    target: Target,
    event: EventInTransit,
  ): DeliveryFailure | undefined {
    const arn = target.Arn ?? '';
    const queue = this.#findQueue(arn);
    if (!queue) {
      return { code: 'NO_RESOURCE', message: `No queue ${arn}` };
    }
    const failure = checkDelivery(
      target.RoleArn,
      {
        action: 'sqs:SendMessage',
        resourceArn: arn,
        resourceAccount: queue.account,
        resourcePolicy: queue.policy,
      },
      source,
      this.#platform,
    );
    if (failure) {
      return failure;
    }
    enqueue(queue, {
      body: targetInput(target, source.rule, event),
      senderId: 'events.amazonaws.com',
    });
    return undefined;
  }

  /** Sends an event that failed to the target's dead-letter queue, if it may. */
  #bury(
    source: DeliverySource,
    target: Target,
    event: EventInTransit,
    failure: DeliveryFailure,
  ): void {
    const { logger } = this.#settings;
    const details = {
      rule: source.rule.arn,
      target: target.Arn ?? '',
      code: failure.code,
      reason: failure.message,
    };
    logger.warn('An event did not reach its target', details);
    const arn = target.DeadLetterConfig?.Arn;
    if (!arn) {
      return;
    }
    const queue = this.#findQueue(arn);
    const refusal = queue
      ? checkDelivery(
          undefined,
          {
            action: 'sqs:SendMessage',
            resourceArn: arn,
            resourceAccount: queue.account,
            resourcePolicy: queue.policy,
          },
          source,
          this.#platform,
        )
      : { code: 'NO_RESOURCE', message: `No queue ${arn}` };
    if (queue && !refusal) {
      enqueue(queue, deadLetterMessage(source, target, event, failure));
    } else {
      logger.warn('An event did not reach its dead-letter queue', {
        ...details,
        deadLetterQueue: arn,
        reason: refusal?.message ?? '',
      });
    }
  }

  get #platform() {
    return { accounts: this.#accounts, settings: this.#settings };
  }
}

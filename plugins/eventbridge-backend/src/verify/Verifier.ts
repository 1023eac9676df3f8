import { randomUUID } from 'node:crypto';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InputError } from '@backstage/errors';
import {
  hubBusArn,
  Plan,
  planOnboarding,
  Platform,
  RunResult,
  testEvent,
  WantedSubscription,
} from '@busline/backstage-plugin-eventbridge-common';
import { queueUrl } from '../apply/queue';
import { AwsClients } from '../aws/clients';
import { refuseFailedEntries } from '../aws/failedEntries';
import { RunContext } from '../runs/RunContext';
import { sentences } from '../runs/sentences';
import { TopologyService } from '../topology/TopologyService';
import { missingOnTheWay } from './brokenHop';
import { deadLetterQueuesOf, findDeadLetter } from './deadLetters';
import { eventWithMarker } from './deliveredEvent';
import { BusyQueueError, PoliteReceiver } from './PoliteReceiver';

/** Short enough to look at dead-letter queues and for a cancel meanwhile. */
const LONG_POLL_SECONDS = 2;

const DEFAULT_TIMEOUT_MS = 30_000;

/** The test event did not arrive; the message says why, as far as is known. */
export class NotDeliveredError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NotDeliveredError';
  }
}

/** Proves a subscription with a real event. */
export class Verifier {
  readonly #platform: Platform;
  readonly #clients: AwsClients;
  readonly #topology: TopologyService;

  constructor(deps: {
    platform: Platform;
    clients: AwsClients;
    topology: TopologyService;
  }) {
    this.#platform = deps.platform;
    this.#clients = deps.clients;
    this.#topology = deps.topology;
  }

  /**
   * Sends an event that the subscription's filter lets through to the hub bus
   * and takes it out of the consumer's queue.
   *
   * @throws {@link NotDeliveredError}
   */
  async verify(
    wanted: WantedSubscription,
    run: RunContext,
    timeoutMs: number = DEFAULT_TIMEOUT_MS,
  ): Promise<RunResult> {
    const plan = planOnboarding(wanted, await this.#topology.observed());
    const { delivery, eventType } = plan;
    if (plan.problems.length > 0 || !delivery) {
      throw new InputError(
        `There is nothing to verify: ${sentences(
          ...plan.problems.flatMap(({ message, mend }) => [message, mend]),
        )}`,
      );
    }
    const consumer = this.#clients.in(
      delivery.accountId,
      delivery.region,
      'apply',
    );
    const url = await queueUrl(consumer, delivery.queueName, run.signal);
    if (!url) {
      throw new NotDeliveredError(
        `Queue ${delivery.queueName} does not exist yet. Apply the subscription first.`,
      );
    }

    const marker = `busline:test-event:${randomUUID()}`;
    const sentAt = Date.now();
    const eventId = await this.#send(wanted, plan, marker);
    await run.log.write(
      'info',
      `Sent test event ${eventId} of type ${eventType.id} to bus ${
        this.#platform.hub.busName
      }`,
      hubBusArn(this.#platform),
    );

    const receiver = new PoliteReceiver(consumer.sqs, url);
    try {
      const event = await this.#receive(
        receiver,
        plan,
        marker,
        sentAt + timeoutMs,
        run.signal,
      );
      if (!event) {
        throw await this.#explain(plan, timeoutMs);
      }
      const deliveredInMs = Date.now() - sentAt;
      await run.log.write(
        'info',
        `Arrived in queue ${delivery.queueName} after ${deliveredInMs} ms`,
        delivery.queueArn,
      );
      return {
        kind: 'verify',
        deliveredInMs,
        queueArn: delivery.queueArn,
        event,
      };
    } catch (error) {
      throw error instanceof BusyQueueError
        ? await this.#explain(plan, timeoutMs, error)
        : error;
    } finally {
      await receiver.release();
    }
  }

  async #send(
    wanted: WantedSubscription,
    plan: Plan,
    marker: string,
  ): Promise<string> {
    const { hub } = this.#platform;
    const topology = await this.#topology.topology();
    const entry = testEvent({
      eventType: plan.eventType,
      filter: wanted.filter,
      contractSchema: topology.eventTypes.find(
        ({ id }) => id === plan.eventType.id,
      )?.detailSchema,
      marker,
    });
    const { eventbridge } = this.#clients.in(
      hub.accountId,
      hub.region,
      'apply',
    );
    const answer = await eventbridge.send(
      new PutEventsCommand({
        Entries: [{ ...entry, EventBusName: hub.busName }],
      }),
    );
    refuseFailedEntries('PutEvents', answer.FailedEntryCount, answer.Entries);
    return answer.Entries?.[0]?.EventId ?? '';
  }

  /** The event, or `undefined` where it did not arrive in time. */
  async #receive(
    receiver: PoliteReceiver,
    plan: Plan,
    marker: string,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<Record<string, unknown> | undefined> {
    const deadLetterQueues = deadLetterQueuesOf(plan);
    for (;;) {
      const remainingSeconds = Math.ceil((deadlineMs - Date.now()) / 1000);
      if (remainingSeconds <= 0) {
        return undefined;
      }
      signal.throwIfAborted();
      const message = await receiver.find(
        candidate => eventWithMarker(candidate, marker) !== undefined,
        Math.min(LONG_POLL_SECONDS, remainingSeconds),
      );
      const event = message && eventWithMarker(message, marker);
      if (event) {
        return event;
      }
      const deadLetter = await findDeadLetter(
        this.#clients,
        this.#platform.accounts,
        deadLetterQueues,
        marker,
      );
      if (deadLetter) {
        throw new NotDeliveredError(deadLetter);
      }
    }
  }

  async #explain(
    plan: Plan,
    timeoutMs: number,
    cause?: BusyQueueError,
  ): Promise<NotDeliveredError> {
    const queueArn = plan.delivery?.queueArn ?? '';
    const missing = missingOnTheWay(
      await this.#topology.topology(),
      plan.eventType.id,
      queueArn,
    );
    const start =
      cause?.message ??
      `The test event did not arrive within ${timeoutMs / 1000} s`;
    return new NotDeliveredError(
      missing.length > 0
        ? sentences(start, ...missing)
        : sentences(
            start,
            'Every hop has what it needs, and no dead-letter queue holds the event',
            'Perhaps a running consumer took it from the queue first',
          ),
      cause,
    );
  }
}

/** Puts events, drains queues and counts that every delivery comes exactly once. */
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { entry, readDelivered } from './localAwsEvents.mjs';
import { openCount, openLedger } from './localAwsLedger.mjs';
import { messagesIn } from './localAwsSetup.mjs';

export const BATCH = 10;
const WAIT_SECONDS = 20;
/** Without any delivery for so long, what is missing is lost. */
const SILENCE_MS = 20_000;

/** Puts events with numbers from `first` on; an entry that is refused ends the run. */
export async function putBatch(events, bus, first, count = BATCH) {
  const { FailedEntryCount, Entries } = await events.send(
    new PutEventsCommand({
      Entries: Array.from({ length: count }, (_, i) => entry(bus, first + i)),
    }),
  );
  if (FailedEntryCount > 0) {
    throw new Error(`PutEvents refused entries: ${JSON.stringify(Entries)}`);
  }
}

/** Runs `task(0)` to `task(count - 1)`, so many at a time. */
export async function inFlight(width, count, task) {
  let next = 0;
  const work = async () => {
    while (next < count) {
      await task(next++);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
}

/**
 * Puts batches at a steady rate, whether or not earlier ones were answered.
 *
 * @returns seconds it took; more than planned when this process could not keep up
 */
export async function putSteadily({ perSecond, batch, count, put, signal }) {
  const startedAt = performance.now();
  const calls = [];
  const gapMs = (batch / perSecond) * 1000;
  for (let number = 0; number < count && !signal?.aborted; number += batch) {
    const waitMs = startedAt + (number / batch) * gapMs - performance.now();
    if (waitMs > 0) {
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
    const call = put(number, Math.min(batch, count - number));
    // Awaited below; a failure must not count as unhandled until then.
    call.catch(() => {});
    calls.push(call);
  }
  await Promise.all(calls);
  return (performance.now() - startedAt) / 1000;
}

/**
 * Receives and deletes what comes to a queue until stopped.
 *
 * @returns `failed`, which rejects when a call fails, and `stop()`
 */
export function drain(queue, pollers, onMessage) {
  const ending = new AbortController();
  const receive = async () => {
    try {
      const { Messages = [] } = await queue.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue.url,
          MaxNumberOfMessages: BATCH,
          WaitTimeSeconds: WAIT_SECONDS,
        }),
        { abortSignal: ending.signal },
      );
      return Messages;
    } catch (error) {
      if (ending.signal.aborted) {
        return [];
      }
      throw error;
    }
  };
  const poll = async () => {
    while (!ending.signal.aborted) {
      const messages = await receive();
      if (messages.length > 0) {
        const receivedAt = performance.now();
        messages.forEach(({ Body }) => onMessage(Body, receivedAt));
        const { Failed = [] } = await queue.sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl: queue.url,
            Entries: messages.map(({ ReceiptHandle }, i) => ({
              Id: String(i),
              ReceiptHandle,
            })),
          }),
        );
        if (Failed.length > 0) {
          throw new Error(`Messages not deleted: ${JSON.stringify(Failed)}`);
        }
      }
    }
  };
  const all = Promise.all(Array.from({ length: pollers }, poll));
  all.catch(() => {});
  return {
    failed: all,
    stop: async () => {
      ending.abort();
      await all;
    },
  };
}

/**
 * Drains queues that shall each get events 0 to `count - 1` exactly once.
 *
 * @param isConstant - the server hands out one message for all events, so
 * that they are counted and not told apart
 * @param onLatency - told milliseconds from put to received of each delivery
 * @returns the `ledger`; `lastAt`, when the last delivery came; `arrived()`,
 * which settles when all are there and rejects with what is missing or doubled
 */
export function expectOnce(
  queues,
  count,
  { pollers = 2, isConstant = false, onLatency = () => {} } = {},
) {
  const ledger = isConstant
    ? openCount(queues.length, count)
    : openLedger(queues.length, count);
  let lastAt = performance.now();
  let announce;
  const complete = new Promise(resolve => {
    announce = resolve;
  });
  const drains = queues.map((queue, q) =>
    drain(queue, pollers, (body, receivedAt) => {
      const { number, putAt } = readDelivered(body);
      ledger.note(q, number);
      onLatency(receivedAt - putAt);
      lastAt = receivedAt;
      if (ledger.remaining === 0) {
        announce();
      }
    }),
  );
  /** Settles when nothing has come for too long. */
  const silence = ended =>
    new Promise(resolve => {
      const timer = setInterval(() => {
        if (ended.aborted || performance.now() - lastAt > SILENCE_MS) {
          clearInterval(timer);
          resolve();
        }
      }, 1000);
      ended.addEventListener('abort', () => clearInterval(timer));
    });

  return {
    ledger,
    get lastAt() {
      return lastAt;
    },
    arrived: async () => {
      const ended = new AbortController();
      const failures = drains.map(({ failed }) => failed);
      await Promise.race([complete, silence(ended.signal), ...failures]);
      ended.abort();
      await Promise.all(drains.map(one => one.stop()));
      const problems = ledger.problems();
      for (const [q, queue] of queues.entries()) {
        const left = await messagesIn(queue);
        if (left > 0) {
          problems.push(`queue ${q}: ${left} messages are left`);
        }
      }
      if (problems.length > 0) {
        throw new Error(
          `Not every event came exactly once: ${problems.join('; ')}`,
        );
      }
    },
  };
}

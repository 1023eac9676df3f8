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

/** Settles when `isDone`, or when `lastAt` lies too far back; looks each time it is told to. */
function waiting(isDone, lastAt) {
  let look;
  const over = new Promise(resolve => {
    const timer = setInterval(() => {
      if (performance.now() - lastAt() > SILENCE_MS) {
        look(true);
      }
    }, 1000);
    look = isSilent => {
      if (isSilent || isDone()) {
        clearInterval(timer);
        resolve();
      }
    };
    look(false);
  });
  return { over, look: () => look(false) };
}

/**
 * Drains queues that shall each get events 0 to `count - 1` exactly once.
 *
 * @param isConstant - the server hands out one message for all events, so
 * that they are counted and not told apart
 * @param onDelivery - told the number of each event that is received and the
 * milliseconds since it was put
 * @returns the `ledger`; `lastAt()`, when the last delivery came;
 * `received(number)`, which waits for as many events as that; `arrived()`,
 * which waits for all, ends the draining and rejects with what is missing or
 * came twice
 */
export function expectOnce(
  queues,
  count,
  { pollers = 2, isConstant = false, onDelivery = () => {} } = {},
) {
  const ledger = isConstant
    ? openCount(queues.length, count)
    : openLedger(queues.length, count);
  let lastAt = performance.now();
  let waiter;
  const drains = queues.map((queue, q) =>
    drain(queue, pollers, (body, receivedAt) => {
      const { number, putAt } = readDelivered(body);
      ledger.note(q, number);
      onDelivery(number, receivedAt - putAt);
      lastAt = receivedAt;
      waiter?.look();
    }),
  );
  const received = async number => {
    lastAt = performance.now();
    const later = queues.length * (count - number);
    waiter = waiting(
      () => ledger.remaining <= later,
      () => lastAt,
    );
    await Promise.race([waiter.over, ...drains.map(({ failed }) => failed)]);
    waiter = undefined;
  };
  return {
    ledger,
    lastAt: () => lastAt,
    received,
    arrived: async () => {
      await received(count);
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

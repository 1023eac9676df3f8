import type { RetryPolicy } from '@aws-sdk/client-eventbridge';

const DEFAULT_ATTEMPTS = 185;
const DEFAULT_AGE_SECONDS = 86_400;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Why a delivery is not tried again, in the words of dead letters. */
export type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** What to do about a delivery that failed and may be tried again. */
export type NextTry = { atMs: number } | { exhausted: Exhausted };

/**
 * When to try a delivery again ("Retry policy and using dead-letter queues":
 * for 24 hours and up to 185 times unless the target says otherwise, with
 * exponential back-off and jitter). AWS does not tell the waits: here they
 * begin at one second and double up to a quarter of an hour.
 *
 * @param retries - how often it has been tried again already
 * @param since - when the event came to the bus, in milliseconds
 * @param jitter - from 0 to 1
 */
export function nextTry(
  policy: RetryPolicy | undefined,
  { retries, since, now }: { retries: number; since: number; now: number },
  jitter: number = Math.random(),
): NextTry {
  if (retries >= (policy?.MaximumRetryAttempts ?? DEFAULT_ATTEMPTS)) {
    return { exhausted: 'MaximumRetryAttempts' };
  }
  const untilMs =
    since + (policy?.MaximumEventAgeInSeconds ?? DEFAULT_AGE_SECONDS) * 1000;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** retries, LONGEST_WAIT_MS);
  const atMs = now + wait / 2 + (wait / 2) * jitter;
  return atMs > untilMs ? { exhausted: 'MaximumEventAgeInSeconds' } : { atMs };
}

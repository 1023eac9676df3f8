import {
  beginUnfinished,
  defineTable,
  Place,
  Underway,
  unfinished,
} from '../../accounts';
import { Platform } from '../../calls/platform';
import { MessageAttribute } from '../sqs/state';
import { functionAt } from './functions';
import { Run, runFunction } from './run';
import { LambdaFunction } from './state';

/** "Error handling for asynchronous invocation": a minute, then two. */
const WAITS_AFTER_ERROR_MS = [60_000, 120_000];
const MAX_AGE_SECONDS = 6 * 3_600;
const LONGEST_WAIT_MS = 300_000;

/** An event that a function is invoked with until it takes it. */
interface Attempt {
  lambda: LambdaFunction;
  payload: string | Uint8Array;
  since: number;
  /** Tries that ended in an error of the function. */
  errors: number;
  /** Tries that did not reach the function. */
  failures: number;
}

/** An event that a function has not taken yet. */
interface AttemptRow extends Omit<Attempt, 'lambda'> {
  lambda: Place & { name: string };
}

const ATTEMPTS = defineTable<AttemptRow>('lambda/attempts', 'platform', {
  isTraffic: true,
});

function keep({ accounts }: Platform, { lambda, ...attempt }: Attempt) {
  const { account, region, name } = lambda;
  return beginUnfinished(accounts, ATTEMPTS, {
    ...attempt,
    lambda: { account, region, name },
  });
}

/** How it ended, in the words of destination records. */
type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

function begin(
  { clock }: Platform,
  lambda: LambdaFunction,
  payload: Attempt['payload'],
): Attempt {
  return { lambda, payload, since: clock.now(), errors: 0, failures: 0 };
}

/** Invokes a function with an event, now and as often as Lambda would. */
export function invokeLater(
  platform: Platform,
  lambda: LambdaFunction,
  payload: string | Uint8Array,
): void {
  const attempt = begin(platform, lambda, payload);
  tryNow(platform, attempt, keep(platform, attempt));
}

/** Goes on with events that an earlier process had taken on. */
export function resumeInvocations(platform: Platform): void {
  for (const { row, underway } of unfinished(platform.accounts, ATTEMPTS)) {
    tryAgain(platform, row, underway);
  }
}

/** Goes on after a first try that reached the function. */
export function goOn(
  platform: Platform,
  lambda: LambdaFunction,
  payload: string | Uint8Array,
  first: Run,
): void {
  conclude(platform, begin(platform, lambda, payload), first);
}

function tryNow(
  platform: Platform,
  attempt: Attempt,
  underway: Underway,
): void {
  runFunction(platform, attempt.lambda, attempt.payload).then(
    outcome => conclude(platform, attempt, outcome, underway),
    error => {
      underway.end();
      platform.settings.logger.error('Local AWS failed to run a function', {
        function: attempt.lambda.arn,
        error: `${error}`,
      });
    },
  );
}

function tryAgain(
  platform: Platform,
  { lambda, ...attempt }: AttemptRow,
  underway: Underway,
): void {
  // It may have been changed or deleted meanwhile.
  const current = functionAt(platform, lambda, lambda.name);
  if (current) {
    tryNow(platform, { ...attempt, lambda: current }, underway);
  } else {
    underway.end();
  }
}

/** When to try again, or how it ended. */
function nextTry(
  attempt: Attempt,
  outcome: Run,
  now: number,
): { waitMs: number; attempt: Attempt } | Condition {
  const { eventInvoke } = attempt.lambda;
  let { errors, failures } = attempt;
  let waitMs: number | undefined;
  if (outcome.kind === 'answer') {
    if (outcome.functionError === undefined) {
      return 'Success';
    }
    waitMs = WAITS_AFTER_ERROR_MS[errors++];
    if (errors > (eventInvoke?.maxRetries ?? WAITS_AFTER_ERROR_MS.length)) {
      waitMs = undefined;
    }
  } else if (outcome.because !== 'no address') {
    waitMs = Math.min(1_000 * 2 ** failures++, LONGEST_WAIT_MS);
  }
  if (waitMs === undefined) {
    return 'RetriesExhausted';
  }
  const maxAgeMs = (eventInvoke?.maxAgeSeconds ?? MAX_AGE_SECONDS) * 1000;
  return now + waitMs - attempt.since > maxAgeMs
    ? 'EventAgeExceeded'
    : { waitMs, attempt: { ...attempt, errors, failures } };
}

function conclude(
  platform: Platform,
  attempt: Attempt,
  outcome: Run,
  underway?: Underway,
): void {
  // What is kept of it goes on after a restart.
  if (outcome.kind === 'failure' && outcome.because === 'called off') {
    return;
  }
  const { clock } = platform;
  const next = nextTry(attempt, outcome, clock.now());
  if (typeof next === 'string') {
    finish(platform, attempt, outcome, next);
    underway?.end();
    return;
  }
  const kept = keep(platform, next.attempt);
  underway?.end();
  clock.at(clock.now() + next.waitMs, () =>
    tryAgain(platform, next.attempt, kept),
  );
}

function textOf(outcome: Run): string {
  return outcome.kind === 'answer'
    ? outcome.payload.toString('utf8')
    : outcome.reason;
}

/** JSON where it is some, and text otherwise. */
function readPayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** "Capturing records of Lambda asynchronous invocations": invocation record. */
function recordOf(
  { lambda, payload, errors, failures }: Attempt,
  outcome: Run,
  condition: Condition,
  { clock }: Platform,
): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: clock.date().toISOString(),
    requestContext: {
      requestId: outcome.requestId,
      functionArn: `${lambda.arn}:$LATEST`,
      condition,
      approximateInvokeCount: errors + failures + 1,
    },
    requestPayload: readPayload(Buffer.from(payload).toString('utf8')),
    ...(outcome.kind === 'answer' && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: outcome.functionError,
      },
      responsePayload: readPayload(textOf(outcome)),
    }),
  });
}

const attribute = (
  DataType: string,
  StringValue: string,
): MessageAttribute => ({
  DataType,
  StringValue,
});

/** Tells who wants to know how an event ended. */
function finish(
  platform: Platform,
  attempt: Attempt,
  outcome: Run,
  condition: Condition,
): void {
  const { lambda, payload } = attempt;
  const isSuccess = condition === 'Success';
  const { onSuccess, onFailure } = lambda.eventInvoke ?? {};
  const destination = isSuccess ? onSuccess : onFailure;
  const detailType = `Lambda Function Invocation Result - ${
    isSuccess ? 'Success' : 'Failure'
  }`;
  const send = (
    arn: string,
    result: { body: string; attributes?: Map<string, MessageAttribute> },
  ) => platform.delivery.sendResult(lambda, arn, { ...result, detailType });
  if (destination !== undefined) {
    const body = recordOf(attempt, outcome, condition, platform);
    send(destination, { body });
  }
  if (isSuccess) {
    return;
  }
  const reason = textOf(outcome);
  platform.settings.logger.warn('A function did not take an event', {
    function: lambda.arn,
    reason,
  });
  const deadLetterArn = lambda.settings.DeadLetterConfig?.TargetArn;
  if (deadLetterArn) {
    // "Adding a dead-letter queue": the event as it is, and why in attributes.
    send(deadLetterArn, {
      body: Buffer.from(payload).toString('utf8'),
      attributes: new Map([
        ['RequestID', attribute('String', outcome.requestId)],
        [
          'ErrorCode',
          attribute('Number', outcome.kind === 'answer' ? '200' : '500'),
        ],
        [
          'ErrorMessage',
          attribute('String', reason.slice(0, 1024) || 'Unhandled'),
        ],
      ]),
    });
  }
}

import { randomUUID } from 'node:crypto';
import { parseArn } from '../../accounts';
import { decide } from '../../calls/authorise';
import { Platform } from '../../calls/platform';
import { enqueue } from '../sqs/messages';
import { MessageAttribute, QUEUES } from '../sqs/state';
import { functionAt } from './functions';
import { Run, runFunction } from './run';
import { LambdaFunction } from './state';

/** "Error handling for asynchronous invocation": a minute, then two. */
const WAITS_AFTER_ERROR_MS = [60_000, 120_000];
const MAX_AGE_MS = 6 * 3_600_000;
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

/** Whether a run took the event. */
export function isDone(run: Run): boolean {
  return run.kind === 'answer' && run.functionError === undefined;
}

/** Invokes a function with an event, now and as often as Lambda would. */
export function invokeLater(
  platform: Platform,
  lambda: LambdaFunction,
  payload: string | Uint8Array,
): void {
  const since = platform.clock.now();
  tryNow(platform, { lambda, payload, since, errors: 0, failures: 0 });
}

/** Goes on after a first try that ended in an error of the function. */
export function retryAfterError(
  platform: Platform,
  lambda: LambdaFunction,
  payload: string | Uint8Array,
  first: Run,
): void {
  const since = platform.clock.now();
  conclude(platform, { lambda, payload, since, errors: 0, failures: 0 }, first);
}

function tryNow(platform: Platform, attempt: Attempt): void {
  runFunction(platform, attempt.lambda, attempt.payload).then(
    outcome => conclude(platform, attempt, outcome),
    error =>
      platform.settings.logger.error('Local AWS failed to run a function', {
        function: attempt.lambda.arn,
        error: `${error}`,
      }),
  );
}

/** When to try again, or nothing when it is over. */
function nextTry(
  attempt: Attempt,
  outcome: Run,
  now: number,
): { waitMs: number; attempt: Attempt } | undefined {
  let next: { waitMs: number; attempt: Attempt } | undefined;
  if (outcome.kind === 'answer') {
    const waitMs = WAITS_AFTER_ERROR_MS[attempt.errors];
    const errors = attempt.errors + 1;
    next =
      waitMs === undefined
        ? undefined
        : { waitMs, attempt: { ...attempt, errors } };
  } else if (outcome.because !== 'no address') {
    const { failures } = attempt;
    const waitMs = Math.min(1_000 * 2 ** failures, LONGEST_WAIT_MS);
    next = { waitMs, attempt: { ...attempt, failures: failures + 1 } };
  }
  return next && now + next.waitMs - attempt.since <= MAX_AGE_MS
    ? next
    : undefined;
}

function conclude(platform: Platform, attempt: Attempt, outcome: Run): void {
  if (isDone(outcome)) {
    return;
  }
  const { clock } = platform;
  const next = nextTry(attempt, outcome, clock.now());
  if (!next) {
    bury(platform, attempt, outcome);
    return;
  }
  clock.at(clock.now() + next.waitMs, () => {
    const { lambda } = attempt;
    // It may have been changed or deleted meanwhile.
    const current = functionAt(platform, lambda, lambda.name);
    if (current) {
      tryNow(platform, { ...next.attempt, lambda: current });
    }
  });
}

const text = (StringValue: string): MessageAttribute => ({
  DataType: 'String',
  StringValue,
});

/**
 * Sends an event that was not taken to the function's dead-letter queue, as the
 * function's role ("Adding a dead-letter queue").
 */
function bury(platform: Platform, attempt: Attempt, outcome: Run): void {
  const { lambda, payload } = attempt;
  const { logger } = platform.settings;
  const reason =
    outcome.kind === 'answer' ? outcome.payload.toString() : outcome.reason;
  logger.warn('A function did not take an event', {
    function: lambda.arn,
    reason,
  });
  const queueArn = lambda.settings.DeadLetterConfig?.TargetArn;
  const arn = queueArn ? parseArn(queueArn) : undefined;
  if (!queueArn || arn?.service !== 'sqs') {
    return;
  }
  const queue = platform.accounts.table(QUEUES, arn).get(arn.resource);
  const roleArn = lambda.settings.Role ?? '';
  const refusal = decide(
    {
      kind: 'session',
      account: lambda.account,
      roleArn,
      arn: `${roleArn
        .replace(':iam:', ':sts:')
        .replace(':role/', ':assumed-role/')}/${lambda.name}`,
    },
    {
      action: 'sqs:SendMessage',
      resourceArn: queueArn,
      resourceAccount: arn.account,
      resourcePolicy: queue?.policy,
      region: lambda.region,
    },
    platform,
  ).message;
  if (!queue || refusal) {
    logger.warn('An event did not reach the dead-letter queue of a function', {
      function: lambda.arn,
      reason: refusal ?? `No queue ${queueArn}`,
    });
    return;
  }
  enqueue(platform, queue, {
    body: Buffer.from(payload).toString(),
    senderId: lambda.name,
    attributes: new Map([
      [
        'RequestID',
        text(outcome.kind === 'failure' ? outcome.requestId : randomUUID()),
      ],
      [
        'ErrorCode',
        {
          DataType: 'Number',
          StringValue: outcome.kind === 'answer' ? '200' : '500',
        },
      ],
      ['ErrorMessage', text(reason.slice(0, 1024) || 'Unhandled')],
    ]),
  });
}

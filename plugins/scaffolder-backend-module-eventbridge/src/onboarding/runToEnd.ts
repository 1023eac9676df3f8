import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Run, RunResult } from '@busline/backstage-plugin-eventbridge-common';
import { EventbridgeService } from '@busline/backstage-plugin-eventbridge-node';
import { logRunEntry } from '../text/logRunEntry';
import { OnboardingRefusedError } from './OnboardingRefusedError';

/** What following a run needs of an action's context. */
export interface RunContext {
  eventbridge: EventbridgeService;
  credentials: BackstageCredentials;
  logger: LoggerService;
  /** Aborted when somebody cancels the task. */
  signal?: AbortSignal;
}

/**
 * Starts a run and stays with it to its end, with each of its lines in the
 * task's log. A cancelled task cancels the run and still follows it, so that
 * the log tells what was undone.
 *
 * @throws OnboardingRefusedError where the run failed or was cancelled; the
 *   message is the run's own, which names what happened and the mend
 */
export async function runToEnd<K extends Run['kind']>(
  kind: K,
  start: () => Promise<Run>,
  context: RunContext,
): Promise<Extract<RunResult, { kind: K }>> {
  const { eventbridge, credentials, logger, signal } = context;
  signal?.throwIfAborted();
  const { id } = await start();
  const run = await eventbridge.followRun(id, {
    credentials,
    signal,
    onLog: entry => logRunEntry(logger, entry),
  });
  const { result } = run;
  if (run.status === 'succeeded' && result && isKind(kind, result)) {
    return result;
  }
  throw new OnboardingRefusedError(
    run.error ?? `Run ${id} ended as ${run.status} and gave no reason.`,
  );
}

function isKind<K extends Run['kind']>(
  kind: K,
  result: RunResult,
): result is Extract<RunResult, { kind: K }> {
  return result.kind === kind;
}

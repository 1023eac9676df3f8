import { setTimeout as delay } from 'node:timers/promises';
import { Run, RunLogEntry } from '@busline/backstage-plugin-eventbridge-common';
import { EventbridgeService, FollowRunOptions } from './EventbridgeService';

/** How often a run is asked after: quick enough to feel live. */
const POLL_MS = 500;

/** Polls a run until it has ended; see {@link EventbridgeService.followRun}. */
export async function followRun(
  service: Pick<EventbridgeService, 'getRun' | 'cancelRun'>,
  id: string,
  options: FollowRunOptions,
): Promise<Run> {
  const { credentials, onLog, signal } = options;
  const log: RunLogEntry[] = [];
  let cancelAsked = false;

  for (;;) {
    if (signal?.aborted && !cancelAsked) {
      cancelAsked = true;
      await service.cancelRun(id, { credentials });
    }
    const after = log[log.length - 1]?.seq ?? 0;
    const run = await service.getRun(id, { credentials, after });
    for (const entry of run.log) {
      log.push(entry);
      onLog?.(entry);
    }
    if (run.status !== 'running') {
      return { ...run, log };
    }
    await pause(cancelAsked ? undefined : signal);
  }
}

/** An abort only ends the pause: the run is then cancelled and followed on. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(POLL_MS, undefined, { signal });
  } catch (error) {
    if (!signal?.aborted) {
      throw error;
    }
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import {
  LifecycleService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { SnapshotStore } from '../store/SnapshotStore';
import { Scanner } from './Scanner';

/** Pauses before the first scan is tried again; a local AWS may start late. */
const FIRST_SCAN_PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Scans at start, so that there is a topology within seconds, and then by the
 * schedule, on one backend of several.
 */
export async function scheduleScans(deps: {
  scanner: Scanner;
  store: SnapshotStore;
  schedule: SchedulerServiceTaskScheduleDefinition;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { scanner, store, lifecycle, logger } = deps;
  const shutdown = new AbortController();
  lifecycle.addShutdownHook(() => shutdown.abort());
  lifecycle.addStartupHook(() => {
    // Not awaited: the backend serves what it has while the scan goes on.
    scanUntilSomethingIsKnown(scanner, store, shutdown.signal).catch(error => {
      if (!shutdown.signal.aborted) {
        logger.error('The first scan failed', error);
      }
    });
  });

  await deps.scheduler.scheduleTask({
    // The scan at start comes first; this keeps the two apart.
    initialDelay: { seconds: 20 },
    ...deps.schedule,
    id: 'eventbridge-scan',
    fn: async signal => {
      await scanner.scanAll({
        signal: AbortSignal.any([signal, shutdown.signal]),
      });
    },
  });
}

async function scanUntilSomethingIsKnown(
  scanner: Scanner,
  store: SnapshotStore,
  signal: AbortSignal,
): Promise<void> {
  await scanner.scanAll({ signal });
  for (const pause of FIRST_SCAN_PAUSES_MS) {
    const unread = (await store.scans()).filter(scan => scan.failure);
    if (unread.length === 0) {
      return;
    }
    await delay(pause, undefined, { signal });
    await scanner.scan(unread, { signal });
  }
}

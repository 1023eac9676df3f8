import { setTimeout } from 'node:timers/promises';
import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** How often the catalog is asked. */
const INTERVAL_MS = 300;

/** What waiting for the catalog needs of an action's context. */
export interface CatalogContext {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  credentials: BackstageCredentials;
  logger: LoggerService;
  /** Aborted when somebody cancels the task. */
  signal?: AbortSignal;
  timeoutMs: number;
}

/**
 * Waits until the catalog shows an entity that it was just told of, so that
 * links to it lead somewhere. It works through what it is told by itself,
 * within seconds as a rule. What does not come in time is told in the log, and
 * is no failure: the work in AWS is done.
 *
 * @returns whether the catalog shows it
 * @throws the signal's reason when the task is cancelled
 */
export async function awaitInCatalog(
  entityRef: string,
  { catalog, credentials, logger, signal, timeoutMs }: CatalogContext,
): Promise<boolean> {
  const giveUpAtMs = Date.now() + timeoutMs;
  let reason: string;
  let isSaid = false;
  do {
    signal?.throwIfAborted();
    try {
      if (await catalog.getEntityByRef(entityRef, { credentials })) {
        return true;
      }
      reason = 'it was not there in time';
    } catch (error) {
      reason = `${error}`;
    }
    if (!isSaid && timeoutMs > 0) {
      logger.info(`Waiting for the catalog to show ${entityRef}`);
      isSaid = true;
    }
    await setTimeout(
      Math.min(INTERVAL_MS, Math.max(0, giveUpAtMs - Date.now())),
      undefined,
      { signal },
    );
  } while (Date.now() < giveUpAtMs);
  logger.warn(
    `The catalog does not show ${entityRef} yet (${reason}). It will once it has read the event types; if it does not, look whether @busline/backstage-plugin-catalog-backend-module-eventbridge is installed`,
  );
  return false;
}

import { setTimeout as delay } from 'node:timers/promises';
import { LifecycleService, LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import {
  Run,
  RunResult,
  WantedOnboarding,
} from '@busline/backstage-plugin-eventbridge-common';
import { RunStore } from '../store/RunStore';
import { RunContext } from './RunContext';

/** How often a run gives a sign of life and looks whether it is cancelled. */
const HEARTBEAT_MS = 1_000;

/** A run that was silent for this long has lost its backend. */
const SILENCE_MS = 30_000;

/** How often each backend looks for such runs. */
const SWEEP_MS = 10_000;

/** How long a run can be looked at after its end. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/** How often each backend looks for runs older than that. */
const FORGET_MS = 60 * 60 * 1_000;

/** Somebody cancelled the run. */
export class RunCancelledError extends Error {}

/** Starts work that goes on after the request, and keeps account of it. */
export class Runs {
  readonly #store: RunStore;
  readonly #logger: LoggerService;
  readonly #controllers = new Map<string, AbortController>();
  readonly #working = new Set<Promise<void>>();

  static create(deps: {
    store: RunStore;
    logger: LoggerService;
    lifecycle: LifecycleService;
  }): Runs {
    const runs = new Runs(deps.store, deps.logger);
    const stopping = new AbortController();
    deps.lifecycle.addStartupHook(() => {
      // Not awaited: it goes on until the backend stops.
      runs.#sweepUntil(stopping.signal);
    });
    deps.lifecycle.addShutdownHook(async () => {
      stopping.abort();
      await runs.#stopAll();
    });
    return runs;
  }

  private constructor(store: RunStore, logger: LoggerService) {
    this.#store = store;
    this.#logger = logger;
  }

  /** Starts the work and gives the run at once. */
  async start(
    kind: Run['kind'],
    wanted: WantedOnboarding,
    requestedBy: string,
    work: (context: RunContext) => Promise<RunResult>,
  ): Promise<Run> {
    const run = await this.#store.begin(kind, wanted, requestedBy);
    const working = this.#work(run.id, work).catch(error => {
      this.#logger.error(`Run ${run.id} could not be kept`, toError(error));
    });
    this.#working.add(working);
    working.finally(() => this.#working.delete(working));
    return run;
  }

  /** @throws NotFoundError */
  async find(id: string, after?: number): Promise<Run> {
    const run = await this.#store.find(id, after);
    if (!run) {
      throw new NotFoundError(`There is no run ${id}`);
    }
    return run;
  }

  /** Asks a run to stop, whichever backend works on it. */
  async cancel(id: string): Promise<Run> {
    await this.find(id);
    await this.#store.requestCancel(id);
    this.#controllers.get(id)?.abort(cancelled());
    return this.find(id);
  }

  async #work(
    id: string,
    work: (context: RunContext) => Promise<RunResult>,
  ): Promise<void> {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    const finished = new AbortController();
    const heart = this.#beat(id, controller, finished.signal);
    try {
      const result = await work({
        id,
        signal: controller.signal,
        log: {
          write: (level, message, arn) =>
            this.#store.append(id, { level, message, arn }),
        },
      });
      await this.#store.end(id, { status: 'succeeded', result });
    } catch (error) {
      const { message } = reasonOf(error, controller.signal);
      const isCancelled = controller.signal.reason instanceof RunCancelledError;
      await this.#store.append(id, {
        level: isCancelled ? 'warn' : 'error',
        message,
      });
      await this.#store.end(id, {
        status: isCancelled ? 'cancelled' : 'failed',
        error: message,
      });
    } finally {
      finished.abort();
      this.#controllers.delete(id);
      await heart;
    }
  }

  async #beat(
    id: string,
    controller: AbortController,
    finished: AbortSignal,
  ): Promise<void> {
    while (!finished.aborted) {
      try {
        await delay(HEARTBEAT_MS, undefined, { signal: finished });
        const { cancelRequested } = await this.#store.signOfLife(id);
        if (cancelRequested) {
          controller.abort(cancelled());
        }
      } catch (error) {
        if (!finished.aborted) {
          this.#logger.warn(`Run ${id} gave no sign of life`, toError(error));
        }
      }
    }
  }

  async #sweepUntil(stopping: AbortSignal): Promise<void> {
    let forgetAt = 0;
    while (!stopping.aborted) {
      try {
        await this.#endLostRuns();
        if (Date.now() >= forgetAt) {
          await this.#store.forgetEndedBefore(new Date(Date.now() - KEPT_MS));
          forgetAt = Date.now() + FORGET_MS;
        }
      } catch (error) {
        if (!stopping.aborted) {
          this.#logger.warn('Could not look for lost runs', toError(error));
        }
      }
      await delay(SWEEP_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }

  /** Ends runs whose backend died, so that nobody waits for them for ever. */
  async #endLostRuns(): Promise<void> {
    const lost = await this.#store.withoutSignOfLifeSince(
      new Date(Date.now() - SILENCE_MS),
    );
    for (const id of lost) {
      const error =
        'The backend that worked on this was stopped before it ended. What the log lists was done and is not undone; starting the same again completes it.';
      await this.#store.append(id, { level: 'error', message: error });
      await this.#store.end(id, { status: 'failed', error });
    }
  }

  async #stopAll(): Promise<void> {
    for (const controller of this.#controllers.values()) {
      controller.abort(new Error('The backend is being stopped.'));
    }
    await Promise.all(this.#working);
  }
}

/** What is aborted says only so; the signal knows why. */
function reasonOf(error: unknown, signal: AbortSignal): Error {
  const { name } = toError(error);
  return toError(
    signal.aborted && name === 'AbortError' ? signal.reason : error,
  );
}

function cancelled(): RunCancelledError {
  return new RunCancelledError('Cancelled.');
}

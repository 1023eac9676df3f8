import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Plan,
  Run,
  RunLogEntry,
  Topology,
  WantedOnboarding,
  WantedSubscription,
} from '@busline/backstage-plugin-eventbridge-common';

/**
 * Whose permissions a call is checked against.
 *
 * @public
 */
export interface EventbridgeRequestOptions {
  credentials: BackstageCredentials;
}

/**
 * How {@link EventbridgeService.followRun} follows a run.
 *
 * @public
 */
export interface FollowRunOptions extends EventbridgeRequestOptions {
  /** Called once for each log line, in order. */
  onLog?: (entry: RunLogEntry) => void;
  /** When it aborts, the run is cancelled, and the cancelled run is given. */
  signal?: AbortSignal;
}

/**
 * What other backend plugins may ask of Busline. The same as the HTTP API of
 * eventbridge-backend, on behalf of the given credentials: permission checks,
 * audit, locks and retries stay in that one place.
 *
 * Every method rejects with a `ResponseError` of `@backstage/errors` when the
 * backend refuses; its `cause` is the error as the backend knows it.
 *
 * @public
 */
export interface EventbridgeService {
  getTopology(options: EventbridgeRequestOptions): Promise<Topology>;
  /** Scans every account now and gives the new topology. */
  refresh(options: EventbridgeRequestOptions): Promise<Topology>;
  /** Reads AWS, changes nothing. */
  plan(
    wanted: WantedOnboarding,
    options: EventbridgeRequestOptions,
  ): Promise<Plan>;
  /** Starts to carry out what `plan` would show; follow it with `followRun`. */
  apply(
    wanted: WantedOnboarding,
    options: EventbridgeRequestOptions,
  ): Promise<Run>;
  /** Sends a test event to the hub bus and waits for it in the queue. */
  verify(
    wanted: WantedSubscription,
    options: EventbridgeRequestOptions & { timeoutMs?: number },
  ): Promise<Run>;
  /** The run, with only the log entries after `after` (default: all). */
  getRun(
    id: string,
    options: EventbridgeRequestOptions & { after?: number },
  ): Promise<Run>;
  cancelRun(id: string, options: EventbridgeRequestOptions): Promise<Run>;
  /**
   * Waits until a run has ended and gives it with its whole log. A run that
   * failed is given too, not thrown: look at its `status`.
   */
  followRun(id: string, options: FollowRunOptions): Promise<Run>;
}

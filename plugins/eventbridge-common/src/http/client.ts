import { Topology } from '../topology/types';
import { WantedOnboarding, WantedSubscription } from '../onboarding/wanted';
import { Plan } from '../onboarding/plan';
import { Run } from './run';

/**
 * The HTTP API of eventbridge-backend as a typed interface; the browser and
 * other backend plugins have one implementation each.
 *
 * | method | request |
 * |---|---|
 * | getTopology | `GET /topology` |
 * | refresh | `POST /refresh` |
 * | plan | `POST /plans` with a {@link WantedOnboarding} |
 * | apply | `POST /runs` with `{ kind: 'apply', wanted }` |
 * | verify | `POST /runs` with `{ kind: 'verify', wanted, timeoutMs? }` |
 * | getRun | `GET /runs/:id?after=seq` |
 * | cancelRun | `POST /runs/:id/cancel` |
 *
 * @public
 */
export interface EventbridgeApi {
  getTopology(): Promise<Topology>;
  /** Scans every account now and gives the new topology. */
  refresh(): Promise<Topology>;
  /** Reads AWS, changes nothing. */
  plan(wanted: WantedOnboarding): Promise<Plan>;
  apply(wanted: WantedOnboarding): Promise<Run>;
  /** Sends a test event to the hub bus and waits for it in the queue. */
  verify(
    wanted: WantedSubscription,
    options?: { timeoutMs?: number },
  ): Promise<Run>;
  /** The run, with only the log entries after `after` (default: all). */
  getRun(id: string, options?: { after?: number }): Promise<Run>;
  cancelRun(id: string): Promise<Run>;
}

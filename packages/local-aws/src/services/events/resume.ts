import { Platform } from '../../calls/platform';
import { resumeAuthorizations } from './oauth';
import { resumeReplays } from './replays';
import { resumeSchedules } from './schedules';

/** Goes on with what an earlier process left: schedules, replays, and connections
 * that were being authorized. */
export function resumeEvents(platform: Platform): void {
  resumeSchedules(platform);
  resumeReplays(platform);
  resumeAuthorizations(platform);
}

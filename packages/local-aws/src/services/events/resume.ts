import { Platform } from '../../calls/platform';
import { resumeReplays } from './replays';
import { resumeSchedules } from './schedules';

/** Goes on with what an earlier process left: schedules and replays. */
export function resumeEvents(platform: Platform): void {
  resumeSchedules(platform);
  resumeReplays(platform);
}

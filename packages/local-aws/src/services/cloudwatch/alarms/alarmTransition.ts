import { Platform } from '../../../calls/platform';
import { doActions } from './alarmActions';
import { announceState } from './alarmEvents';
import { Alarm, ALARMS, AlarmState } from './alarmState';

/** Puts an alarm into a state, and acts when it is another. */
export function changeAlarmState(
  platform: Platform,
  alarm: Alarm,
  state: Omit<AlarmState, 'sinceMs'>,
): void {
  const previous = alarm.state;
  const changed = platform.accounts.table(ALARMS, alarm).set(alarm.name, {
    ...alarm,
    state: { ...state, sinceMs: platform.clock.now() },
  });
  if (previous.value !== state.value) {
    announceState(platform, changed, previous);
    doActions(platform, changed, previous);
  }
}

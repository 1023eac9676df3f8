import { definePart, Platform } from '../../../calls/platform';
import { Appointment } from '../../../clock';
import {
  breaches,
  missingDataOf,
  SPARE_PERIODS,
  stateOf,
} from './alarmEvaluation';
import { changeAlarmState } from './alarmTransition';
import { datapointsOf } from './alarmQueries';
import { reasonDataFor, reasonFor } from './alarmReason';
import { Alarm, ALARMS } from './alarmState';
import { MINUTE_MS, minuteOf } from '../store/series';

/** Looks at one alarm, at the end of a minute. */
function evaluate(platform: Platform, alarm: Alarm, untilMs: number): void {
  const { settings, state } = alarm;
  const { evaluationPeriods: periods, datapointsToAlarm } = settings;
  const points = datapointsOf(
    alarm,
    periods + SPARE_PERIODS,
    untilMs,
    platform,
  );
  const next = stateOf(
    points.map(point => breaches(settings, point)),
    { periods, toAlarm: datapointsToAlarm ?? periods },
    missingDataOf(settings),
  );
  if (next === undefined || next === state.value) {
    return;
  }
  changeAlarmState(platform, alarm, {
    value: next,
    reason: reasonFor(settings, next, points),
    reasonData: reasonDataFor(settings, points, platform.clock.now()),
  });
}

/**
 * Evaluates every alarm at each full minute ("Using Amazon CloudWatch alarms":
 * once a minute, whatever its period), as long as there are any.
 */
class AlarmWatch {
  readonly #platform: Platform;
  #next: Appointment | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** There may be alarms now. */
  wake(): void {
    if (!this.#next) {
      const { clock } = this.#platform;
      const atMs = minuteOf(clock.now()) + MINUTE_MS;
      this.#next = clock.at(atMs, () => this.#evaluateAll(atMs));
    }
  }

  sleep(): void {
    this.#next?.cancel();
    this.#next = undefined;
  }

  #evaluateAll(atMs: number): void {
    this.#next = undefined;
    const { accounts, settings } = this.#platform;
    let isAny = false;
    for (const { table } of accounts.tablesOf(ALARMS)) {
      for (const alarm of [...table.values()]) {
        isAny = true;
        try {
          evaluate(this.#platform, alarm, atMs);
        } catch (error) {
          // Nobody waits for this: a fault here must not end the process.
          settings.logger.error('An alarm could not be evaluated', {
            alarm: alarm.arn,
            reason: `${error}`,
          });
        }
      }
    }
    if (isAny) {
      this.wake();
    }
  }
}

export const ALARM_WATCH = definePart(
  platform => new AlarmWatch(platform),
  watch => watch.sleep(),
);

/** Goes on watching the alarms that an earlier process left. */
export function resumeAlarms(platform: Platform): void {
  for (const { table } of platform.accounts.tablesOf(ALARMS)) {
    if (table.size > 0) {
      platform.part(ALARM_WATCH).wake();
      return;
    }
  }
}

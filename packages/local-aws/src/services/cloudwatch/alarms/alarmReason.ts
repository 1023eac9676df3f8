import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { breaches, COMPARISONS } from './alarmEvaluation';
import { Datapoint, periodOf, statisticName } from './alarmQueries';
import { AlarmSettings } from './alarmState';

/** Numbers as CloudWatch writes them: `50.0`, `0.25`. */
function shownNumber(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** `27/11/26 18:43:00` */
function shownTime(ms: number): string {
  const [date, time] = new Date(ms).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

/** Times in alarms' events and data: `2026-11-27T18:43:00.000+0000`. */
export function alarmTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

const datapoints = (count: number) =>
  `${count} datapoint${count === 1 ? '' : 's'}`;

const was = (count: number) => (count === 1 ? 'was' : 'were');

function nothingCame({ evaluationPeriods: count }: AlarmSettings, as: string) {
  const periods = `${count} period${count === 1 ? '' : 's'}`;
  const missing = `${count} missing datapoint${count === 1 ? '' : 's'}`;
  return `Threshold Crossed: no datapoints were received for ${periods} and ${missing} ${was(
    count,
  )} treated as [${as}].`;
}

/**
 * Why an alarm is in a state, in CloudWatch's words.
 *
 * @param points - what was looked at, the newest first
 */
export function reasonFor(
  settings: AlarmSettings,
  state: StateValue,
  points: readonly Datapoint[],
): string {
  const { evaluationPeriods, datapointsToAlarm, threshold } = settings;
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${datapoints(evaluationPeriods)} ${was(
      evaluationPeriods,
    )} unknown.`;
  }
  const there = points.filter(({ value }) => value !== undefined);
  if (there.length === 0) {
    return nothingCame(
      settings,
      state === 'ALARM' ? 'Breaching' : 'NonBreaching',
    );
  }
  const isAlarm = state === 'ALARM';
  const telling = there
    .slice(0, evaluationPeriods)
    .filter(point => breaches(settings, point) === isAlarm);
  const list = telling
    .map(({ value = 0, atMs }) => `${shownNumber(value)} (${shownTime(atMs)})`)
    .join(', ');
  const { words } = COMPARISONS[settings.comparison] ?? { words: '' };
  const crossed = `[${list}] ${was(telling.length)} ${
    isAlarm ? '' : 'not '
  }${words} the threshold (${shownNumber(threshold)})`;
  if (datapointsToAlarm === undefined) {
    return `Threshold Crossed: ${datapoints(telling.length)} ${crossed}.`;
  }
  const [least, transition] = isAlarm
    ? [datapointsToAlarm, 'OK -> ALARM']
    : [evaluationPeriods - datapointsToAlarm + 1, 'ALARM -> OK'];
  return `Threshold Crossed: ${
    telling.length
  } out of the last ${evaluationPeriods} datapoints ${crossed} (minimum ${datapoints(
    least,
  )} for ${transition} transition).`;
}

/** The same for programs, as JSON. */
export function reasonDataFor(
  settings: AlarmSettings,
  points: readonly Datapoint[],
  nowMs: number,
): string {
  const looked = points.slice(0, settings.evaluationPeriods);
  const there = looked.filter(({ value }) => value !== undefined);
  const oldest = there.at(-1);
  return JSON.stringify({
    version: '1.0',
    queryDate: alarmTime(nowMs),
    startDate: oldest && alarmTime(oldest.atMs),
    unit: settings.metric?.unit,
    statistic: settings.metric && statisticName(settings),
    period: periodOf(settings),
    recentDatapoints: there.map(({ value }) => value).reverse(),
    threshold: settings.threshold,
    evaluatedDatapoints: looked.map(({ atMs, sampleCount, value }) => ({
      timestamp: alarmTime(atMs),
      sampleCount,
      value,
    })),
  });
}

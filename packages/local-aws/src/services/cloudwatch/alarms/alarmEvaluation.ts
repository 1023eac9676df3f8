import type {
  ComparisonOperator,
  StateValue,
} from '@aws-sdk/client-cloudwatch';
import { Datapoint } from './alarmQueries';
import { AlarmSettings } from './alarmState';

/** A comparison, and how reasons speak of it. */
export interface Comparison {
  readonly holds: (value: number, threshold: number) => boolean;
  readonly words: string;
}

/** Comparisons with a fixed threshold; those with a band need anomaly detection. */
export const COMPARISONS: Partial<Record<ComparisonOperator, Comparison>> = {
  GreaterThanOrEqualToThreshold: {
    holds: (value, threshold) => value >= threshold,
    words: 'greater than or equal to',
  },
  GreaterThanThreshold: {
    holds: (value, threshold) => value > threshold,
    words: 'greater than',
  },
  LessThanOrEqualToThreshold: {
    holds: (value, threshold) => value <= threshold,
    words: 'less than or equal to',
  },
  LessThanThreshold: {
    holds: (value, threshold) => value < threshold,
    words: 'less than',
  },
};

/** So many periods more than it needs does an alarm look at. */
export const SPARE_PERIODS = 2;

export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** Periods as an alarm judges them: breaching or not, or without a value. */
export type Judged = readonly (boolean | undefined)[];

/**
 * The state that datapoints lead to ("Configuring how CloudWatch alarms treat
 * missing data", whose tables of examples it answers). The newest datapoints
 * that are there count; where they are too few, missing ones are filled in.
 *
 * @param judged - the newest first, some more than there are periods
 * @param periods - how many count
 * @param toAlarm - how many of these have to breach
 * @returns `undefined` to stay in the present state
 */
export function stateOf(
  judged: Judged,
  { periods, toAlarm }: { periods: number; toAlarm: number },
  missingData: MissingData,
): StateValue | undefined {
  const there = judged.filter(one => one !== undefined).slice(0, periods);
  const breaching = there.filter(one => one).length;
  const missing = periods - there.length;
  if (breaching >= toAlarm) {
    return 'ALARM';
  }
  if (missingData === 'breaching') {
    return breaching + missing >= toAlarm ? 'ALARM' : 'OK';
  }
  if (missingData === 'notBreaching' || there.includes(false)) {
    return 'OK';
  }
  if (missingData === 'ignore') {
    return undefined;
  }
  if (breaching === 0) {
    return 'INSUFFICIENT_DATA';
  }
  // "Avoiding premature transitions to alarm state": what breached long enough
  // ago, with nothing better since, is an alarm. Anything younger has to wait.
  return judged.lastIndexOf(true) + 1 >= toAlarm ? 'ALARM' : undefined;
}

/** How an alarm treats datapoints that are missing. */
export function missingDataOf({
  treatMissingData,
}: AlarmSettings): MissingData {
  switch (treatMissingData) {
    case 'ignore':
    case 'breaching':
    case 'notBreaching':
      return treatMissingData;
    default:
      return 'missing';
  }
}

/** Whether a datapoint breaches an alarm's threshold, where it has a value. */
export function breaches(
  { comparison, threshold }: AlarmSettings,
  { value }: Datapoint,
): boolean | undefined {
  return value === undefined
    ? undefined
    : COMPARISONS[comparison]?.holds(value, threshold);
}

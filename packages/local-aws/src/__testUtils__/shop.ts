import {
  DescribeAlarmsCommand,
  MetricAlarm,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { LocalAws } from '../index';
import { HUB, putForward, rootOf, timeOf } from './clients';

export const MINUTE = 60_000;

/** `27/11/26 18:43:00`, as reasons of alarms write it. */
export function shown(ms: number): string {
  const [, y, m, d, time] =
    /^\d\d(\d\d)-(\d\d)-(\d\d)T(.{8})/.exec(new Date(ms).toISOString()) ?? [];
  return `${d}/${m}/${y} ${time}`;
}

/**
 * A shop whose errors are measured and watched, for tests of alarms. The clock
 * of its local AWS is put to the beginning of a minute, so that no minute ends
 * before a test wants it to.
 */
export async function shopOn(aws: LocalAws) {
  const hub = rootOf(aws, HUB);
  const now = (await timeOf(aws)).getTime();
  await putForward(aws, (MINUTE - (now % MINUTE)) / 1000);
  const then = (await timeOf(aws)).getTime();

  const shop = {
    hub,
    /** The start of the minute that the clock is in. */
    minute: then - (then % MINUTE),

    /** Puts an alarm that goes off at more than 5 errors in a minute. */
    putAlarm: (
      AlarmName: string,
      more: Partial<PutMetricAlarmCommand['input']> = {},
    ) =>
      hub.cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace: 'Shop',
          MetricName: 'Errors',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 5,
          ComparisonOperator: 'GreaterThanThreshold',
          ...more,
        }),
      ),

    /** A value so many minutes ago. */
    measure: (MetricName: string, Value: number, minutesAgo = 0) =>
      hub.cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: 'Shop',
          MetricData: [
            {
              MetricName,
              Value,
              Timestamp: new Date(shop.minute - minutesAgo * MINUTE),
            },
          ],
        }),
      ),

    describeAll: async (
      input: DescribeAlarmsCommand['input'] = {},
    ): Promise<MetricAlarm[]> => {
      const { MetricAlarms = [] } = await hub.cloudwatch.send(
        new DescribeAlarmsCommand(input),
      );
      return MetricAlarms;
    },

    describeOne: async (name: string) =>
      (await shop.describeAll({ AlarmNames: [name] }))[0],
  };
  return shop;
}

export type Shop = Awaited<ReturnType<typeof shopOn>>;

import type {
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
} from '@aws-sdk/client-cloudwatch';
import { operation } from '../../../calls/operation';
import { ServiceError } from '../../../wire/errors';
import { Checked } from '../../../wire/model';
import { takePage } from '../../page';
import { invalidCombination, refuseViolations } from '../errors';
import { metricKey } from '../store/metric';
import { alarmsAccess, alarmsOf } from './alarmAccess';
import { describeAlarm } from './alarmDescription';
import { Alarm } from './alarmState';

const DEFAULT_PAGE = 50;

function fits(alarm: Alarm, input: Checked<DescribeAlarmsInput>): boolean {
  const { AlarmNames, AlarmNamePrefix = '', StateValue, ActionPrefix } = input;
  const { okActions, alarmActions, insufficientDataActions } = alarm.settings;
  return (
    (!AlarmNames?.length || AlarmNames.includes(alarm.name)) &&
    alarm.name.startsWith(AlarmNamePrefix) &&
    (StateValue === undefined || alarm.state.value === StateValue) &&
    (ActionPrefix === undefined ||
      [...okActions, ...alarmActions, ...insufficientDataActions].some(action =>
        action.startsWith(ActionPrefix),
      ))
  );
}

export const describeAlarms = operation<
  DescribeAlarmsInput,
  DescribeAlarmsOutput
>({
  access: alarmsAccess('DescribeAlarms'),
  run: (input, call) => {
    const { AlarmTypes, MaxRecords, AlarmNames, AlarmNamePrefix } = input;
    if (MaxRecords !== undefined && (MaxRecords < 1 || MaxRecords > 100)) {
      refuseViolations([
        {
          path: 'maxRecords',
          value: MaxRecords,
          constraint:
            MaxRecords < 1
              ? 'Member must have value greater than or equal to 1'
              : 'Member must have value less than or equal to 100',
        },
      ]);
    }
    if (AlarmNames?.length && AlarmNamePrefix !== undefined) {
      throw invalidCombination(
        'AlarmNamePrefix and AlarmNames cannot be used together',
      );
    }
    const isWanted = !AlarmTypes?.length || AlarmTypes.includes('MetricAlarm');
    const page = takePage(
      [...alarmsOf(call).values()].filter(
        alarm => isWanted && fits(alarm, input),
      ),
      ({ name }) => name,
      MaxRecords ?? DEFAULT_PAGE,
      input.NextToken,
    );
    if (!page) {
      throw new ServiceError('InvalidNextToken', 'Invalid NextToken');
    }
    return {
      MetricAlarms: page.items.map(describeAlarm),
      CompositeAlarms: [],
      NextToken: page.nextToken,
    };
  },
});

export const describeAlarmsForMetric = operation<
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput
>({
  access: (_, call) => alarmsAccess('DescribeAlarmsForMetric')({}, call),
  run: (input, call) => {
    const wanted = metricKey({
      namespace: input.Namespace,
      name: input.MetricName,
      dimensions: input.Dimensions ?? [],
    });
    const { Statistic, ExtendedStatistic, Period, Unit } = input;
    const alarms = [...alarmsOf(call).values()].filter(
      ({ settings: { metric } }) =>
        metric &&
        metricKey(metric) === wanted &&
        (Statistic ?? metric.statistic) === metric.statistic &&
        (ExtendedStatistic ?? metric.extendedStatistic) ===
          metric.extendedStatistic &&
        (Period ?? metric.periodSeconds) === metric.periodSeconds &&
        (Unit ?? metric.unit) === metric.unit,
    );
    return { MetricAlarms: alarms.map(describeAlarm) };
  },
});

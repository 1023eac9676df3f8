import { Platform } from '../../../calls/platform';
import { publishServiceEvent } from '../../../delivery/serviceEvent';
import { Alarm, AlarmState } from './alarmState';
import { alarmTime } from './alarmReason';
import { statisticName } from './alarmQueries';

function describeMetrics({ settings, metricId }: Alarm): object[] {
  const { metric, queries } = settings;
  if (metric) {
    return [
      {
        id: metricId,
        metricStat: {
          metric: {
            namespace: metric.namespace,
            name: metric.name,
            dimensions: Object.fromEntries(
              metric.dimensions.map(({ Name, Value }) => [Name, Value]),
            ),
          },
          period: metric.periodSeconds,
          stat: statisticName(settings),
          unit: metric.unit,
        },
        returnData: true,
      },
    ];
  }
  return (queries ?? []).map(
    ({ Id, Expression, Label, MetricStat, ReturnData }) => ({
      id: Id,
      expression: Expression,
      label: Label,
      metricStat: MetricStat && {
        metric: {
          namespace: MetricStat.Metric.Namespace,
          name: MetricStat.Metric.MetricName,
          dimensions: Object.fromEntries(
            (MetricStat.Metric.Dimensions ?? []).map(({ Name, Value }) => [
              Name,
              Value,
            ]),
          ),
        },
        period: MetricStat.Period,
        stat: MetricStat.Stat,
        unit: MetricStat.Unit,
      },
      returnData: ReturnData ?? true,
    }),
  );
}

function describeState({ value, reason, reasonData, sinceMs }: AlarmState) {
  return { value, reason, reasonData, timestamp: alarmTime(sinceMs) };
}

/** What events and functions are told of a change of state. */
export function stateChangeOf(alarm: Alarm, previous: AlarmState): object {
  return {
    alarmName: alarm.name,
    configuration: {
      description: alarm.settings.description,
      metrics: describeMetrics(alarm),
    },
    previousState: describeState(previous),
    state: describeState(alarm.state),
  };
}

/** "Alarm events and EventBridge": an alarm changed its state. */
export function announceState(
  platform: Platform,
  alarm: Alarm,
  previous: AlarmState,
): void {
  publishServiceEvent(platform, alarm, {
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [alarm.arn],
    detail: stateChangeOf(alarm, previous),
  });
}

function describeConfiguration(alarm: Alarm): object {
  const { settings } = alarm;
  return {
    evaluationPeriods: settings.evaluationPeriods,
    datapointsToAlarm: settings.datapointsToAlarm,
    threshold: settings.threshold,
    comparisonOperator: settings.comparison,
    treatMissingData: settings.treatMissingData,
    metrics: describeMetrics(alarm),
    alarmName: alarm.name,
    description: settings.description,
    actionsEnabled: settings.actionsEnabled,
    timestamp: alarmTime(alarm.configuredAtMs),
    okActions: settings.okActions,
    alarmActions: settings.alarmActions,
    insufficientDataActions: settings.insufficientDataActions,
  };
}

/** "Alarm events and EventBridge": an alarm was made, changed or deleted. */
export function announceConfiguration(
  platform: Platform,
  operation: 'create' | 'update' | 'delete',
  alarm: Alarm,
  previous?: Alarm,
): void {
  const { value, sinceMs, reason, reasonData } = alarm.state;
  const state =
    operation === 'create'
      ? { value, timestamp: alarmTime(sinceMs) }
      : { value, reason, reasonData, timestamp: alarmTime(sinceMs) };
  publishServiceEvent(platform, alarm, {
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm Configuration Change',
    resources: [alarm.arn],
    detail: {
      alarmName: alarm.name,
      operation,
      state,
      configuration: describeConfiguration(alarm),
      previousConfiguration: previous && describeConfiguration(previous),
    },
  });
}

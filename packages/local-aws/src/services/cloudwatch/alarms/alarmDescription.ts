import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { Alarm } from './alarmState';

/** An alarm as DescribeAlarms gives it. */
export function describeAlarm({
  name,
  arn,
  settings,
  configuredAtMs,
  state,
}: Alarm): MetricAlarm {
  const { metric, queries } = settings;
  const since = new Date(state.sinceMs);
  return {
    AlarmName: name,
    AlarmArn: arn,
    AlarmDescription: settings.description,
    AlarmConfigurationUpdatedTimestamp: new Date(configuredAtMs),
    ActionsEnabled: settings.actionsEnabled,
    OKActions: [...settings.okActions],
    AlarmActions: [...settings.alarmActions],
    InsufficientDataActions: [...settings.insufficientDataActions],
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: since,
    StateTransitionedTimestamp: since,
    MetricName: metric?.name,
    Namespace: metric?.namespace,
    // Texts that PutMetricAlarm has checked.
    Statistic: metric?.statistic as MetricAlarm['Statistic'],
    ExtendedStatistic: metric?.extendedStatistic,
    Unit: metric?.unit as MetricAlarm['Unit'],
    Dimensions: metric?.dimensions.map(dimension => ({ ...dimension })) ?? [],
    Period: metric?.periodSeconds,
    Metrics: queries && [...queries],
    EvaluationPeriods: settings.evaluationPeriods,
    DatapointsToAlarm: settings.datapointsToAlarm,
    Threshold: settings.threshold,
    ComparisonOperator: settings.comparison,
    TreatMissingData: settings.treatMissingData,
    EvaluateLowSampleCountPercentile: settings.evaluateLowSampleCountPercentile,
  };
}

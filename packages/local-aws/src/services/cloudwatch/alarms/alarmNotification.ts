import { Alarm, AlarmSettings, AlarmState } from './alarmState';
import { alarmTime } from './alarmReason';

/** Regions as CloudWatch's notifications name them; others go by their code. */
const REGION_NAMES: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'Asia Pacific (Tokyo)',
  'ap-northeast-2': 'Asia Pacific (Seoul)',
  'ap-south-1': 'Asia Pacific (Mumbai)',
  'ap-southeast-1': 'Asia Pacific (Singapore)',
  'ap-southeast-2': 'Asia Pacific (Sydney)',
  'ca-central-1': 'Canada (Central)',
  'eu-central-1': 'EU (Frankfurt)',
  'eu-north-1': 'EU (Stockholm)',
  'eu-west-1': 'EU (Ireland)',
  'eu-west-2': 'EU (London)',
  'eu-west-3': 'EU (Paris)',
  'sa-east-1': 'South America (Sao Paulo)',
  'us-east-1': 'US East (N. Virginia)',
  'us-east-2': 'US East (Ohio)',
  'us-west-1': 'US West (N. California)',
  'us-west-2': 'US West (Oregon)',
};

function regionName(region: string): string {
  return REGION_NAMES[region] ?? region;
}

function describeTrigger(settings: AlarmSettings): object {
  const { metric, queries } = settings;
  const condition = {
    EvaluationPeriods: settings.evaluationPeriods,
    DatapointsToAlarm: settings.datapointsToAlarm,
    ComparisonOperator: settings.comparison,
    Threshold: settings.threshold,
    TreatMissingData: settings.treatMissingData ?? 'missing',
    EvaluateLowSampleCountPercentile:
      settings.evaluateLowSampleCountPercentile ?? '',
  };
  if (!metric) {
    return { ...condition, Metrics: queries };
  }
  return {
    MetricName: metric.name,
    Namespace: metric.namespace,
    ...(metric.extendedStatistic === undefined
      ? {
          StatisticType: 'Statistic',
          Statistic: metric.statistic
            ?.replace(/(?<=[a-z])(?=[A-Z])/, '_')
            .toUpperCase(),
        }
      : {
          StatisticType: 'ExtendedStatistic',
          ExtendedStatistic: metric.extendedStatistic,
        }),
    Unit: metric.unit ?? null,
    Dimensions: metric.dimensions.map(({ Name, Value }) => ({
      value: Value,
      name: Name,
    })),
    Period: metric.periodSeconds,
    ...condition,
  };
}

/** What a topic gets when an alarm changes its state. */
export function notificationOf(
  { name, arn, account, region, settings, configuredAtMs, state }: Alarm,
  previous: AlarmState,
): { Subject: string; Message: string } {
  const place = regionName(region);
  return {
    Subject: `${state.value}: "${name}" in ${place}`.slice(0, 100),
    Message: JSON.stringify({
      AlarmName: name,
      AlarmDescription: settings.description ?? null,
      AWSAccountId: account,
      AlarmConfigurationUpdatedTimestamp: alarmTime(configuredAtMs),
      NewStateValue: state.value,
      NewStateReason: state.reason,
      StateChangeTime: alarmTime(state.sinceMs),
      Region: place,
      AlarmArn: arn,
      OldStateValue: previous.value,
      OKActions: settings.okActions,
      AlarmActions: settings.alarmActions,
      InsufficientDataActions: settings.insufficientDataActions,
      Trigger: describeTrigger(settings),
    }),
  };
}

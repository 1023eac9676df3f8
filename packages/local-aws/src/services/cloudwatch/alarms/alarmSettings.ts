import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { parseArn } from '../../../accounts';
import { Violation } from '../../../wire/errors';
import { Checked } from '../../../wire/model';
import { COMPARISONS } from './alarmEvaluation';
import { periodOf } from './alarmQueries';
import { AlarmSettings } from './alarmState';
import { invalid, invalidCombination, refuseViolations } from '../errors';
import { checkPeriod, checkQueries } from '../metrics/queryChecks';
import { statisticOf } from '../store/statistic';

type Input = Checked<PutMetricAlarmInput>;

const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];
const MISSING_DATA = ['breaching', 'notBreaching', 'ignore', 'missing'];
const MAX_ACTIONS = 5;
const DAY_SECONDS = 86_400;

function atLeastOne(path: string, value: number | undefined): Violation[] {
  return value !== undefined && value < 1
    ? [
        {
          path,
          value,
          constraint: 'Member must have value greater than or equal to 1',
        },
      ]
    : [];
}

function violationsOf(input: Input): Violation[] {
  const violations = [
    ...atLeastOne('evaluationPeriods', input.EvaluationPeriods),
    ...atLeastOne('datapointsToAlarm', input.DatapointsToAlarm),
    ...atLeastOne('period', input.Period),
  ];
  const { AlarmName, Statistic } = input;
  if (AlarmName.length > 255) {
    violations.push({
      path: 'alarmName',
      value: AlarmName,
      constraint: 'Member must have length less than or equal to 255',
    });
  }
  if (Statistic !== undefined && !STATISTICS.includes(Statistic)) {
    violations.push({
      path: 'statistic',
      value: Statistic,
      constraint: `Member must satisfy enum value set: [${STATISTICS.join(
        ', ',
      )}]`,
    });
  }
  const actions = {
    alarmActions: input.AlarmActions,
    insufficientDataActions: input.InsufficientDataActions,
    oKActions: input.OKActions,
  };
  for (const [path, value] of Object.entries(actions)) {
    if (value && value.length > MAX_ACTIONS) {
      violations.push({
        path,
        value,
        constraint: `Member must have length less than or equal to ${MAX_ACTIONS}`,
      });
    }
  }
  return violations;
}

function checkMetric(input: Input): void {
  const { Metrics, MetricName, Statistic, ExtendedStatistic } = input;
  if (Metrics) {
    if (MetricName !== undefined) {
      throw invalid(
        'The parameters MetricName and Metrics list are mutually exclusive.',
      );
    }
    checkQueries(Metrics, 'Metrics');
    const returned = Metrics.filter(({ ReturnData }) => ReturnData !== false);
    if (returned.length !== 1) {
      throw invalid(
        'Exactly one element of the metrics list should return data.',
      );
    }
    return;
  }
  if (!MetricName || !input.Namespace || input.Period === undefined) {
    throw invalid(
      'The parameters MetricName, Namespace and Period are required unless Metrics is given.',
    );
  }
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw invalidCombination(
      'Must specify either Statistic or ExtendedStatistic',
    );
  }
  if (ExtendedStatistic !== undefined && !statisticOf(ExtendedStatistic)) {
    throw invalid(
      `The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`,
    );
  }
  checkPeriod(input.Period, 'Period');
}

function checkActions(input: Input): void {
  const actions = [
    ...(input.AlarmActions ?? []),
    ...(input.OKActions ?? []),
    ...(input.InsufficientDataActions ?? []),
  ];
  for (const action of actions) {
    if (!parseArn(action)) {
      throw invalid(`Invalid arn syntax: ${action}`);
    }
  }
}

/** An alarm may look back a day, or a week with periods of an hour and more. */
function checkSpan(settings: AlarmSettings): void {
  const period = periodOf(settings);
  const limit = period >= 3_600 ? 7 * DAY_SECONDS : DAY_SECONDS;
  if (settings.evaluationPeriods * period > limit) {
    throw invalid(
      `Metrics cannot be checked across more than ${
        limit === DAY_SECONDS ? 'a day' : 'a week'
      } (EvaluationPeriods * Period must be <= ${limit}).`,
    );
  }
}

/**
 * What PutMetricAlarm sets.
 *
 * @throws `ValidationError` and its like
 */
export function readSettings(input: Input): AlarmSettings {
  refuseViolations(violationsOf(input));
  const { ComparisonOperator, EvaluationPeriods, Threshold } = input;
  if (ComparisonOperator === undefined || EvaluationPeriods === undefined) {
    throw invalid(
      'The parameters ComparisonOperator and EvaluationPeriods are required.',
    );
  }
  if (!COMPARISONS[ComparisonOperator]) {
    throw invalid(
      `Local AWS has no anomaly detection, which the comparison ${ComparisonOperator} needs.`,
    );
  }
  if (Threshold === undefined) {
    throw invalid('The parameter Threshold is required.');
  }
  const { TreatMissingData, DatapointsToAlarm } = input;
  if (TreatMissingData && !MISSING_DATA.includes(TreatMissingData)) {
    throw invalid(
      `Option ${TreatMissingData} is not supported. Supported options for parameter TreatMissingData are breaching, notBreaching, ignore and missing.`,
    );
  }
  if (
    DatapointsToAlarm !== undefined &&
    DatapointsToAlarm > EvaluationPeriods
  ) {
    throw invalid(
      'The parameter DatapointsToAlarm must be less than or equal to EvaluationPeriods.',
    );
  }
  checkMetric(input);
  checkActions(input);
  const settings: AlarmSettings = {
    description: input.AlarmDescription,
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: input.OKActions ?? [],
    alarmActions: input.AlarmActions ?? [],
    insufficientDataActions: input.InsufficientDataActions ?? [],
    metric: input.Metrics
      ? undefined
      : {
          namespace: input.Namespace ?? '',
          name: input.MetricName ?? '',
          dimensions: input.Dimensions ?? [],
          periodSeconds: input.Period ?? 60,
          statistic: input.Statistic,
          extendedStatistic: input.ExtendedStatistic,
          unit: input.Unit,
        },
    queries: input.Metrics,
    evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm,
    threshold: Threshold,
    comparison: ComparisonOperator,
    treatMissingData: TreatMissingData,
    evaluateLowSampleCountPercentile: input.EvaluateLowSampleCountPercentile,
  };
  checkSpan(settings);
  return settings;
}

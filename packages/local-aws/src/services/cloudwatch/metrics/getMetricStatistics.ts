import type {
  Datapoint,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
} from '@aws-sdk/client-cloudwatch';
import { operation } from '../../../calls/operation';
import { Checked } from '../../../wire/model';
import { metricAccess } from '../access';
import { Bucket } from '../store/bucket';
import { invalidCombination, invalidValue } from '../errors';
import { METRICS } from '../store/metricStore';
import { periodsOf } from '../store/periods';
import { minuteOf } from '../store/series';
import { statisticOf } from '../store/statistic';
import { checkPeriod } from './queryChecks';

type Input = Checked<GetMetricStatisticsInput>;

const MAX_DATAPOINTS = 1_440;

function check(input: Input): void {
  const { Statistics = [], ExtendedStatistics = [], Period } = input;
  if (Statistics.length === 0 && ExtendedStatistics.length === 0) {
    throw invalidCombination(
      'Must specify either Statistics or ExtendedStatistics',
    );
  }
  const fromMs = input.StartTime.getTime();
  const untilMs = input.EndTime.getTime();
  if (fromMs >= untilMs) {
    throw invalidValue(
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  checkPeriod(Period, 'Period');
  for (const name of [...Statistics, ...ExtendedStatistics]) {
    if (!statisticOf(name)) {
      throw invalidValue(
        `The value ${name} for parameter Statistics is not supported.`,
      );
    }
  }
  const points = Math.ceil((untilMs - minuteOf(fromMs)) / (Period * 1000));
  if (points > MAX_DATAPOINTS) {
    throw invalidCombination(
      `You have requested up to ${points.toLocaleString(
        'en',
      )} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
}

function describe(values: Bucket, unit: string, input: Input): Datapoint {
  const { Statistics = [], ExtendedStatistics = [] } = input;
  const extended = ExtendedStatistics.map(name => [
    name,
    statisticOf(name)?.(values),
  ]).filter(([, value]) => value !== undefined);
  return {
    Timestamp: new Date(values.startMs),
    ...Object.fromEntries(
      Statistics.map(name => [name, statisticOf(name)?.(values)]),
    ),
    ...(extended.length > 0
      ? { ExtendedStatistics: Object.fromEntries(extended) }
      : {}),
    // The unit is text that PutMetricData was given.
    Unit: unit as Datapoint['Unit'],
  };
}

export const getMetricStatistics = operation<
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput
>({
  access: metricAccess('GetMetricStatistics'),
  run: (input, call) => {
    check(input);
    const { account, region } = call.caller;
    const metric = call.part(METRICS).find({
      account,
      region,
      namespace: input.Namespace,
      name: input.MetricName,
      dimensions: input.Dimensions ?? [],
    });
    const stretch = {
      fromMs: input.StartTime.getTime(),
      untilMs: input.EndTime.getTime(),
      periodSeconds: input.Period,
    };
    // Values of different units are never mixed ("GetMetricStatistics").
    const all = [...(metric?.series ?? [])];
    const units = new Set(all.map(({ unit }) => unit));
    const datapoints = [...units]
      .filter(unit => input.Unit === undefined || input.Unit === unit)
      .flatMap(unit =>
        periodsOf(
          all.filter(series => series.unit === unit),
          stretch,
        ).map(values => describe(values, unit, input)),
      );
    return { Label: input.MetricName, Datapoints: datapoints };
  },
});

import type {
  MetricDatum,
  PutMetricDataInput,
} from '@aws-sdk/client-cloudwatch';
import { Call, operation } from '../../../calls/operation';
import { Checked } from '../../../wire/model';
import { metricAccess } from '../access';
import { invalidCombination, invalidValue } from '../errors';
import { METRICS } from '../store/metricStore';
import { minuteOf, Series } from '../store/series';

type Datum = Checked<MetricDatum>;

const PAST_MS = 14 * 86_400_000;
const FUTURE_MS = 2 * 3_600_000;
const MAX_DATA = 1_000;
const MAX_VALUES = 150;
const MAX_DIMENSIONS = 30;
/** Values "must be in the range of -2^360 to 2^360" (MetricDatum). */
const MAX_VALUE = 2 ** 360;

function checkNumber(value: number, path: string): void {
  if (Number.isNaN(value)) {
    throw invalidValue(`The value NaN for parameter ${path} is invalid.`);
  }
  if (Math.abs(value) > MAX_VALUE) {
    throw invalidValue(`The value ${value} for parameter ${path} is invalid.`);
  }
}

function checkForms(datum: Datum, path: string): void {
  const { Value, Values, Counts, StatisticValues } = datum;
  const exclude = (one: string, other: string) =>
    invalidCombination(
      `The parameters ${path}.${one} and ${path}.${other} are mutually exclusive and you have specified both.`,
    );
  if (Value !== undefined && StatisticValues) {
    throw exclude('Value', 'StatisticValues');
  }
  if (Value !== undefined && Values) {
    throw exclude('Value', 'Values');
  }
  if (Values && StatisticValues) {
    throw exclude('Values', 'StatisticValues');
  }
  if (Value === undefined && !Values && !StatisticValues) {
    throw invalidCombination(
      `At least one of the parameters must be specified: ${path}.Value, ${path}.Values, ${path}.StatisticValues.`,
    );
  }
  if (Values && Counts && Counts.length !== Values.length) {
    throw invalidValue(
      `The parameters ${path}.Values and ${path}.Counts must be of the same size.`,
    );
  }
  if (Values && Values.length > MAX_VALUES) {
    throw invalidValue(
      `The collection ${path}.Values must not have a size greater than ${MAX_VALUES}.`,
    );
  }
}

function checkDatum(datum: Datum, path: string, now: number): void {
  const { Dimensions = [], Timestamp } = datum;
  if (datum.MetricName === '') {
    throw invalidValue(`The parameter ${path}.MetricName is required.`);
  }
  checkForms(datum, path);
  if (Dimensions.length > MAX_DIMENSIONS) {
    throw invalidValue(
      `The collection ${path}.Dimensions must not have a size greater than ${MAX_DIMENSIONS}.`,
    );
  }
  const at = Timestamp?.getTime() ?? now;
  if (at < now - PAST_MS || at > now + FUTURE_MS) {
    throw invalidValue(
      `The parameter ${path}.Timestamp must specify a time within the past two weeks and no more than two hours in the future.`,
    );
  }
  const { Value, Values = [], Counts = [], StatisticValues: set } = datum;
  checkNumber(Value ?? 0, `${path}.Value`);
  Values.forEach((value, i) =>
    checkNumber(value, `${path}.Values.member.${i + 1}`),
  );
  Counts.forEach((count, i) =>
    checkNumber(count, `${path}.Counts.member.${i + 1}`),
  );
  for (const [name, value] of Object.entries(set ?? {})) {
    checkNumber(value, `${path}.StatisticValues.${name}`);
  }
  if (set && set.Minimum > set.Maximum) {
    throw invalidValue(
      `The parameter ${path}.StatisticValues.Maximum must be greater than or equal to the parameter ${path}.StatisticValues.Minimum.`,
    );
  }
}

function record(datum: Datum, series: Series, minuteMs: number): void {
  const { Value, Values = [], Counts, StatisticValues: set } = datum;
  if (Value !== undefined) {
    series.record(Value, minuteMs);
  }
  Values.forEach((value, i) => {
    const count = Counts?.[i] ?? 1;
    if (count > 0) {
      series.record(value, minuteMs, count);
    }
  });
  if (set && set.SampleCount > 0) {
    series.recordSet(
      {
        count: set.SampleCount,
        sum: set.Sum,
        min: set.Minimum,
        max: set.Maximum,
      },
      minuteMs,
    );
  }
}

function putData(input: Checked<PutMetricDataInput>, call: Call): void {
  const { Namespace, MetricData, EntityMetricData = [] } = input;
  if (Namespace.startsWith('AWS/')) {
    throw invalidValue(
      `The value ${Namespace} for parameter Namespace is invalid.`,
    );
  }
  const now = call.clock.now();
  const groups = [
    { path: 'MetricData', data: MetricData ?? [] },
    ...EntityMetricData.map(({ MetricData: data = [] }, i) => ({
      path: `EntityMetricData.member.${i + 1}.MetricData`,
      data,
    })),
  ];
  const all = groups.flatMap(({ path, data }) =>
    data.map((datum, i) => ({ path: `${path}.member.${i + 1}`, datum })),
  );
  if (all.length === 0) {
    throw invalidCombination('The parameter MetricData is required.');
  }
  if (all.length > MAX_DATA) {
    throw invalidValue(
      `The collection MetricData must not have a size greater than ${MAX_DATA}.`,
    );
  }
  all.forEach(({ path, datum }) => checkDatum(datum, path, now));
  const store = call.part(METRICS);
  const { account, region } = call.caller;
  for (const { datum } of all) {
    const series = store.series(
      {
        account,
        region,
        namespace: Namespace,
        name: datum.MetricName,
        dimensions: datum.Dimensions ?? [],
      },
      datum.Unit ?? 'None',
    );
    record(datum, series, minuteOf(datum.Timestamp?.getTime() ?? now));
  }
}

export const putMetricData = operation<PutMetricDataInput, void>({
  access: ({ Namespace }) => ({
    ...metricAccess('PutMetricData')(),
    context: { 'cloudwatch:namespace': Namespace },
  }),
  run: putData,
});

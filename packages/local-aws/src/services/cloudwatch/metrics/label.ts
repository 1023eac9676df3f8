import { TimeSeries } from '../math/mathValue';
import type { Query } from './metricQueries';

const NUMBERS: Partial<
  Record<string, (values: number[]) => number | undefined>
> = {
  MIN: values => Math.min(...values),
  MAX: values => Math.max(...values),
  AVG: values => values.reduce((a, b) => a + b, 0) / values.length,
  SUM: values => values.reduce((a, b) => a + b, 0),
  LAST: values => values.at(-1),
  FIRST: values => values[0],
  DATAPOINT_COUNT: values => values.length,
};

function property(query: Query, series: TimeSeries, name: string) {
  const { Metric, Stat } = query.MetricStat ?? {};
  if (name.startsWith('Dim.')) {
    const wanted = name.slice('Dim.'.length);
    return Metric?.Dimensions?.find(({ Name }) => Name === wanted)?.Value;
  }
  const properties: Record<string, string | undefined> = {
    MetricName: Metric?.MetricName,
    Namespace: Metric?.Namespace,
    Period: String(series.periodSeconds),
    Stat,
    Id: query.Id,
    Label: series.label,
  };
  return properties[name];
}

/**
 * The label of a result. It may speak of the result itself ("Using dynamic
 * labels"): `${MAX}`, `${PROP('Dim.RuleName')}`; what is not known stays.
 */
export function labelOf(query: Query, series: TimeSeries): string {
  const { Label: label } = query;
  if (label === undefined || label === '') {
    return query.MetricStat ? series.label : query.Id;
  }
  const values = [...series.points.values()];
  return label.replace(
    /\$\{\s*(?:PROP\('([^']*)'\)|(\w+))\s*\}/g,
    (whole, prop: string | undefined, word: string | undefined) => {
      if (prop !== undefined) {
        return property(query, series, prop) ?? whole;
      }
      if (word === 'LABEL') {
        return series.label || query.Id;
      }
      const compute = NUMBERS[word ?? ''];
      const number = compute && values.length > 0 ? compute(values) : undefined;
      return compute ? String(number ?? '--') : whole;
    },
  );
}

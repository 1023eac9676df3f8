import {
  GetMetricDataCommand,
  MetricDataQuery,
  MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { LocalAws } from '../server';
import { HUB, rootOf, timeOf } from './clients';

export const MINUTE = 60_000;

/** Metrics of a shop of one's own, minute by minute over the last ten. */
export async function shopMetricsOf(aws: LocalAws) {
  const now = (await timeOf(aws)).getTime();
  /** The start of a minute, ten minutes ago. */
  const start = now - (now % MINUTE) - 10 * MINUTE;
  const cloudwatch = (account = HUB) => rootOf(aws, account).cloudwatch;

  const put = (...data: MetricDatum[]) =>
    cloudwatch().send(
      new PutMetricDataCommand({ Namespace: 'Shop', MetricData: data }),
    );

  /** One value for each minute from the start on; none where it says so. */
  const putEach = (MetricName: string, values: (number | undefined)[]) =>
    put(
      ...values.flatMap((Value, i) =>
        Value === undefined
          ? []
          : [{ MetricName, Value, Timestamp: new Date(start + i * MINUTE) }],
      ),
    );

  const get = (
    queries: MetricDataQuery[],
    more: Partial<GetMetricDataCommand['input']> = {},
  ) =>
    cloudwatch().send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: new Date(start),
        EndTime: new Date(start + 10 * MINUTE),
        ScanBy: 'TimestampAscending',
        ...more,
      }),
    );

  const valuesOf = async (...queries: MetricDataQuery[]) => {
    const { MetricDataResults = [] } = await get(queries);
    return MetricDataResults.map(({ Values }) => Values);
  };

  return { start, cloudwatch, put, putEach, get, valuesOf };
}

/** Asks for a metric of the shop. */
export function metric(
  Id: string,
  MetricName: string,
  options: { stat?: string; period?: number; hidden?: boolean } = {},
): MetricDataQuery {
  return {
    Id,
    MetricStat: {
      Metric: { Namespace: 'Shop', MetricName },
      Period: options.period ?? 60,
      Stat: options.stat ?? 'Sum',
    },
    ReturnData: !options.hidden,
  };
}

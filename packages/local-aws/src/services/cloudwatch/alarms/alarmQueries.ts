import { Platform } from '../../../calls/platform';
import { Alarm, AlarmSettings } from './alarmState';
import { isSeries } from '../math/mathValue';
import { answerQueries, Query } from '../metrics/metricQueries';

/** One period that an alarm looks at. */
export interface Datapoint {
  readonly atMs: number;
  /** Missing when nothing was measured. */
  readonly value?: number;
  readonly sampleCount?: number;
}

const WATCHED = 'watched';
const SAMPLES = 'samples';

/** The name of the statistic of an alarm on one metric. */
export function statisticName({ metric }: AlarmSettings): string {
  return metric?.extendedStatistic ?? metric?.statistic ?? '';
}

function metricQuery(
  { metric }: AlarmSettings,
  Id: string,
  Stat: string,
): Query {
  return {
    Id,
    MetricStat: {
      Metric: {
        Namespace: metric?.namespace,
        MetricName: metric?.name,
        Dimensions: metric?.dimensions.map(dimension => ({ ...dimension })),
      },
      Period: metric?.periodSeconds ?? 60,
      Stat,
      // Text that PutMetricAlarm has checked.
      Unit: metric?.unit as NonNullable<Query['MetricStat']>['Unit'],
    },
  };
}

/** The query of an alarm on metric math whose result it watches. */
function watchedQuery(queries: readonly Query[]): Query | undefined {
  return queries.find(({ ReturnData }) => ReturnData !== false);
}

/** Seconds from one datapoint of an alarm to the next. */
export function periodOf({ metric, queries = [] }: AlarmSettings): number {
  const periods = queries.map(
    ({ Period, MetricStat }) => Period ?? MetricStat?.Period ?? 0,
  );
  return metric?.periodSeconds ?? (Math.max(0, ...periods) || 60);
}

/**
 * What an alarm sees of so many periods, the newest first.
 *
 * @param untilMs - where the newest period ends
 * @throws QueryError
 */
export function datapointsOf(
  alarm: Alarm,
  periods: number,
  untilMs: number,
  platform: Platform,
): Datapoint[] {
  const { settings } = alarm;
  const periodMs = periodOf(settings) * 1000;
  const fromMs = untilMs - periods * periodMs;
  const queries = settings.queries ?? [
    metricQuery(settings, WATCHED, statisticName(settings)),
    metricQuery(settings, SAMPLES, 'SampleCount'),
  ];
  const valueOf = answerQueries(
    queries,
    { account: alarm.account, region: alarm.region, fromMs, untilMs },
    platform,
  );
  const pointsOf = (id: string) => {
    const value = valueOf(id);
    return typeof value === 'object' && isSeries(value)
      ? value.points
      : new Map<number, number>();
  };
  const values = pointsOf(
    settings.queries ? watchedQuery(settings.queries)?.Id ?? '' : WATCHED,
  );
  const samples = settings.queries ? new Map() : pointsOf(SAMPLES);
  return Array.from({ length: periods }, (_, i) => {
    const atMs = untilMs - (i + 1) * periodMs;
    return { atMs, value: values.get(atMs), sampleCount: samples.get(atMs) };
  });
}

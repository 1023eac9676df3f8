import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { Platform } from '../../../calls/platform';
import { Place } from '../../../accounts';
import { Checked } from '../../../wire/model';
import { workOut } from '../math/math';
import { isSeries, MathValue, TimeSeries } from '../math/mathValue';
import { METRICS } from '../store/metricStore';
import { periodsOf } from '../store/periods';
import { statisticOf } from '../store/statistic';

export type Query = Checked<MetricDataQuery>;

/** A query of GetMetricData or an alarm that cannot be worked out. */
export class QueryError extends Error {
  constructor(id: string, reason: string) {
    super(`Error in expression '${id}': ${reason}`);
    this.name = 'QueryError';
  }
}

/** When and where queries are asked. */
export interface QueryScope extends Place {
  readonly fromMs: number;
  readonly untilMs: number;
}

function measure(query: Query, scope: QueryScope, platform: Platform) {
  const { MetricStat } = query;
  const { Metric, Period = 60, Stat = '', Unit } = MetricStat ?? {};
  const metric = platform.part(METRICS).find({
    account: scope.account,
    region: scope.region,
    namespace: Metric?.Namespace ?? '',
    name: Metric?.MetricName ?? '',
    dimensions: Metric?.Dimensions ?? [],
  });
  const statistic = statisticOf(Stat);
  const periods = periodsOf(
    [...(metric?.series ?? [])].filter(
      ({ unit }) => Unit === undefined || Unit === unit,
    ),
    { ...scope, periodSeconds: Period },
  );
  const points = new Map<number, number>();
  for (const values of periods) {
    const value = statistic?.(values);
    if (value !== undefined) {
      points.set(values.startMs, value);
    }
  }
  return { label: Metric?.MetricName ?? '', periodSeconds: Period, points };
}

/**
 * Answers queries, each once, in whatever order they need each other.
 *
 * @returns the value of a query by its id
 * @throws QueryError
 */
export function answerQueries(
  queries: readonly Query[],
  scope: QueryScope,
  platform: Platform,
): (id: string) => MathValue {
  const byId = new Map(queries.map(query => [query.Id, query]));
  const answers = new Map<string, MathValue>();
  const underway = new Set<string>();

  function answer(query: Query): MathValue {
    if (query.Expression === undefined) {
      return measure(query, scope, platform);
    }
    try {
      return workOut(query.Expression, { ...scope, valueOf, metrics });
    } catch (error) {
      if (error instanceof QueryError) {
        throw error;
      }
      throw new QueryError(
        query.Id,
        error instanceof Error ? error.message : `${error}`,
      );
    }
  }

  function valueOf(id: string): MathValue {
    const known = answers.get(id);
    const query = byId.get(id);
    if (known !== undefined) {
      return known;
    }
    if (!query || underway.has(id)) {
      throw new Error(
        query
          ? `The query ${id} needs itself`
          : `There is no query of the id ${id}`,
      );
    }
    underway.add(id);
    const value = answer(query);
    underway.delete(id);
    answers.set(id, value);
    return value;
  }

  function metrics(part: string): TimeSeries[] {
    return queries
      .filter(({ Id, MetricStat }) => MetricStat && Id.includes(part))
      .flatMap(({ Id }) => {
        const value = valueOf(Id);
        return typeof value === 'object' && isSeries(value) ? [value] : [];
      });
  }

  return valueOf;
}

import { invalid, invalidValue } from '../errors';
import { statisticOf } from '../store/statistic';
import { Query } from './metricQueries';

/** Periods shorter than a minute that CloudWatch knows. */
const SHORT_PERIODS = [1, 5, 10, 20, 30];

/** @throws `InvalidParameterValue` */
export function checkPeriod(seconds: number, path: string): void {
  if (seconds < 1 || (seconds % 60 !== 0 && !SHORT_PERIODS.includes(seconds))) {
    throw invalidValue(
      `The parameter ${path} must be a multiple of 60, or one of 1, 5, 10, 20 and 30.`,
    );
  }
}

function checkQuery(query: Query, path: string): void {
  const { Id, MetricStat, Expression } = query;
  if (!/^[a-z]\w*$/.test(Id)) {
    throw invalid(
      `The value ${Id} for parameter ${path}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  }
  if (!MetricStat && Expression === undefined) {
    // AWS ends this message with a line break.
    throw invalid(`The parameter ${path}.MetricStat is required.\n`);
  }
  if (MetricStat && Expression !== undefined) {
    throw invalid(
      `The parameters ${path}.Expression and ${path}.MetricStat are mutually exclusive and you have specified both.`,
    );
  }
  if (MetricStat) {
    const { Period, Stat, Metric } = MetricStat;
    if (!Metric.MetricName) {
      throw invalid(
        `The parameter ${path}.MetricStat.Metric.MetricName is required.`,
      );
    }
    checkPeriod(Period, `${path}.MetricStat.Period`);
    if (!statisticOf(Stat)) {
      throw invalidValue(
        `The value ${Stat} for parameter ${path}.MetricStat.Stat is not supported.`,
      );
    }
  }
}

/** @throws `ValidationError` and its like */
export function checkQueries(queries: readonly Query[], path: string): void {
  const ids = new Set<string>();
  queries.forEach((query, i) => {
    checkQuery(query, `${path}.member.${i + 1}`);
    if (ids.has(query.Id)) {
      throw invalid(`The values for parameter id in ${path} are not unique.`);
    }
    ids.add(query.Id);
  });
}

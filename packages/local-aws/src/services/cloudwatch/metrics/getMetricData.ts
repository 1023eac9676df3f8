import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { Call, operation } from '../../../calls/operation';
import { Violation } from '../../../wire/errors';
import { Checked } from '../../../wire/model';
import { metricAccess } from '../access';
import { invalid, invalidValue, refuseViolations } from '../errors';
import { checkQueries } from './queryChecks';
import { labelOf } from './label';
import { isSeries, TimeSeries } from '../math/mathValue';
import { answerQueries, QueryError } from './metricQueries';
import { minuteOf } from '../store/series';

type Input = Checked<GetMetricDataInput>;

const MAX_QUERIES = 500;
const MAX_DATAPOINTS = 100_800;

function check(input: Input): void {
  const { MetricDataQueries: queries, StartTime, EndTime } = input;
  const violations: Violation[] = [];
  if (queries.length > MAX_QUERIES) {
    violations.push({
      path: 'metricDataQueries',
      value: '[]',
      constraint: `Member must have length less than or equal to ${MAX_QUERIES}`,
    });
  }
  const { ScanBy } = input;
  if (
    ScanBy !== undefined &&
    ScanBy !== 'TimestampAscending' &&
    ScanBy !== 'TimestampDescending'
  ) {
    violations.push({
      path: 'scanBy',
      value: ScanBy,
      constraint:
        'Member must satisfy enum value set: [TimestampDescending, TimestampAscending]',
    });
  }
  refuseViolations(violations);
  if (StartTime > EndTime) {
    throw invalid('The parameter EndTime must be greater than StartTime.');
  }
  if (StartTime.getTime() === EndTime.getTime()) {
    throw invalid('The parameter StartTime must not equal parameter EndTime.');
  }
  checkQueries(queries, 'MetricDataQueries');
}

/** One series of the answer, with every point that it has. */
interface Answered {
  id: string;
  label: string;
  points: [number, number][];
}

function answerAll(input: Input, call: Call): Answered[] {
  const scope = {
    account: call.caller.account,
    region: call.caller.region,
    fromMs: minuteOf(input.StartTime.getTime()),
    untilMs: input.EndTime.getTime(),
  };
  const valueOf = answerQueries(input.MetricDataQueries, scope, call);
  const isAscending = input.ScanBy === 'TimestampAscending';
  return input.MetricDataQueries.filter(
    ({ ReturnData }) => ReturnData !== false,
  ).flatMap(query => {
    const value = valueOf(query.Id);
    if (typeof value === 'number') {
      throw new QueryError(
        query.Id,
        'The expression must return a time series, not a number',
      );
    }
    const all: readonly TimeSeries[] = isSeries(value) ? [value] : value;
    return all.map(series => {
      const points = [...series.points];
      return {
        id: query.Id,
        label: labelOf(query, series),
        points: isAscending ? points : points.reverse(),
      };
    });
  });
}

function readToken(token: string | undefined): number {
  if (token === undefined) {
    return 0;
  }
  const [, from] =
    /^points:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (from === undefined) {
    throw invalidValue('Invalid NextToken');
  }
  return Number(from);
}

/** A page holds so many points of all results together, in their order. */
function pageOf(answers: Answered[], from: number, limit: number) {
  let at = 0;
  let isCut = false;
  const results = answers.map(({ id, label, points }): MetricDataResult => {
    const start = Math.max(from - at, 0);
    const end = Math.max(from + limit - at, 0);
    const part = points.slice(start, end);
    const hasMore = end < points.length;
    isCut ||= hasMore;
    at += points.length;
    return {
      Id: id,
      Label: label,
      Timestamps: part.map(([atMs]) => new Date(atMs)),
      Values: part.map(([, value]) => value),
      StatusCode: hasMore ? 'PartialData' : 'Complete',
    };
  });
  return {
    results,
    nextToken: isCut
      ? Buffer.from(`points:${from + limit}`).toString('base64url')
      : undefined,
  };
}

export const getMetricData = operation<GetMetricDataInput, GetMetricDataOutput>(
  {
    access: metricAccess('GetMetricData'),
    run: (input, call) => {
      check(input);
      const from = readToken(input.NextToken);
      const limit = Math.min(
        input.MaxDatapoints ?? MAX_DATAPOINTS,
        MAX_DATAPOINTS,
      );
      try {
        const { results, nextToken } = pageOf(
          answerAll(input, call),
          from,
          Math.max(limit, 1),
        );
        return {
          MetricDataResults: results,
          NextToken: nextToken,
          Messages: [],
        };
      } catch (error) {
        throw error instanceof QueryError ? invalid(error.message) : error;
      }
    },
  },
);

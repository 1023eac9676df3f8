import type {
  ListMetricsInput,
  ListMetricsOutput,
} from '@aws-sdk/client-cloudwatch';
import { operation } from '../../../calls/operation';
import { Checked } from '../../../wire/model';
import { takePage } from '../../page';
import { metricAccess } from '../access';
import { invalidValue } from '../errors';
import { Metric, METRICS } from '../store/metricStore';

const PAGE = 500;
const LISTED_MS = 14 * 86_400_000;
const RECENT_MS = 3 * 3_600_000;

function fits(metric: Metric, input: Checked<ListMetricsInput>): boolean {
  const { Namespace, MetricName, Dimensions = [] } = input;
  return (
    (Namespace === undefined || metric.namespace === Namespace) &&
    (MetricName === undefined || metric.name === MetricName) &&
    Dimensions.every(wanted =>
      metric.dimensions.some(
        ({ Name, Value }) =>
          Name === wanted.Name &&
          (wanted.Value === undefined || Value === wanted.Value),
      ),
    )
  );
}

/** "ListMetrics": metrics with data in the past two weeks, 500 at a time. */
export const listMetrics = operation<ListMetricsInput, ListMetricsOutput>({
  access: metricAccess('ListMetrics'),
  run: (input, call) => {
    const { RecentlyActive, OwningAccount, IncludeLinkedAccounts } = input;
    if (RecentlyActive !== undefined && RecentlyActive !== 'PT3H') {
      throw invalidValue(
        `The value ${RecentlyActive} for parameter RecentlyActive is not supported.`,
      );
    }
    const { account } = call.caller;
    // No account is linked to another here: there are one's own metrics only.
    const isOwn = OwningAccount === undefined || OwningAccount === account;
    const sinceMs = call.clock.now() - (RecentlyActive ? RECENT_MS : LISTED_MS);
    const metrics = isOwn
      ? call
          .part(METRICS)
          .list(call.caller, sinceMs)
          .filter(metric => fits(metric, input))
      : [];
    const page = takePage(metrics, ({ key }) => key, PAGE, input.NextToken);
    if (!page) {
      throw invalidValue('Invalid NextToken');
    }
    return {
      Metrics: page.items.map(({ namespace, name, dimensions }) => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: dimensions.map(dimension => ({ ...dimension })),
      })),
      NextToken: page.nextToken,
      OwningAccounts: IncludeLinkedAccounts
        ? page.items.map(() => account)
        : undefined,
    };
  },
});

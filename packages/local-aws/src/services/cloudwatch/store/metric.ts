import { Place } from '../../../accounts';

/** A name and value that tell metrics of one name apart. */
export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** What a metric is known by, in an account and Region. */
export interface MetricName extends Place {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
}

/** Stands between parts of a key; in no name that CloudWatch allows. */
const BAR = '\u0000';

/** Dimensions in one order, whichever they were given in. */
export function sortedDimensions(
  dimensions: readonly Dimension[],
): readonly Dimension[] {
  return [...dimensions].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

/** One text for one metric; metrics of a namespace stand together. */
export function metricKey(metric: Omit<MetricName, 'account' | 'region'>) {
  const parts = sortedDimensions(metric.dimensions).flatMap(
    ({ Name, Value }) => [Name, Value],
  );
  return [metric.namespace, metric.name, ...parts].join(BAR);
}

import { Bucket } from './bucket';

/** Takes one number from the values of a period; none where it cannot be had. */
export type Statistic = (values: Bucket) => number | undefined;

const SIMPLE: ReadonlyMap<string, Statistic> = new Map<string, Statistic>([
  ['SampleCount', ({ count }) => count],
  ['Average', ({ sum, count }) => sum / count],
  ['Sum', ({ sum }) => sum],
  ['Minimum', ({ min }) => min],
  ['Maximum', ({ max }) => max],
]);

/**
 * The statistic of a name ("CloudWatch statistics definitions"): the five
 * simple ones, and percentiles from `p0.0` to `p100` with up to ten decimals.
 *
 * @returns `undefined` for any other name
 */
export function statisticOf(name: string): Statistic | undefined {
  const simple = SIMPLE.get(name);
  if (simple) {
    return simple;
  }
  const percent = /^p(\d{1,3}(\.\d{0,10})?)$/.exec(name)?.[1];
  return percent === undefined || Number(percent) > 100
    ? undefined
    : values => values.percentile(Number(percent));
}

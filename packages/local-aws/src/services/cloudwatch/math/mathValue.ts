/** A time series: values by time, in milliseconds, oldest first. */
export interface TimeSeries {
  readonly label: string;
  readonly periodSeconds: number;
  readonly points: ReadonlyMap<number, number>;
}

/** What a metric math expression can be: a number, series, or several. */
export type MathValue = number | TimeSeries | readonly TimeSeries[];

export function isSeries(value: MathValue): value is TimeSeries {
  return typeof value === 'object' && 'points' in value;
}

/** A series with each point changed; points without a finite value go. */
export function mapPoints(
  series: TimeSeries,
  change: (value: number, atMs: number) => number | undefined,
): TimeSeries {
  const points = new Map<number, number>();
  for (const [atMs, value] of series.points) {
    const changed = change(value, atMs);
    if (changed !== undefined && Number.isFinite(changed)) {
      points.set(atMs, changed);
    }
  }
  return { ...series, points };
}

type Combine = (left: number, right: number) => number;

/**
 * Two values combined ("Using metric math"): a number with each point, two
 * series where both have a point, several series one by one.
 */
export function combine(
  left: MathValue,
  right: MathValue,
  operate: Combine,
): MathValue {
  if (typeof left === 'number') {
    if (typeof right === 'number') {
      return operate(left, right);
    }
    return isSeries(right)
      ? mapPoints(right, value => operate(left, value))
      : right.map(one => mapPoints(one, value => operate(left, value)));
  }
  if (!isSeries(left)) {
    return left.map(one => combineOne(one, right, operate));
  }
  return isSeries(right) || typeof right === 'number'
    ? combineOne(left, right, operate)
    : right.map(one => combineOne(left, one, operate));
}

function combineOne(
  left: TimeSeries,
  right: MathValue,
  operate: Combine,
): TimeSeries {
  if (typeof right === 'number') {
    return mapPoints(left, value => operate(value, right));
  }
  if (!isSeries(right)) {
    throw new Error('Two lists of time series cannot be combined');
  }
  return mapPoints(left, (value, atMs) => {
    const other = right.points.get(atMs);
    return other === undefined ? undefined : operate(value, other);
  });
}

/** One series of what all series have at each time, missing points left out. */
export function reduceSeries(
  all: readonly TimeSeries[],
  reduce: (values: readonly number[]) => number,
): TimeSeries {
  const columns = new Map<number, number[]>();
  for (const { points } of all) {
    for (const [atMs, value] of points) {
      const column = columns.get(atMs);
      if (column) {
        column.push(value);
      } else {
        columns.set(atMs, [value]);
      }
    }
  }
  const ordered = [...columns].sort(([a], [b]) => a - b);
  return {
    label: '',
    periodSeconds: Math.max(60, ...all.map(one => one.periodSeconds)),
    points: new Map(ordered.map(([atMs, values]) => [atMs, reduce(values)])),
  };
}

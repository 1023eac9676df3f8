import {
  combine,
  isSeries,
  mapPoints,
  MathValue,
  reduceSeries,
  TimeSeries,
} from './mathValue';

/** What functions see of the request beside their arguments. */
export interface MathScope {
  readonly fromMs: number;
  readonly untilMs: number;
}

type MathFunction = (args: readonly MathValue[], scope: MathScope) => MathValue;

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const average = (values: readonly number[]) => sum(values) / values.length;

function only(args: readonly MathValue[], name: string): MathValue {
  if (args.length !== 1) {
    throw new Error(`${name} takes one argument`);
  }
  return args[0];
}

function seriesOf(value: MathValue | undefined, name: string): TimeSeries {
  if (value === undefined || !isSeries(value)) {
    throw new Error(`${name} takes a time series`);
  }
  return value;
}

/** A number of one series, or a series of several. */
function reduction(
  name: string,
  reduce: (values: readonly number[]) => number,
): [string, MathFunction] {
  return [
    name,
    args => {
      const value = only(args, name);
      if (typeof value === 'number') {
        return value;
      }
      return isSeries(value)
        ? reduce([...value.points.values()])
        : reduceSeries(value, reduce);
    },
  ];
}

/** A change of each value by itself. */
function pointwise(
  name: string,
  change: (value: number) => number,
): [string, MathFunction] {
  return [name, args => combine(only(args, name), 0, value => change(value))];
}

/** A change of each value that looks at the one before. */
function stepwise(
  name: string,
  change: (value: number, before: number, seconds: number) => number,
): [string, MathFunction] {
  return [
    name,
    args => {
      let before: [number, number] | undefined;
      return mapPoints(seriesOf(only(args, name), name), (value, atMs) => {
        const last = before;
        before = [atMs, value];
        return last && change(value, last[1], (atMs - last[0]) / 1000);
      });
    },
  ];
}

/** The points that a series would have if none were missing. */
function* slots({ periodSeconds, points }: TimeSeries, scope: MathScope) {
  const periodMs = periodSeconds * 1000;
  const [firstMs = scope.fromMs] = points.keys();
  const startMs =
    firstMs - Math.floor((firstMs - scope.fromMs) / periodMs) * periodMs;
  for (let atMs = startMs; atMs < scope.untilMs; atMs += periodMs) {
    yield atMs;
  }
}

function fillOne(
  series: TimeSeries,
  filler: MathValue | 'REPEAT',
  scope: MathScope,
): TimeSeries {
  const points = new Map<number, number>();
  let last: number | undefined;
  for (const atMs of slots(series, scope)) {
    const value = series.points.get(atMs);
    let filled: number | undefined;
    if (filler === 'REPEAT') {
      filled = last;
    } else if (typeof filler === 'number') {
      filled = filler;
    } else {
      filled = seriesOf(filler, 'FILL').points.get(atMs);
    }
    last = value ?? filled;
    if (last !== undefined) {
      points.set(atMs, last);
    }
  }
  return { ...series, points };
}

/** Fills the points that are missing; `REPEAT` with the value before. */
export function fill(
  value: MathValue,
  filler: MathValue | 'REPEAT',
  scope: MathScope,
): MathValue {
  if (typeof value === 'number') {
    throw new Error('FILL takes a time series');
  }
  return isSeries(value)
    ? fillOne(value, filler, scope)
    : value.map(one => fillOne(one, filler, scope));
}

function choose([condition, yes, no]: readonly MathValue[]): MathValue {
  if (condition === undefined || yes === undefined) {
    throw new Error('IF takes a condition and one or two values');
  }
  if (typeof condition === 'number') {
    return condition === 0 ? no ?? [] : yes;
  }
  const at = (value: MathValue | undefined, atMs: number) =>
    typeof value === 'number'
      ? value
      : value && seriesOf(value, 'IF').points.get(atMs);
  return mapPoints(seriesOf(condition, 'IF'), (value, atMs) =>
    at(value === 0 ? no : yes, atMs),
  );
}

/** The functions of "Using metric math" that local AWS has. */
export const MATH_FUNCTIONS: ReadonlyMap<string, MathFunction> = new Map([
  reduction('SUM', sum),
  reduction('AVG', average),
  reduction('MIN', values => Math.min(...values)),
  reduction('MAX', values => Math.max(...values)),
  reduction('DATAPOINT_COUNT', values => values.length),
  pointwise('ABS', Math.abs),
  pointwise('CEIL', Math.ceil),
  pointwise('FLOOR', Math.floor),
  stepwise('DIFF', (value, before) => value - before),
  stepwise('RATE', (value, before, seconds) => (value - before) / seconds),
  [
    'RUNNING_SUM',
    args => {
      let total = 0;
      return mapPoints(
        seriesOf(only(args, 'RUNNING_SUM'), 'RUNNING_SUM'),
        value => (total += value),
      );
    },
  ],
  ['PERIOD', args => seriesOf(only(args, 'PERIOD'), 'PERIOD').periodSeconds],
  [
    'METRIC_COUNT',
    args => {
      const value = only(args, 'METRIC_COUNT');
      return typeof value === 'object' && !isSeries(value) ? value.length : 1;
    },
  ],
  ['IF', args => choose(args)],
]);

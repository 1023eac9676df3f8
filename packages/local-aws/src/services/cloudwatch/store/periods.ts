import { Bucket } from './bucket';
import { MINUTE_MS, minuteOf, Series } from './series';

/** A stretch of time, cut into periods. */
export interface Stretch {
  /** Included; counted from the start of its minute. */
  fromMs: number;
  /** Not included. */
  untilMs: number;
  periodSeconds: number;
}

/**
 * What came in each period of a stretch, oldest first; periods without values
 * are left out. Periods begin at the start of the stretch. Those shorter than
 * a minute are taken for a minute: finer data is not kept.
 */
export function periodsOf(
  series: Iterable<Series>,
  { fromMs, untilMs, periodSeconds }: Stretch,
): Bucket[] {
  const startMs = minuteOf(fromMs);
  const periodMs = Math.max(periodSeconds * 1000, MINUTE_MS);
  const periods = new Map<number, Bucket>();
  for (const one of series) {
    for (const minute of one.between(startMs, untilMs)) {
      const i = Math.floor((minute.startMs - startMs) / periodMs);
      let period = periods.get(i);
      if (!period) {
        period = new Bucket(startMs + i * periodMs);
        periods.set(i, period);
      }
      period.merge(minute);
    }
  }
  return [...periods.values()].sort((a, b) => a.startMs - b.startMs);
}

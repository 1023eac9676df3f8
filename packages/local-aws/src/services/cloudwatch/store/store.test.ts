import fc from 'fast-check';
import { Clock } from '../../../clock';
import {
  Bucket,
  MetricName,
  MetricStore,
  MINUTE_MS,
  minuteOf,
  periodsOf,
  Series,
  statisticOf,
} from './index';

const PLACE = { account: '111111111111', region: 'eu-west-1' };

const named = (name: string): MetricName => ({
  ...PLACE,
  namespace: 'Shop',
  name,
  dimensions: [],
});

/** Values as they come: whole and broken, small and large, none or below it. */
const VALUE = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
);

const SAMPLES = fc.array(
  fc.record({ value: VALUE, minute: fc.nat({ max: 29 }) }),
  { minLength: 1, maxLength: 400 },
);

function recorded(samples: { value: number; minute: number }[]): Series {
  const series = new Series('Count', () => {});
  for (const { value, minute } of samples) {
    series.record(value, minute * MINUTE_MS);
  }
  return series;
}

/** Whether two numbers are the same but for what adding up in another order does. */
function isNear(a: number, b: number, scale: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, scale);
}

describe('what is kept of values', () => {
  it('gives for any periods what the values themselves give', () => {
    fc.assert(
      fc.property(
        SAMPLES,
        fc.integer({ min: 1, max: 12 }),
        (samples, minutes) => {
          const periods = periodsOf([recorded(samples)], {
            fromMs: 0,
            untilMs: 30 * MINUTE_MS,
            periodSeconds: minutes * 60,
          });
          const expected = new Map<number, number[]>();
          for (const { value, minute } of samples) {
            const atMs = Math.floor(minute / minutes) * minutes * MINUTE_MS;
            expected.set(atMs, [...(expected.get(atMs) ?? []), value]);
          }
          expect(periods.map(({ startMs }) => startMs)).toEqual(
            [...expected.keys()].sort((a, b) => a - b),
          );
          for (const { startMs, count, sum, min, max } of periods) {
            const values = expected.get(startMs) ?? [];
            const size = values.reduce((a, b) => a + Math.abs(b), 0);
            expect([count, min, max]).toEqual([
              values.length,
              Math.min(...values),
              Math.max(...values),
            ]);
            expect(
              isNear(
                sum,
                values.reduce((a, b) => a + b, 0),
                size,
              ),
            ).toBe(true);
          }
        },
      ),
    );
  });

  it('knows every percentile to 1 %, and exactly of a hundred values', () => {
    fc.assert(
      fc.property(
        SAMPLES,
        fc.double({ min: 0, max: 100, noNaN: true }),
        (samples, percent) => {
          const [whole] = periodsOf([recorded(samples)], {
            fromMs: 0,
            untilMs: 30 * MINUTE_MS,
            periodSeconds: 1_800,
          });
          const values = samples
            .map(({ value }) => value)
            .sort((a, b) => a - b);
          const rank = Math.max(Math.ceil((percent / 100) * values.length), 1);
          const exact = values[rank - 1];
          const found = whole.percentile(percent) ?? NaN;
          const isExact = new Set(values).size <= 100;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(
            isExact ? 0 : Math.abs(exact) * 0.01,
          );
        },
      ),
    );
  });

  it('has no percentile of what only a summary is known of', () => {
    const bucket = new Bucket(0);
    bucket.add(1);
    bucket.addSet({ count: 3, sum: 9, min: 2, max: 5 });
    expect(statisticOf('Average')?.(bucket)).toBe(2.5);
    expect(statisticOf('p50')?.(bucket)).toBeUndefined();
  });

  it.each(['p101', 'p', 'pp', 'Median', 'p1.12345678901', ''])(
    'knows no statistic %p',
    name => {
      expect(statisticOf(name)).toBeUndefined();
    },
  );
});

describe('the store', () => {
  const minutesOf = (store: MetricStore) =>
    store
      .list(PLACE, -Infinity)
      .flatMap(({ series }) => [...series])
      .flatMap(series => [...series.between(-Infinity, Infinity)]);

  it('keeps no more minutes than it may, and of each the newest', () => {
    const now = minuteOf(Date.now());
    fc.assert(
      fc.property(
        fc.array(fc.record({ metric: fc.nat(5), values: fc.nat(9) }), {
          minLength: 1,
          maxLength: 80,
        }),
        fc.integer({ min: 1, max: 20 }),
        (steps, maxMinutes) => {
          const store = new MetricStore(new Clock(), maxMinutes);
          const begun: { metric: number; atMs: number }[] = [];
          steps.forEach(({ metric, values }, i) => {
            // Each step is a minute of its own.
            const atMs = now - (steps.length - i) * MINUTE_MS;
            begun.push({ metric, atMs });
            const series = store.series(named(`m${metric}`), 'Count');
            for (let n = 0; n <= values; n++) {
              series.record(n, atMs);
            }
          });
          expect(
            minutesOf(store)
              .map(({ startMs }) => startMs)
              .sort((a, b) => a - b),
          ).toEqual(begun.slice(-maxMinutes).map(({ atMs }) => atMs));
        },
      ),
    );
  });

  it('does not grow with the values of a minute', () => {
    const store = new MetricStore(new Clock());
    const series = store.series(named('Latency'), 'Milliseconds');
    const minuteMs = minuteOf(Date.now());
    for (let i = 0; i < 100_000; i++) {
      series.record(((i * 7_919) % 100_000) / 10, minuteMs);
    }
    const [bucket, ...others] = minutesOf(store);
    expect(others).toEqual([]);
    expect(bucket.count).toBe(100_000);
    expect(Math.abs((bucket.percentile(50) ?? 0) - 5_000)).toBeLessThan(50);
  });

  it('adds finer metrics up to a coarser one', () => {
    const store = new MetricStore(new Clock());
    const minuteMs = minuteOf(Date.now());
    const total = named('total');
    for (const [i, name] of ['a', 'b', 'c'].entries()) {
      store.series(named(name), 'Count', [total]).record(i + 1, minuteMs);
      // Asked for again it is the same series, not another one to add.
      store.series(named(name), 'Count', [total]).record(10, minuteMs);
    }
    const stretch = {
      fromMs: minuteMs,
      untilMs: minuteMs + MINUTE_MS,
      periodSeconds: 60,
    };
    const [sum] = periodsOf(store.find(total)?.series ?? [], stretch);
    expect([sum.count, sum.sum, sum.min, sum.max]).toEqual([6, 36, 1, 10]);
    const [own] = periodsOf(store.find(named('b'))?.series ?? [], stretch);
    expect([own.count, own.sum]).toEqual([2, 12]);
  });
});

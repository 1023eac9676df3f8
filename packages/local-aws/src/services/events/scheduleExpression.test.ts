import fc from 'fast-check';
import { nextTime, parseSchedule, Schedule } from './scheduleExpression';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function scheduleOf(text: string): Schedule {
  const schedule = parseSchedule(text);
  if (!schedule) {
    throw new Error(`${text} was expected to be a schedule`);
  }
  return schedule;
}

/** The next times of a schedule after another, as EventBridge writes times. */
function times(text: string, after: string, count: number): string[] {
  const schedule = scheduleOf(text);
  const found: string[] = [];
  let atMs: number | undefined = Date.parse(after);
  while (found.length < count) {
    atMs = nextTime(schedule, 0, atMs);
    if (atMs === undefined) {
      break;
    }
    found.push(new Date(atMs).toISOString().slice(0, 16));
  }
  return found;
}

describe('the next time of a schedule', () => {
  it.each([
    [
      'every day',
      'cron(15 12 * * ? *)',
      ['2026-01-31T12:15', '2026-02-01T12:15'],
    ],
    [
      'weekdays',
      'cron(0 18 ? * MON-FRI *)',
      ['2026-02-02T18:00', '2026-02-03T18:00'],
    ],
    [
      'Sunday is 1',
      'cron(0 0 ? * 1 *)',
      ['2026-02-01T00:00', '2026-02-08T00:00'],
    ],
    [
      'the last Friday',
      'cron(15 10 ? * 6L *)',
      ['2026-02-27T10:15', '2026-03-27T10:15'],
    ],
    [
      'the third Saturday',
      'cron(0 2 ? * SAT#3 *)',
      ['2026-02-21T02:00', '2026-03-21T02:00'],
    ],
    [
      'a fifth Monday',
      'cron(0 0 ? * 2#5 *)',
      ['2026-03-30T00:00', '2026-06-29T00:00'],
    ],
    [
      'the last day',
      'cron(0 9 L * ? *)',
      ['2026-01-31T09:00', '2026-02-28T09:00'],
    ],
    [
      'the last weekday',
      'cron(0 9 LW * ? *)',
      ['2026-02-27T09:00', '2026-03-31T09:00'],
    ],
    [
      'the weekday next to the first',
      'cron(0 9 1W * ? *)',
      ['2026-02-02T09:00', '2026-03-02T09:00'],
    ],
    [
      'the weekday next to the 15th',
      'cron(0 9 15W * ? *)',
      ['2026-02-16T09:00', '2026-03-16T09:00'],
    ],
    [
      'the 31st, where there is one',
      'cron(0 0 31 * ? *)',
      ['2026-03-31T00:00', '2026-05-31T00:00'],
    ],
    [
      'a leap day',
      'cron(0 0 29 2 ? *)',
      ['2028-02-29T00:00', '2032-02-29T00:00'],
    ],
    [
      'steps from a number',
      'cron(20/25 8 * * ? *)',
      ['2026-01-31T08:20', '2026-01-31T08:45'],
    ],
    [
      'hours round midnight',
      'cron(0 23-1 * * ? *)',
      ['2026-01-31T01:00', '2026-01-31T23:00'],
    ],
    [
      'months in words',
      'cron(0 0 1 MAR,OCT ? *)',
      ['2026-03-01T00:00', '2026-10-01T00:00'],
    ],
    ['one year', 'cron(0 0 1 1 ? 2030)', ['2030-01-01T00:00']],
    ['a year that is over', 'cron(0 0 1 1 ? 2020)', []],
    ['a day that never comes', 'cron(0 0 30 2 ? *)', []],
  ])('of %s', (_, text, expected) => {
    expect(times(text, '2026-01-31T00:30:00Z', 2)).toEqual(expected);
  });

  const numbers = (min: number, max: number) =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min, max }).map(String),
      fc
        .tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 20 }))
        .map(([first, step]) => `${first}/${step}`),
    );

  it('of a cron expression leaves out no minute that fits', () => {
    const fits = (text: string, min: number, value: number, max: number) => {
      if (text === '*') {
        return true;
      }
      const [first, step] = text.split('/').map(Number);
      return step === undefined
        ? value === first
        : value >= first &&
            value <= max &&
            (value - first) % step === 0 &&
            min <= value;
    };
    fc.assert(
      fc.property(
        numbers(0, 59),
        numbers(0, 23),
        numbers(1, 31),
        fc.integer({ min: 0, max: 3 * 366 * 1440 }),
        (minute, hour, day, offset) => {
          const schedule = scheduleOf(`cron(${minute} ${hour} ${day} * ? *)`);
          const afterMs = Date.UTC(2024, 0, 1) + offset * MINUTE_MS;
          const found = nextTime(schedule, 0, afterMs);
          // A day of the month comes again within two months.
          let expected: number | undefined;
          for (
            let atMs = afterMs + MINUTE_MS;
            atMs <= afterMs + 63 * DAY_MS;
            atMs += MINUTE_MS
          ) {
            const at = new Date(atMs);
            if (!fits(day, 1, at.getUTCDate(), 31)) {
              atMs += DAY_MS - (atMs % DAY_MS) - MINUTE_MS;
            } else if (
              fits(minute, 0, at.getUTCMinutes(), 59) &&
              fits(hour, 0, at.getUTCHours(), 23)
            ) {
              expected = atMs;
              break;
            }
          }
          expect(found).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of a rate is the next of its steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 999 }),
        fc.constantFrom('minutes', 'hours', 'days'),
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: -1e9, max: 1e12 }),
        (value, unit, fromMs, since) => {
          const schedule = scheduleOf(`rate(${value} ${unit})`);
          const stepMs =
            value *
            { minutes: MINUTE_MS, hours: 60 * MINUTE_MS, days: DAY_MS }[unit];
          const next = nextTime(schedule, fromMs, fromMs + since) ?? NaN;
          expect((next - fromMs) % stepMs).toBe(0);
          expect(next).toBeGreaterThan(fromMs);
          expect(next).toBeGreaterThan(fromMs + since);
          expect(next - stepMs).toBeLessThanOrEqual(
            Math.max(fromMs, fromMs + since),
          );
        },
      ),
    );
  });
});

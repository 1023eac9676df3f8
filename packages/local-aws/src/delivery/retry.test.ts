import { nextTry } from './retry';

const since = 1_000_000;

describe('nextTry', () => {
  it.each([
    { retries: 0, waitMs: 1_000 },
    { retries: 1, waitMs: 2_000 },
    { retries: 5, waitMs: 32_000 },
    { retries: 9, waitMs: 512_000 },
    { retries: 10, waitMs: 900_000 },
    { retries: 184, waitMs: 900_000 },
  ])('waits at most $waitMs ms after $retries retries', row => {
    const times = { retries: row.retries, since, now: since };
    expect(nextTry(undefined, times, 1)).toEqual({ atMs: since + row.waitMs });
    expect(nextTry(undefined, times, 0)).toEqual({
      atMs: since + row.waitMs / 2,
    });
  });

  it.each([
    ['the default attempts', undefined, 185, 'MaximumRetryAttempts'],
    ['no attempt', { MaximumRetryAttempts: 0 }, 0, 'MaximumRetryAttempts'],
    ['two attempts', { MaximumRetryAttempts: 2 }, 2, 'MaximumRetryAttempts'],
    [
      'a minute',
      { MaximumEventAgeInSeconds: 60 },
      9,
      'MaximumEventAgeInSeconds',
    ],
  ])('gives up after %s', (_, policy, retries, exhausted) => {
    expect(nextTry(policy, { retries, since, now: since }, 1)).toEqual({
      exhausted,
    });
  });

  it('gives up at the default age of a day', () => {
    const day = 24 * 3_600_000;
    const times = { retries: 12, since };
    expect(nextTry(undefined, { ...times, now: since + day - 1 }, 1)).toEqual({
      exhausted: 'MaximumEventAgeInSeconds',
    });
    expect(
      nextTry(undefined, { ...times, now: since + day - 900_000 }, 1),
    ).toEqual({ atMs: since + day });
  });
});

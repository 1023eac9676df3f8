import { Cron, nextCronTime, parseCron } from './cron';

/** When a rule fires by itself. */
export type Schedule =
  | { kind: 'rate'; everyMs: number }
  | { kind: 'cron'; cron: Cron };

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** `rate(1 minute)`, `rate(5 hours)`: a unit has an `s` unless it is one. */
function readRate(text: string): Schedule | undefined {
  const [, value, unit, plural] =
    /^([1-9]\d{0,8}) (minute|hour|day)(s?)$/.exec(text) ?? [];
  return value === undefined || (value === '1') === (plural === 's')
    ? undefined
    : { kind: 'rate', everyMs: Number(value) * UNIT_MS[unit] };
}

/**
 * Reads the schedule of a rule ("Creating a rule that runs on a schedule in
 * Amazon EventBridge").
 *
 * @returns `undefined` when EventBridge would refuse it
 */
export function parseSchedule(text: string): Schedule | undefined {
  const [, kind, inside] = /^(rate|cron)\(([^()]*)\)$/.exec(text) ?? [];
  if (kind === 'rate') {
    return readRate(inside);
  }
  const cron = kind === 'cron' ? parseCron(inside) : undefined;
  return cron && { kind: 'cron', cron };
}

/**
 * When a schedule fires next.
 *
 * @param fromMs - when the schedule was set, from which rates count
 * @param afterMs - only a later time will do
 * @returns milliseconds since 1970, or `undefined` when it never does again
 */
export function nextTime(
  schedule: Schedule,
  fromMs: number,
  afterMs: number,
): number | undefined {
  if (schedule.kind === 'cron') {
    return nextCronTime(schedule.cron, afterMs);
  }
  const { everyMs } = schedule;
  const passed = Math.max(0, Math.floor((afterMs - fromMs) / everyMs));
  return fromMs + (passed + 1) * everyMs;
}

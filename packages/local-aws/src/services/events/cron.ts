/**
 * A cron expression of EventBridge ("Cron expressions reference"): six fields
 * of UTC time, of which day of the month or day of the week is `?`.
 */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  /** Whether a day fits, by its date in UTC. */
  readonly isDay: (day: Date) => boolean;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const MINUTE_MS = 60_000;

interface Field {
  min: number;
  max: number;
  /** Words for numbers, the first one for `min`. */
  words?: readonly string[];
}

const MINUTES: Field = { min: 0, max: 59 };
const HOURS: Field = { min: 0, max: 23 };
const DAYS: Field = { min: 1, max: 31 };
const MONTHS: Field = {
  min: 1,
  max: 12,
  words: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '),
};
/** 1 is Sunday. */
const WEEKDAYS: Field = {
  min: 1,
  max: 7,
  words: 'SUN MON TUE WED THU FRI SAT'.split(' '),
};
const YEARS: Field = { min: FIRST_YEAR, max: LAST_YEAR };

function readNumber(text: string, { min, max, words }: Field) {
  const word = words?.indexOf(text.toUpperCase()) ?? -1;
  const value = word >= 0 ? word + min : Number(/^\d{1,4}$/.exec(text)?.[0]);
  return value >= min && value <= max ? value : undefined;
}

/** The numbers of `first` to `last`, beginning anew at the end where needed. */
function range(first: number, last: number, step: number, field: Field) {
  const size = field.max - field.min + 1;
  const length = last >= first ? last - first : last - first + size;
  const numbers: number[] = [];
  for (let i = 0; i <= length; i += step) {
    numbers.push(((first - field.min + i) % size) + field.min);
  }
  return numbers;
}

/** The numbers of one part between commas: `*`, `5`, `1-5`, `0/15`, `10-20/2`. */
function readPart(part: string, field: Field): number[] | undefined {
  const [span, stepText, ...more] = part.split('/');
  const step = stepText === undefined ? 1 : Number(stepText);
  if (
    more.length > 0 ||
    (stepText !== undefined && !/^[1-9]\d{0,3}$/.test(stepText))
  ) {
    return undefined;
  }
  if (span === '*') {
    return range(field.min, field.max, step, field);
  }
  const [firstText, lastText, ...rest] = span.split('-');
  const first = readNumber(firstText, field);
  if (first === undefined || rest.length > 0) {
    return undefined;
  }
  if (lastText === undefined) {
    return stepText === undefined
      ? [first]
      : range(first, field.max, step, field);
  }
  const last = readNumber(lastText, field);
  const goesRound = last !== undefined && last < first;
  return last === undefined || (goesRound && field === YEARS)
    ? undefined
    : range(first, last, step, field);
}

function readField(text: string, field: Field): Set<number> | undefined {
  const numbers = new Set<number>();
  for (const part of text.split(',')) {
    const read = readPart(part, field);
    if (!read) {
      return undefined;
    }
    read.forEach(number => numbers.add(number));
  }
  return numbers;
}

type DayTest = (day: Date) => boolean;

const weekdayOf = (day: Date) => day.getUTCDay() + 1;

const lastDateOf = (day: Date) =>
  new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0));

/** The date of the weekday that is nearest to a date, in the same month. */
function nearestWeekday(day: Date, wanted: number): number | undefined {
  const last = lastDateOf(day).getUTCDate();
  if (wanted > last) {
    return undefined;
  }
  const weekday = new Date(
    Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), wanted),
  ).getUTCDay();
  if (weekday === 6) {
    return wanted === 1 ? 3 : wanted - 1;
  }
  if (weekday === 0) {
    return wanted === last ? wanted - 2 : wanted + 1;
  }
  return wanted;
}

/** Day of the month: numbers, `L` for the last, `3W` and `LW` for weekdays. */
function readDays(text: string): DayTest | undefined {
  if (/^L$/i.test(text)) {
    return day => day.getUTCDate() === lastDateOf(day).getUTCDate();
  }
  if (/^LW$/i.test(text)) {
    return day =>
      day.getUTCDate() === nearestWeekday(day, lastDateOf(day).getUTCDate());
  }
  const [, nearest] = /^(\d{1,2})W$/i.exec(text) ?? [];
  if (nearest !== undefined) {
    const wanted = readNumber(nearest, DAYS);
    return wanted === undefined
      ? undefined
      : day => day.getUTCDate() === nearestWeekday(day, wanted);
  }
  const days = readField(text, DAYS);
  return days && (day => days.has(day.getUTCDate()));
}

/** Day of the week: numbers or words, `6L` for the last Friday, `3#2`. */
function readWeekdays(text: string): DayTest | undefined {
  if (/^L$/i.test(text)) {
    return day => weekdayOf(day) === WEEKDAYS.max;
  }
  const [, lastText] = /^(\w+)L$/i.exec(text) ?? [];
  if (lastText !== undefined) {
    const wanted = readNumber(lastText, WEEKDAYS);
    return wanted === undefined
      ? undefined
      : day =>
          weekdayOf(day) === wanted &&
          day.getUTCDate() + 7 > lastDateOf(day).getUTCDate();
  }
  const [, dayText, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (dayText !== undefined) {
    const wanted = readNumber(dayText, WEEKDAYS);
    return wanted === undefined
      ? undefined
      : day =>
          weekdayOf(day) === wanted &&
          Math.ceil(day.getUTCDate() / 7) === Number(nth);
  }
  const days = readField(text, WEEKDAYS);
  return days && (day => days.has(weekdayOf(day)));
}

/**
 * Reads the fields between the brackets of `cron(…)`.
 *
 * @returns `undefined` when EventBridge would refuse them
 */
export function parseCron(text: string): Cron | undefined {
  const fields = text.split(' ');
  if (fields.length !== 6) {
    return undefined;
  }
  const [minuteText, hourText, dayText, monthText, weekdayText, yearText] =
    fields;
  // Exactly one of the two days says nothing.
  if ((dayText === '?') === (weekdayText === '?')) {
    return undefined;
  }
  const minutes = readField(minuteText, MINUTES);
  const hours = readField(hourText, HOURS);
  const months = readField(monthText, MONTHS);
  const years = readField(yearText, YEARS);
  const isDay = dayText === '?' ? readWeekdays(weekdayText) : readDays(dayText);
  return minutes && hours && months && years && isDay
    ? { minutes, hours, months, years, isDay }
    : undefined;
}

/**
 * The first time after another one at which a cron expression fires.
 *
 * @returns milliseconds since 1970, or `undefined` when it never does again
 */
export function nextCronTime(cron: Cron, afterMs: number): number | undefined {
  const earliestMs = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  const earliest = new Date(earliestMs);
  const hours = [...cron.hours].sort((a, b) => a - b);
  const minutes = [...cron.minutes].sort((a, b) => a - b);
  const [year, month] = [earliest.getUTCFullYear(), earliest.getUTCMonth()];
  const months = (LAST_YEAR - year + 1) * 12 - month;
  for (let i = 0; i < months; i++) {
    const first = new Date(Date.UTC(year, month + i, 1));
    if (
      !cron.years.has(first.getUTCFullYear()) ||
      !cron.months.has(first.getUTCMonth() + 1)
    ) {
      continue;
    }
    const dates = lastDateOf(first).getUTCDate();
    for (let date = 1; date <= dates; date++) {
      const day = new Date(first.getTime() + (date - 1) * 86_400_000);
      if (day.getTime() + 86_400_000 <= earliestMs || !cron.isDay(day)) {
        continue;
      }
      for (const hour of hours) {
        for (const minute of minutes) {
          const atMs = day.getTime() + (hour * 60 + minute) * MINUTE_MS;
          if (atMs >= earliestMs) {
            return atMs;
          }
        }
      }
    }
  }
  return undefined;
}

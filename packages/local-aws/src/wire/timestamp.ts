import { TimestampFormat } from './shape';

/**
 * Writes a point in time ("timestampFormat trait", Smithy 2.0 specification):
 * `date-time` is RFC 3339, `http-date` the form of HTTP headers, and
 * `epoch-seconds` a number with milliseconds as its fraction.
 */
export function formatTimestamp(
  date: Date,
  format: TimestampFormat,
): string | number {
  switch (format) {
    case 'date-time':
      return date.toISOString();
    case 'http-date':
      return date.toUTCString();
    default:
      return date.getTime() / 1000;
  }
}

/** Reads a point in time from text: seconds, RFC 3339 or the form of HTTP. */
export function parseTimestamp(text: string): Date | undefined {
  const date = /^-?\d+(\.\d+)?$/.test(text)
    ? new Date(Math.round(Number(text) * 1000))
    : new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

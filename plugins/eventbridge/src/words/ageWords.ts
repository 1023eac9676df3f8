const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago, in the largest unit that fits: `40 s ago`, `3 min ago`.
 *
 * @param at - ISO 8601
 * @param nowMs - milliseconds since 1970
 */
export function ageWords(at: string, nowMs: number): string {
  const ageSeconds = Math.round((nowMs - Date.parse(at)) / 1000);
  if (Number.isNaN(ageSeconds)) {
    return 'at an unknown time';
  }
  // Clocks of browser and backend may differ by a little.
  if (ageSeconds < 5) {
    return 'just now';
  }
  if (ageSeconds < MINUTE) {
    return `${ageSeconds} s ago`;
  }
  if (ageSeconds < HOUR) {
    return `${Math.floor(ageSeconds / MINUTE)} min ago`;
  }
  if (ageSeconds < DAY) {
    return `${Math.floor(ageSeconds / HOUR)} h ago`;
  }
  const days = Math.floor(ageSeconds / DAY);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}

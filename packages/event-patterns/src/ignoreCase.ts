/**
 * Compares the way EventBridge's matcher does: each character of the pattern stands for its own lower-case and upper-case
 * forms, whatever the locale. A form may be longer than the character (`ß` has the upper case `SS`), so positions in the
 * value are followed as a set.
 *
 * Returns the positions in `value` at which the whole of `pattern` can end, starting from `start`.
 */
function endsOf(pattern: string, value: string, start: number): Set<number> {
  let positions = new Set([start]);
  // By UTF-16 unit: the matcher changes no case outside the basic plane.
  for (const char of pattern.split('')) {
    const lower = char.toLowerCase();
    const upper = char.toUpperCase();
    const next = new Set<number>();
    for (const position of positions) {
      if (value.startsWith(lower, position)) next.add(position + lower.length);
      if (value.startsWith(upper, position)) next.add(position + upper.length);
    }
    if (next.size === 0) return next;
    positions = next;
  }
  return positions;
}

/** Whether the value equals the pattern, ignoring case. */
export function equalsIgnoreCase(pattern: string, value: string): boolean {
  return endsOf(pattern, value, 0).has(value.length);
}

/** Whether the value starts with the pattern, ignoring case. */
export function startsWithIgnoreCase(pattern: string, value: string): boolean {
  return endsOf(pattern, value, 0).size > 0;
}

/** Whether the value ends with the pattern, ignoring case. */
export function endsWithIgnoreCase(pattern: string, value: string): boolean {
  // A character's forms differ in length by at most two, so the start lies in a small window.
  const shortest = pattern.length;
  const longest = Math.min(value.length, pattern.length * 3);
  for (let length = Math.floor(shortest / 3); length <= longest; length++) {
    const start = value.length - length;
    if (start >= 0 && endsOf(pattern, value, start).has(value.length)) {
      return true;
    }
  }
  return false;
}

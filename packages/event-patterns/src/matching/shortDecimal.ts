const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** Fifteen digits always fit a 64-bit float exactly, as do these powers, so that one division rounds once, as it should. */
const MAX_DIGITS = 15;
const POWERS_OF_TEN = Array.from(
  { length: MAX_DIGITS + 1 },
  (_, exponent) => 10 ** exponent,
);

/**
 * The value of a JSON number given as bytes, where it is short enough to be computed exactly by plain arithmetic (David
 * Gay, "Correctly rounded binary-decimal and decimal-binary conversions"); else undefined.
 */
export function shortDecimal(
  bytes: Uint8Array,
  start: number,
  end: number,
): number | undefined {
  if (end - start > MAX_DIGITS) return undefined;
  let value = 0;
  let decimalsFrom = end;
  const isNegative = bytes[start] === MINUS;
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const byte = bytes[at];
    if (byte === POINT) decimalsFrom = at + 1;
    else if (byte < ZERO || byte > 0x39) return undefined;
    else value = value * 10 + (byte - ZERO);
  }
  if (decimalsFrom < end) value /= POWERS_OF_TEN[end - decimalsFrom];
  return isNegative ? -value : value;
}

/*
 * Steps over JSON in UTF-8 bytes. Each function takes the place where something starts and gives the place after it, or
 * GAVE_UP. Giving up says nothing about the text: it may be wrong, or only unusual, and another reader has to tell. What
 * was stepped over is JSON for sure (RFC 8259; the same as JSON.parse takes). The bytes must end with a zero.
 */

export const GAVE_UP = -1;

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** Everything below is a control character, which text may not hold. */
export const SPACE = 0x20;

/** Deeper nesting is left to a reader that needs no stack. */
export const MAX_DEPTH = 256;

export function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte !== SPACE && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) {
      return at;
    }
    at++;
  }
}

/** From after the opening quote to after the closing one. */
export function skipText(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) {
      at = skipEscape(bytes, at);
      if (at === GAVE_UP) return GAVE_UP;
    } else if (byte < SPACE) {
      return GAVE_UP;
    } else {
      at++;
    }
  }
}

function skipEscape(bytes: Uint8Array, start: number): number {
  switch (bytes[start + 1]) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return start + 2;
    case 0x75: // u
      for (let at = start + 2; at < start + 6; at++) {
        if (!isHexDigit(bytes[at])) return GAVE_UP;
      }
      return start + 6;
    default:
      return GAVE_UP;
  }
}

function isHexDigit(byte: number): boolean {
  return (
    (byte >= ZERO && byte <= NINE) ||
    (byte >= 0x41 && byte <= 0x46) ||
    (byte >= 0x61 && byte <= 0x66)
  );
}

export function skipNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  if (bytes[at] === MINUS) at++;
  if (bytes[at] === ZERO) at++;
  else {
    at = skipDigits(bytes, at);
    if (at === GAVE_UP) return GAVE_UP;
  }
  if (bytes[at] === POINT) {
    at = skipDigits(bytes, at + 1);
    if (at === GAVE_UP) return GAVE_UP;
  }
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    at++;
    if (bytes[at] === PLUS || bytes[at] === MINUS) at++;
    return skipDigits(bytes, at);
  }
  return at;
}

/** At least one. */
function skipDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] >= ZERO && bytes[at] <= NINE) at++;
  return at === start ? GAVE_UP : at;
}

/** `true`, `false` or `null`. */
export function skipWord(bytes: Uint8Array, start: number): number {
  switch (bytes[start]) {
    case 0x74:
      return bytes[start + 1] === 0x72 &&
        bytes[start + 2] === 0x75 &&
        bytes[start + 3] === 0x65
        ? start + 4
        : GAVE_UP;
    case 0x66:
      return bytes[start + 1] === 0x61 &&
        bytes[start + 2] === 0x6c &&
        bytes[start + 3] === 0x73 &&
        bytes[start + 4] === 0x65
        ? start + 5
        : GAVE_UP;
    case 0x6e:
      return bytes[start + 1] === 0x75 &&
        bytes[start + 2] === 0x6c &&
        bytes[start + 3] === 0x6c
        ? start + 4
        : GAVE_UP;
    default:
      return GAVE_UP;
  }
}

/** Any value, from its first byte. */
export function skipValue(
  bytes: Uint8Array,
  start: number,
  depth: number,
): number {
  const byte = bytes[start];
  if (byte === QUOTE) return skipText(bytes, start + 1);
  if (byte <= NINE) return skipNumber(bytes, start);
  if (byte === OPEN_BRACE) return skipObject(bytes, start + 1, depth + 1);
  if (byte === OPEN_BRACKET) return skipList(bytes, start + 1, depth + 1);
  return skipWord(bytes, start);
}

function skipObject(bytes: Uint8Array, start: number, depth: number): number {
  if (depth > MAX_DEPTH) return GAVE_UP;
  let at = start;
  if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  if (bytes[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) return GAVE_UP;
    at = skipText(bytes, at + 1);
    if (at === GAVE_UP) return GAVE_UP;
    at = skipColon(bytes, at);
    if (at === GAVE_UP) return GAVE_UP;
    at = skipValue(bytes, at, depth);
    if (at === GAVE_UP) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
    const byte = bytes[at++];
    if (byte === CLOSE_BRACE) return at;
    if (byte !== COMMA) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  }
}

function skipList(bytes: Uint8Array, start: number, depth: number): number {
  if (depth > MAX_DEPTH) return GAVE_UP;
  let at = start;
  if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  if (bytes[at] === CLOSE_BRACKET) return at + 1;
  for (;;) {
    at = skipValue(bytes, at, depth);
    if (at === GAVE_UP) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
    const byte = bytes[at++];
    if (byte === CLOSE_BRACKET) return at;
    if (byte !== COMMA) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  }
}

/** From after a name to the first byte of its value. */
export function skipColon(bytes: Uint8Array, start: number): number {
  let at = start;
  if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  if (bytes[at++] !== COLON) return GAVE_UP;
  return bytes[at] <= SPACE ? skipSpace(bytes, at) : at;
}

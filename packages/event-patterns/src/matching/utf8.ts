/** Absent in some test environments; text is then always read by JSON.parse. */
export const utf8Encoder =
  typeof TextEncoder === 'undefined' ? undefined : new TextEncoder();

/** Keeps a byte order mark, which inside a JSON text is a character like any other. */
export const utf8Decoder =
  typeof TextDecoder === 'undefined'
    ? undefined
    : new TextDecoder('utf-8', { ignoreBOM: true });

/** Half a character, which UTF-8 cannot carry. */
export const LONE_SURROGATE = /\p{Surrogate}/u;

import { ENVELOPE_FIELDS } from '../envelope';
import { FieldNode, FieldTree } from './fieldTree';
import { NAME_HASH_START, nameHash } from './hashedSteps';
import { Leaves, Membership, within } from './leaves';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  GAVE_UP,
  MAX_DEPTH,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipColon,
  skipNumber,
  skipSpace,
  skipText,
  skipValue,
  skipWord,
  SPACE,
} from './skipJson';
import { shortDecimal } from './shortDecimal';
import { LONE_SURROGATE, utf8Decoder, utf8Encoder } from './utf8';

/** Longer texts are left to JSON.parse, so that the buffer stays small. */
const MAX_CHARACTERS = 1_000_000;

const DOT = 0x2e;
const NINE = 0x39;
const LETTER_T = 0x74;
const LETTER_F = 0x66;

/** What is being read. One text at a time: the buffer is used again for the next. */
interface Reading {
  bytes: Uint8Array;
  text: string;
  /** Then a place in the bytes is the same place in the text. */
  isAscii: boolean;
  leaves: Leaves;
  /** Numbers the objects read, so that a name given twice is noticed. Never starts again, since nodes remember it. */
  objectCount: number;
}

const reading: Reading = {
  bytes: new Uint8Array(4096),
  text: '',
  isAscii: true,
  leaves: new Leaves(),
  objectCount: 0,
};

/**
 * Takes an event's leaves straight from its JSON text, and builds nothing that no pattern asks for. They are the same
 * leaves that parsing the text gives. Gives up, with `false`, on whatever is wrong or unusual (escapes in names, a name
 * given twice, a dotted name that may lead to a field, very deep nesting); JSON.parse then has to tell, and the leaves
 * taken so far are of no use.
 *
 * @throws InvalidEventError if lists nest too deep
 */
export function readEventText(
  text: string,
  tree: FieldTree,
  leaves: Leaves,
): boolean {
  if (!utf8Encoder || text.length > MAX_CHARACTERS) return false;
  // A character takes at most three bytes; one more is for the zero that ends the bytes.
  if (reading.bytes.length <= text.length * 3) {
    reading.bytes = new Uint8Array(text.length * 3 + 1);
  }
  const { written } = utf8Encoder.encodeInto(text, reading.bytes);
  reading.bytes[written] = 0;
  reading.text = text;
  reading.isAscii = written === text.length;
  reading.leaves = leaves;
  if (!reading.isAscii && LONE_SURROGATE.test(text)) return false;
  const { bytes } = reading;
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== OPEN_BRACE) return false;
  at = readObject(tree.root, bytes, at + 1, undefined, 0);
  return at !== GAVE_UP && skipSpace(bytes, at) === written;
}

/** From after the opening brace. */
function readObject(
  node: FieldNode,
  bytes: Uint8Array,
  start: number,
  membership: Membership | undefined,
  depth: number,
): number {
  if (depth > MAX_DEPTH) return GAVE_UP;
  // Wraps round after a day or so; a name then taken for a second one by mistake only makes the reader give up.
  reading.objectCount = (reading.objectCount + 1) & 0x3fffffff;
  const objectId = reading.objectCount;
  const isTop = depth === 0;
  let at = start;
  if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  if (bytes[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) return GAVE_UP;
    const nameStart = ++at;
    let hash = NAME_HASH_START;
    let byte = bytes[at];
    while (byte !== QUOTE) {
      if (byte < SPACE || byte === BACKSLASH) return GAVE_UP;
      hash = nameHash(hash, byte);
      byte = bytes[++at];
    }
    const nameEnd = at;
    const next = node.byHash.find(hash, bytes, nameStart, nameEnd);
    at = skipColon(bytes, at + 1);
    if (at === GAVE_UP) return GAVE_UP;
    if (next === undefined) {
      if (node.isDeep && !isTop && mayLeadOn(node, bytes, nameStart, nameEnd)) {
        return GAVE_UP;
      }
      at = skipValue(bytes, at, depth);
    } else {
      if (next.metIn === objectId) return GAVE_UP;
      next.metIn = objectId;
      at =
        isTop && !ENVELOPE_FIELDS.has(next.name)
          ? skipValue(bytes, at, depth)
          : readValue(next, bytes, at, membership, depth);
    }
    if (at === GAVE_UP) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
    const end = bytes[at++];
    if (end === CLOSE_BRACE) return at;
    if (end !== COMMA) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  }
}

/** Whether a name holds a dot, and what stands before it is a step that leads on. */
function mayLeadOn(
  node: FieldNode,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  let hash = NAME_HASH_START;
  for (let at = start; at < end; at++) {
    if (bytes[at] === DOT) {
      return node.byHash.find(hash, bytes, start, at) !== undefined;
    }
    hash = nameHash(hash, bytes[at]);
  }
  return false;
}

/** From the first byte of the value of a node. */
function readValue(
  node: FieldNode,
  bytes: Uint8Array,
  start: number,
  membership: Membership | undefined,
  depth: number,
): number {
  const byte = bytes[start];
  if (byte === OPEN_BRACE) {
    return node.steps.size > 0
      ? readObject(node, bytes, start + 1, membership, depth + 1)
      : skipValue(bytes, start, depth);
  }
  if (byte === OPEN_BRACKET) {
    return readList(node, bytes, start + 1, membership, depth + 1);
  }
  return readScalar(node, bytes, start, membership);
}

function readScalar(
  node: FieldNode,
  bytes: Uint8Array,
  start: number,
  membership: Membership | undefined,
): number {
  const { field } = node;
  if (field < 0) return skipValue(bytes, start, 0);
  const byte = bytes[start];
  if (byte === QUOTE) return readText(field, bytes, start, membership);
  if (byte <= NINE) {
    const end = skipNumber(bytes, start);
    if (end === GAVE_UP) return GAVE_UP;
    const value =
      shortDecimal(bytes, start, end) ?? Number(textBetween(bytes, start, end));
    reading.leaves.add(field, value, membership);
    return end;
  }
  const end = skipWord(bytes, start);
  if (end === GAVE_UP) return GAVE_UP;
  let value: boolean | null = null;
  if (byte === LETTER_T) value = true;
  else if (byte === LETTER_F) value = false;
  reading.leaves.add(field, value, membership);
  return end;
}

function readText(
  field: number,
  bytes: Uint8Array,
  start: number,
  membership: Membership | undefined,
): number {
  let at = start + 1;
  while (bytes[at] !== QUOTE) {
    if (bytes[at] < SPACE) return GAVE_UP;
    if (bytes[at] === BACKSLASH) {
      const end = skipText(bytes, at);
      if (end === GAVE_UP) return GAVE_UP;
      const value: string = JSON.parse(textBetween(bytes, start, end));
      reading.leaves.add(field, value, membership);
      return end;
    }
    at++;
  }
  reading.leaves.add(field, textBetween(bytes, start + 1, at), membership);
  return at + 1;
}

function textBetween(bytes: Uint8Array, start: number, end: number): string {
  return reading.isAscii || !utf8Decoder
    ? reading.text.slice(start, end)
    : utf8Decoder.decode(bytes.subarray(start, end));
}

/** From after the opening bracket. */
function readList(
  node: FieldNode,
  bytes: Uint8Array,
  start: number,
  membership: Membership | undefined,
  depth: number,
): number {
  if (depth > MAX_DEPTH) return GAVE_UP;
  const { leaves } = reading;
  // Consistency is between different fields: with one field there is nothing to keep apart.
  const keepsApart = node.fieldCount >= 2;
  const listId = keepsApart ? leaves.nextListId() : 0;
  let at = start;
  if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  if (bytes[at] === CLOSE_BRACKET) return at + 1;
  for (let index = 0; ; index++) {
    const byte = bytes[at];
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      const own = keepsApart
        ? within(membership, listId, index, node)
        : membership;
      at = readValue(node, bytes, at, own, depth);
    } else {
      at = readScalar(node, bytes, at, membership);
    }
    if (at === GAVE_UP) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
    const end = bytes[at++];
    if (end === CLOSE_BRACKET) return at;
    if (end !== COMMA) return GAVE_UP;
    if (bytes[at] <= SPACE) at = skipSpace(bytes, at);
  }
}

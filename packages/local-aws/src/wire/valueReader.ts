import { serializationError } from './errors';
import { oncePerShape } from './oncePerShape';
import { Shape, StructureShape } from './shape';

/** Turns one value of a parsed document into what operations take. */
export type ValueReader = (value: unknown) => unknown;

/** What differs between the formats that carry the same shapes. */
export interface ValueFormat {
  readBlob: (value: unknown) => Uint8Array | undefined;
  readTimestamp: (value: unknown) => Date | undefined;
  /** Whether members have the names of the `jsonName` trait. */
  hasJsonNames: boolean;
}

/**
 * AWS tells of a value of the wrong type in these words, without saying where
 * it is. It tells what was found, and what it was to become.
 */
function wrongType(value: unknown, wanted: string): Error {
  if (Array.isArray(value)) {
    return serializationError('Start of list found where not expected');
  }
  if (typeof value === 'object') {
    return serializationError(
      'Start of structure or map found where not expected.',
    );
  }
  if (!wanted.includes(' ')) {
    // Collections say what would be right instead.
    return serializationError(
      wanted === 'structure' ? 'Expected null' : `Expected ${wanted} or null`,
    );
  }
  const found =
    typeof value === 'boolean'
      ? String(value).toUpperCase()
      : (typeof value).toUpperCase();
  return serializationError(`${found}_VALUE can not be converted to ${wanted}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array)
  );
}

function readString(value: unknown): unknown {
  if (typeof value !== 'string') {
    throw wrongType(value, 'a String');
  }
  return value;
}

/** JSON has no such numbers; AWS JSON writes them as text. */
const NUMBERS_IN_WORDS: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function readNumber(value: unknown): unknown {
  if (typeof value === 'number') {
    return value;
  }
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (typeof value === 'string' && Object.hasOwn(NUMBERS_IN_WORDS, value)) {
    return NUMBERS_IN_WORDS[value];
  }
  // The SDK's schemas do not tell integers from other numbers.
  throw wrongType(value, 'an Integer');
}

/** Texts that AWS's JSON reader takes for a boolean, in any case. */
const BOOLEANS_IN_WORDS = new Map(
  [
    { words: ['true', 'yes', 'y', 't', '1'], value: true },
    { words: ['false', 'no', 'n', 'f', '0'], value: false },
  ].flatMap(({ words, value }) => words.map(word => [word, value] as const)),
);

function readBoolean(value: unknown): unknown {
  if (typeof value === 'boolean') {
    return value;
  }
  if (typeof value !== 'string') {
    throw wrongType(value, 'a Boolean');
  }
  const meant = BOOLEANS_IN_WORDS.get(value.toLowerCase());
  if (meant === undefined) {
    throw wrongType(value, 'an Boolean'); // AWS's spelling for texts.
  }
  return meant;
}

type ReaderOf = (shape: Shape) => ValueReader;

function structureReader(
  { members }: StructureShape,
  of: ReaderOf,
  hasJsonNames: boolean,
): ValueReader {
  const names = members.map(({ name }) => name);
  const keys = members.map(({ name, traits }) =>
    hasJsonNames ? traits.jsonName ?? name : name,
  );
  const readers = members.map(({ shape }) => of(shape));
  return value => {
    if (!isRecord(value)) {
      throw wrongType(value, 'structure');
    }
    const result: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i++) {
      const given = value[keys[i]];
      if (given !== undefined && given !== null) {
        result[names[i]] = readers[i](given);
      }
    }
    return result;
  };
}

function listReader(readItem: ValueReader): ValueReader {
  return value => {
    if (!Array.isArray(value)) {
      throw wrongType(value, 'list');
    }
    // What is null in a list stays, so that checks can tell where it is.
    return value.map(item => (item === null ? undefined : readItem(item)));
  };
}

function mapReader(readValue: ValueReader): ValueReader {
  return value => {
    if (!isRecord(value)) {
      throw wrongType(value, 'map');
    }
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== null && item !== undefined)
        .map(([key, item]) => [key, readValue(item)]),
    );
  };
}

/** Makes readers for one format. */
export function valueReaders(format: ValueFormat): ReaderOf {
  const readBlob: ValueReader = value => {
    const read = format.readBlob(value);
    if (!read) {
      throw wrongType(value, 'a Blob');
    }
    return read;
  };
  const readTimestamp: ValueReader = value => {
    const read = format.readTimestamp(value);
    if (!read || Number.isNaN(read.getTime())) {
      throw wrongType(value, 'a Timestamp');
    }
    return read;
  };
  return oncePerShape<[value: unknown], unknown>((shape, of) => {
    switch (shape.type) {
      case 'structure':
        return structureReader(shape, of, format.hasJsonNames);
      case 'list':
        return listReader(of(shape.member.shape));
      case 'map':
        return mapReader(of(shape.value.shape));
      case 'string':
        return readString;
      case 'number':
        return readNumber;
      case 'boolean':
        return readBoolean;
      case 'blob':
      case 'stream':
        return readBlob;
      case 'timestamp':
        return readTimestamp;
      default:
        return value => value;
    }
  });
}

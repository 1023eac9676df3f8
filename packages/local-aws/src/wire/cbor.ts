import { isDate } from 'node:util/types';
import { serializationError } from './errors';
import { Shape } from './shape';
import { valueReaders } from './valueReader';

type Codec = typeof import('@smithy/core/cbor');

let loaded: Codec | undefined;

/** Few clients speak CBOR, and its library takes longer to load than all else. */
function codec(): Codec {
  loaded ??= require('@smithy/core/cbor') as Codec;
  return loaded;
}

/** Tag 1 of RFC 8949: seconds since 1970. */
const EPOCH_TAG = 1;

const cborReader = valueReaders({
  readBlob: value => (value instanceof Uint8Array ? value : undefined),
  readTimestamp: value => {
    const { tag, value: seconds } = Object(value);
    const isTagged = tag === EPOCH_TAG && typeof seconds === 'number';
    return isTagged ? new Date(Math.round(seconds * 1000)) : undefined;
  },
  hasJsonNames: false,
});

/**
 * Reads a CBOR document by a shape of the service's model ("Smithy RPC v2
 * CBOR protocol", Smithy 2.0 specification).
 *
 * @throws ServiceError `SerializationException` for what is no CBOR or has a
 * value of the wrong type
 */
export function readCbor(shape: Shape, body: Uint8Array): unknown {
  let document: unknown;
  try {
    document = body.length === 0 ? {} : codec().cbor.deserialize(body);
  } catch {
    throw serializationError(''); // AWS says no more about it.
  }
  return cborReader(shape)(document);
}

/** Drops what the shape does not have, and tags points in time. */
function plain(shape: Shape, value: unknown): unknown {
  if (shape.type === 'structure') {
    const given = new Map(Object.entries(Object(value)));
    return Object.fromEntries(
      shape.members.flatMap(({ name, shape: member }) => {
        const item = given.get(name);
        return item === undefined || item === null
          ? []
          : [[name, plain(member, item)]];
      }),
    );
  }
  if (shape.type === 'list') {
    const { member } = shape;
    return [value].flat().map(item => plain(member.shape, item));
  }
  if (shape.type === 'map') {
    const { value: member } = shape;
    return Object.fromEntries(
      Object.entries(Object(value)).map(([key, item]) => [
        key,
        plain(member.shape, item),
      ]),
    );
  }
  return isDate(value) ? codec().dateToTag(value) : value;
}

/** Writes what an operation answers as CBOR by a shape of the service's model. */
export function writeCbor(shape: Shape, value: unknown): Uint8Array {
  return codec().cbor.serialize(plain(shape, value ?? {}));
}

/** Writes an error, whose members are texts and numbers, as CBOR. */
export function writeCborError(members: Record<string, unknown>): Uint8Array {
  return codec().cbor.serialize(members);
}

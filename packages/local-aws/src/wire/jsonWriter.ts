import { isDate } from 'node:util/types';
import { oncePerShape } from './oncePerShape';
import { Shape, StructureShape, TimestampFormat } from './shape';
import { formatTimestamp } from './timestamp';

/** Writes one value as JSON text. */
type JsonWriter = (value: unknown) => string;

/** Texts that stand in JSON as they are: most names and ids. */
const NEEDS_NO_ESCAPE = /^[ !#-[\]-~]*$/;

function writeString(value: unknown): string {
  return typeof value === 'string' && NEEDS_NO_ESCAPE.test(value)
    ? `"${value}"`
    : JSON.stringify(value);
}

function writeNumber(value: unknown): string {
  // JSON has no such numbers; AWS JSON writes them as text.
  return typeof value === 'number' && !Number.isFinite(value)
    ? `"${value}"`
    : JSON.stringify(value);
}

function writeBlob(value: unknown): string {
  return value instanceof Uint8Array
    ? `"${Buffer.from(
        value.buffer,
        value.byteOffset,
        value.byteLength,
      ).toString('base64')}"`
    : JSON.stringify(value);
}

function writeTimestamp(format: TimestampFormat): JsonWriter {
  return value => {
    if (!isDate(value)) {
      return JSON.stringify(value);
    }
    const written = formatTimestamp(value, format);
    return typeof written === 'number' ? String(written) : `"${written}"`;
  };
}

type WriterOf = (shape: Shape) => JsonWriter;

function structureWriter(
  { members }: StructureShape,
  of: WriterOf,
): JsonWriter {
  const names = members.map(({ name }) => name);
  const prefixes = members.map(
    ({ name, traits }) => `${JSON.stringify(traits.jsonName ?? name)}:`,
  );
  const writers = members.map(({ shape }) => of(shape));
  return value => {
    const given = Object(value);
    let text = '';
    for (let i = 0; i < names.length; i++) {
      const item: unknown = given[names[i]];
      if (item !== undefined && item !== null) {
        text += `${text === '' ? '' : ','}${prefixes[i]}${writers[i](item)}`;
      }
    }
    return `{${text}}`;
  };
}

function listWriter(writeItem: JsonWriter): JsonWriter {
  return value => {
    let text = '';
    for (const item of Array.isArray(value) ? value : []) {
      const written =
        item === undefined || item === null ? 'null' : writeItem(item);
      text += text === '' ? written : `,${written}`;
    }
    return `[${text}]`;
  };
}

function mapWriter(writeValue: JsonWriter): JsonWriter {
  return value => {
    const given = Object(value);
    let text = '';
    for (const key of Object.keys(given)) {
      const item: unknown = given[key];
      if (item !== undefined && item !== null) {
        const separator = text === '' ? '' : ',';
        text += `${separator}${writeString(key)}:${writeValue(item)}`;
      }
    }
    return `{${text}}`;
  };
}

const writerOf = oncePerShape<[value: unknown], string>((shape, of) => {
  switch (shape.type) {
    case 'structure':
      return structureWriter(shape, of);
    case 'list':
      return listWriter(of(shape.member.shape));
    case 'map':
      return mapWriter(of(shape.value.shape));
    case 'string':
      return writeString;
    case 'number':
      return writeNumber;
    case 'blob':
    case 'stream':
      return writeBlob;
    case 'timestamp':
      return writeTimestamp(shape.format ?? 'epoch-seconds');
    default:
      return value => JSON.stringify(value);
  }
});

/**
 * Writes what an operation answers as JSON by a shape of the service's model.
 * Members that the model does not know are left out.
 *
 * @param value - of the shape, as the SDK's types say
 */
export function writeJson(shape: Shape, value: unknown): string {
  return value === null || value === undefined ? '{}' : writerOf(shape)(value);
}

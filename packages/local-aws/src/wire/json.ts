import { serializationError } from './errors';
import { Shape } from './model';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readTimestamp(value: unknown, path: string): Date {
  const date =
    typeof value === 'number'
      ? new Date(Math.round(value * 1000))
      : new Date(String(value));
  if (Number.isNaN(date.getTime())) {
    throw serializationError(`${path} is not a timestamp`);
  }
  return date;
}

/**
 * Reads parsed JSON by a shape of the service's model. Members the model does
 * not know are dropped, as AWS drops them.
 *
 * @throws ServiceError `SerializationException` for a value of the wrong type.
 */
export function readJson(shape: Shape, value: unknown, path = 'body'): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) {
      throw serializationError(`${path} must be a list`);
    }
    const member = shape.getValueSchema();
    return value.map((item, i) => readJson(member, item, `${path}[${i}]`));
  }
  if (shape.isMapSchema()) {
    if (!isObject(value)) {
      throw serializationError(`${path} must be a map`);
    }
    const member = shape.getValueSchema();
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== null)
        .map(([key, item]) => [key, readJson(member, item, `${path}.${key}`)]),
    );
  }
  if (shape.isStructSchema()) {
    if (!isObject(value)) {
      throw serializationError(`${path} must be a structure`);
    }
    const result: Record<string, unknown> = {};
    for (const [name, member] of shape.structIterator()) {
      const read = readJson(
        member,
        value[member.getMergedTraits().jsonName ?? name],
        `${path}.${name}`,
      );
      if (read !== undefined) {
        result[name] = read;
      }
    }
    return result;
  }
  if (shape.isTimestampSchema()) {
    return readTimestamp(value, path);
  }
  if (shape.isBlobSchema()) {
    return Buffer.from(String(value), 'base64');
  }
  if (shape.isStringSchema() && typeof value !== 'string') {
    throw serializationError(`${path} must be a string`);
  }
  if (shape.isBooleanSchema() && typeof value !== 'boolean') {
    throw serializationError(`${path} must be true or false`);
  }
  if (shape.isNumericSchema() && typeof value !== 'number') {
    throw serializationError(`${path} must be a number`);
  }
  return value;
}

/** How timestamps are written where a shape does not say: seconds or ISO 8601. */
export type TimestampDefault = 'epoch-seconds' | 'date-time';

const DATE_TIME = 5;

function writeTimestamp(
  shape: Shape,
  value: Date,
  byDefault: TimestampDefault,
): unknown {
  const schema: unknown = shape.getSchema();
  return schema === DATE_TIME || byDefault === 'date-time'
    ? value.toISOString()
    : value.getTime() / 1000;
}

/** Turns a handler's result into plain JSON by a shape of the service's model. */
export function writeJson(
  shape: Shape,
  value: unknown,
  timestamps: TimestampDefault = 'epoch-seconds',
): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (shape.isListSchema() && Array.isArray(value)) {
    const member = shape.getValueSchema();
    return value.map(item => writeJson(member, item, timestamps));
  }
  if (shape.isMapSchema() && isObject(value)) {
    const member = shape.getValueSchema();
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        writeJson(member, item, timestamps),
      ]),
    );
  }
  if (shape.isStructSchema() && isObject(value)) {
    const result: Record<string, unknown> = {};
    for (const [name, member] of shape.structIterator()) {
      result[member.getMergedTraits().jsonName ?? name] = writeJson(
        member,
        value[name],
        timestamps,
      );
    }
    return result;
  }
  if (value instanceof Date) {
    return writeTimestamp(shape, value, timestamps);
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('base64');
  }
  return value;
}

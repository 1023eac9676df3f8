import { serializationError } from './errors';
import { Shape } from './model';

/** The indexed children of a prefix: `Tags.member.1.Key` → 1. */
function indexesUnder(params: URLSearchParams, prefix: string): number[] {
  const indexes = new Set<number>();
  for (const key of params.keys()) {
    if (key.startsWith(prefix)) {
      const index = Number.parseInt(key.slice(prefix.length), 10);
      if (index > 0) {
        indexes.add(index);
      }
    }
  }
  return [...indexes].sort((a, b) => a - b);
}

function readScalar(shape: Shape, text: string, path: string): unknown {
  if (shape.isNumericSchema()) {
    const number = Number(text);
    if (text === '' || Number.isNaN(number)) {
      throw serializationError(`${path} must be a number`);
    }
    return number;
  }
  if (shape.isBooleanSchema()) {
    return text === 'true';
  }
  if (shape.isTimestampSchema()) {
    return new Date(text);
  }
  if (shape.isBlobSchema()) {
    return Buffer.from(text, 'base64');
  }
  return text;
}

/**
 * Reads the parameters of an AWS Query request by a shape of the service's
 * model ("AWS Query protocol", Smithy 2.0 specification).
 */
export function readQuery(
  shape: Shape,
  params: URLSearchParams,
  path = '',
): unknown {
  const inside = path ? `${path}.` : '';
  const flat = Boolean(shape.getMergedTraits().xmlFlattened);
  if (shape.isListSchema()) {
    const member = shape.getValueSchema();
    const name = member.getMergedTraits().xmlName ?? 'member';
    const prefix = flat ? inside : `${inside}${name}.`;
    const indexes = indexesUnder(params, prefix);
    if (indexes.length === 0) {
      return params.has(path) ? [] : undefined;
    }
    return indexes.map(i => readQuery(member, params, `${prefix}${i}`));
  }
  if (shape.isMapSchema()) {
    const keyName = shape.getKeySchema().getMergedTraits().xmlName ?? 'key';
    const member = shape.getValueSchema();
    const valueName = member.getMergedTraits().xmlName ?? 'value';
    const prefix = flat ? inside : `${inside}entry.`;
    const indexes = indexesUnder(params, prefix);
    if (indexes.length === 0) {
      return undefined;
    }
    return Object.fromEntries(
      indexes.map(i => [
        params.get(`${prefix}${i}.${keyName}`) ?? '',
        readQuery(member, params, `${prefix}${i}.${valueName}`),
      ]),
    );
  }
  if (shape.isStructSchema()) {
    const result: Record<string, unknown> = {};
    for (const [name, member] of shape.structIterator()) {
      const key = member.getMergedTraits().xmlName ?? name;
      const read = readQuery(member, params, `${inside}${key}`);
      if (read !== undefined) {
        result[name] = read;
      }
    }
    const isAbsent = path !== '' && Object.keys(result).length === 0;
    return isAbsent ? undefined : result;
  }
  const text = params.get(path);
  return text === null ? undefined : readScalar(shape, text, path);
}

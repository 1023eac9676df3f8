import { defineMember, isObject, JsonSchema } from './jsonSchema';
import { isDateTime, isEmail, isUuid } from './textFormats';

/**
 * A Draft-04 schema that describes all the examples: nested objects and lists, `required` for what all of them have, and a
 * format for text that is a date-time, a UUID or an e-mail address throughout. Compiles no code.
 *
 * @param examples - example details, or example values of any kind
 * @public
 */
export function infer(examples: readonly unknown[]): JsonSchema {
  return inferValue(examples, 0);
}

/** Deeper levels are left open. */
const MAX_DEPTH = 250;

function inferValue(examples: readonly unknown[], depth: number): JsonSchema {
  if (depth > MAX_DEPTH) return {};
  const types = new Set(examples.map(typeOf));
  // Every integer is a number.
  if (types.has('number')) types.delete('integer');
  if (types.size === 0) return {};
  const names = [...types].sort();
  const schema: JsonSchema = { type: names.length === 1 ? names[0] : names };
  const objects = examples.filter(isObject);
  if (objects.length > 0) Object.assign(schema, inferObject(objects, depth));
  const lists = examples.filter((value): value is unknown[] =>
    Array.isArray(value),
  );
  if (lists.length > 0) {
    const elements = lists.flat(1);
    if (elements.length > 0) schema.items = inferValue(elements, depth + 1);
  }
  const texts = examples.filter(
    (value): value is string => typeof value === 'string',
  );
  const format = formatOf(texts);
  if (format) schema.format = format;
  return schema;
}

function inferObject(
  objects: readonly Record<string, unknown>[],
  depth: number,
): JsonSchema {
  const values = new Map<string, unknown[]>();
  for (const object of objects) {
    for (const name of Object.keys(object)) {
      const known = values.get(name);
      if (known) known.push(object[name]);
      else values.set(name, [object[name]]);
    }
  }
  const properties = {};
  for (const [name, found] of values) {
    defineMember(properties, name, inferValue(found, depth + 1));
  }
  const required = [...values]
    .filter(([, found]) => found.length === objects.length)
    .map(([name]) => name);
  return {
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

function formatOf(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  if (texts.every(isDateTime)) return 'date-time';
  if (texts.every(isUuid)) return 'uuid';
  return texts.every(isEmail) ? 'email' : undefined;
}

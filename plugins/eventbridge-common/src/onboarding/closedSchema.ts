/**
 * The schema with its objects closed, for judging a filter that names only
 * fields of the contract. In an open object the value at `a.b` could also come
 * from an extra field that is itself called `a.b`; nobody sends that, but while
 * it is possible nothing can be said about nested fields.
 *
 * Gives `undefined` where the schema combines parts: closing one part would
 * rule out the fields of another.
 */
export function closedSchema(
  schema: Record<string, unknown>,
): Record<string, unknown> | undefined {
  return combines(schema) ? undefined : close(schema);
}

const COMBINING = ['allOf', 'anyOf', 'oneOf', 'patternProperties', 'if'];

function combines(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(combines);
  }
  return (
    isObject(value) &&
    Object.entries(value).some(
      ([name, member]) => COMBINING.includes(name) || combines(member),
    )
  );
}

function close(schema: Record<string, unknown>): Record<string, unknown> {
  const closed: Record<string, unknown> = { ...schema };
  for (const name of ['properties', 'definitions', '$defs']) {
    const members = schema[name];
    if (isObject(members)) {
      closed[name] = Object.fromEntries(
        Object.entries(members).map(([key, member]) => [
          key,
          isObject(member) ? close(member) : member,
        ]),
      );
    }
  }
  if (isObject(schema.items)) {
    closed.items = close(schema.items);
  }
  if (isObject(schema.properties) && !isObject(schema.additionalProperties)) {
    closed.additionalProperties = false;
  }
  return closed;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

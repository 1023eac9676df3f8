import { isObject, JsonSchema } from '../jsonSchema';

/**
 * Tells merged schemas apart by what they consist of. Merging makes a new schema each time, so a schema that is merged with
 * what it refers to would not know that it met itself again.
 */
export function mergedKeys(): {
  keyOf: (schema: unknown) => string;
  withoutRepeats: (schema: JsonSchema) => JsonSchema;
} {
  const numbers = new Map<JsonSchema, number>();
  return { keyOf, withoutRepeats };

  /** Names the schemas that a merged schema consists of; equal for those that merging made of the same ones. */
  function keyOf(schema: unknown): string {
    const [keyword, ...more] = isObject(schema) ? Object.keys(schema) : [];
    if (more.length === 0 && (keyword === 'allOf' || keyword === 'anyOf')) {
      const keys = new Set(partsOfOnly(schema, keyword).map(keyOf));
      return `${keyword}(${[...keys].sort().join(' ')})`;
    }
    if (!isObject(schema)) return String(schema);
    if (more.length === 0 && keyword === '$ref') return String(schema.$ref);
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return String(number);
  }

  /** Merging piles the same parts up. */
  function withoutRepeats(schema: JsonSchema): JsonSchema {
    const parts = partsOfOnly(schema, 'allOf');
    if (parts.length < 2) return schema;
    return {
      allOf: [...new Map(parts.map(part => [keyOf(part), part])).values()],
    };
  }
}

/** The parts of a combination and of the same combinations directly inside it. */
function partsOfOnly(schema: unknown, keyword: 'allOf' | 'anyOf'): unknown[] {
  return isObject(schema) &&
    Object.keys(schema).length === 1 &&
    Array.isArray(schema[keyword])
    ? schema[keyword].flatMap((part: unknown) => partsOfOnly(part, keyword))
    : [schema];
}

import {
  defineMember,
  isObject,
  JsonSchema,
  listOf,
  numberOf,
  typesOf,
} from './jsonSchema';
import { sameJson } from './stableJson';

/** Both schemas at once, as far as that can be written as one. The sample is checked afterwards. */
export function intersectSchemas(a: JsonSchema, b: JsonSchema): JsonSchema {
  const merged: JsonSchema = { ...b, ...a };
  if (isObject(a.properties) && isObject(b.properties)) {
    const properties = {};
    for (const source of [b.properties, a.properties]) {
      for (const name of Object.keys(source)) {
        const known: unknown = Object.hasOwn(properties, name)
          ? Reflect.get(properties, name)
          : undefined;
        defineMember(
          properties,
          name,
          known === undefined ? source[name] : { allOf: [source[name], known] },
        );
      }
    }
    merged.properties = properties;
  }
  const required = [...listOf(a.required), ...listOf(b.required)];
  if (required.length > 0) merged.required = [...new Set(required)];
  if (Array.isArray(a.enum) && Array.isArray(b.enum)) {
    const { enum: inB } = b;
    merged.enum = a.enum.filter(value =>
      listOf(inB).some(other => sameJson(value, other)),
    );
  }
  const typesA = typesOf(a);
  const typesB = typesOf(b);
  if (typesA && typesB) {
    const both = typesA.filter(
      type =>
        typesB.includes(type) ||
        (type === 'integer' && typesB.includes('number')),
    );
    if (typesA.includes('number') && typesB.includes('integer')) {
      both.push('integer');
    }
    merged.type = both;
  }
  for (const [keyword, tighter] of [
    ['minimum', Math.max],
    ['maximum', Math.min],
    ['minLength', Math.max],
    ['maxLength', Math.min],
    ['minItems', Math.max],
    ['maxItems', Math.min],
  ] as const) {
    const inA = numberOf(a[keyword]);
    const inB = numberOf(b[keyword]);
    if (inA !== undefined && inB !== undefined) {
      merged[keyword] = tighter(inA, inB);
    }
  }
  return merged;
}

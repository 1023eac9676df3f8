import {
  defineMember,
  isObject,
  JsonSchema,
  listOf,
  numberOf,
  typesOf,
} from './jsonSchema';
import { PERSONAL_DATA_KEYWORD } from './personalData';
import { sameJson } from './stableJson';

/** Both schemas at once, as far as that can be written as one. The sample is checked afterwards. */
export function intersectSchemas(a: JsonSchema, b: JsonSchema): JsonSchema {
  const merged: JsonSchema = { ...b, ...a };
  for (const keyword of ['properties', 'patternProperties']) {
    const [inA, inB] = [a[keyword], b[keyword]];
    if (isObject(inA) && isObject(inB)) {
      merged[keyword] = intersectMembers(inA, inB);
    }
  }
  for (const keyword of ['additionalProperties', 'items', 'propertyNames']) {
    const [inA, inB] = [a[keyword], b[keyword]];
    if (inA === false || inB === false) merged[keyword] = false;
    else if (isObject(inA) && isObject(inB)) {
      merged[keyword] = { allOf: [inA, inB] };
    }
  }
  if (a.not !== undefined && b.not !== undefined) {
    merged.not = { anyOf: [a.not, b.not] };
  }
  if (b[PERSONAL_DATA_KEYWORD] === true) merged[PERSONAL_DATA_KEYWORD] = true;
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
    ['minProperties', Math.max],
    ['maxProperties', Math.min],
  ] as const) {
    const inA = numberOf(a[keyword]);
    const inB = numberOf(b[keyword]);
    if (inA !== undefined && inB !== undefined) {
      merged[keyword] = tighter(inA, inB);
    }
  }
  return merged;
}

function intersectMembers(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
): Record<string, unknown> {
  const members = {};
  for (const source of [b, a]) {
    for (const name of Object.keys(source)) {
      const known: unknown = Object.hasOwn(members, name)
        ? Reflect.get(members, name)
        : undefined;
      defineMember(
        members,
        name,
        known === undefined ? source[name] : { allOf: [source[name], known] },
      );
    }
  }
  return members;
}

import { isObject, JsonSchema, mapMembers, typesOf } from './jsonSchema';
import { partsOf } from './schemaParts';
import { referredSchemas } from './references';
import { allSchemas } from './schemaKeywords';

/**
 * Vendor keyword that marks personal data: `"x-busline-personal-data": true` on a property's schema marks the property and
 * everything inside it.
 *
 * @public
 */
export const PERSONAL_DATA_KEYWORD = 'x-busline-personal-data';

/** Stands for personal data wherever it is shown. */
export const MASK = '***';

/**
 * A copy of a value that may be logged: personal data is replaced by `***`. Where a schema leaves a choice (`anyOf`, `oneOf`,
 * `if`), a mark in any of the choices counts. Compiles no code and throws nothing.
 *
 * A contract that marks anything is held to know all that may be shown: fields and list elements it does not describe, values
 * of another type than it names, and whatever stands behind a reference that leads nowhere are masked too, since nobody knows
 * whose they are. Of a contract without marks everything is shown. The names of fields are never masked; `null` neither.
 *
 * @public
 */
export function maskSensitive(schema: JsonSchema, value: unknown): unknown {
  const isMarked = allSchemas(schema).some(
    part => part[PERSONAL_DATA_KEYWORD] === true,
  );
  return isMarked ? mask(schema, [schema], value, 0) : value;
}

/** Deeper values are masked unseen, rather than let out or overflow the stack. */
const MAX_DEPTH = 500;

function mask(
  root: JsonSchema,
  schemas: unknown[],
  value: unknown,
  depth: number,
): unknown {
  // Absence stays visible: it tells nothing about a person, and helps to debug.
  if (value === null || value === undefined) return value;
  const parts = describingParts(root, schemas);
  if (
    depth > MAX_DEPTH ||
    parts.length === 0 ||
    parts.some(part => part[PERSONAL_DATA_KEYWORD] === true) ||
    parts.some(part => referredSchemas(root, part).includes(undefined))
  ) {
    return MASK;
  }
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      mask(root, elementSchemas(parts, index), element, depth + 1),
    );
  }
  if (isObject(value)) {
    return mapMembers(value, (member, name) =>
      mask(root, memberSchemas(parts, name), member, depth + 1),
    );
  }
  return isScalarExpected(parts, value) ? value : MASK;
}

/** Everything that speaks of a place, also under conditions. Kept once each: recursive schemas lead to the same parts again. */
function describingParts(root: JsonSchema, schemas: unknown[]): JsonSchema[] {
  const found = new Set<JsonSchema>();
  const open = [...schemas];
  // The list grows while it is read.
  for (const schema of open) {
    for (const part of partsOf(root, schema)) {
      if (found.has(part)) continue;
      found.add(part);
      open.push(part.if, part.then, part.else, part.not);
      for (const keyword of ['dependencies', 'dependentSchemas']) {
        const map = part[keyword];
        if (isObject(map)) open.push(...Object.values(map));
      }
    }
  }
  return [...found];
}

function elementSchemas(parts: JsonSchema[], index: number): unknown[] {
  return parts.flatMap(part => {
    const places = Array.isArray(part.items) ? part.items : part.prefixItems;
    const others = Array.isArray(part.items)
      ? part.additionalItems
      : part.items;
    const own = Array.isArray(places) && index < places.length;
    return [
      own ? places[index] : others,
      part.contains,
      part.unevaluatedItems,
    ].filter(isObject);
  });
}

function memberSchemas(parts: JsonSchema[], name: string): unknown[] {
  return parts.flatMap(part => {
    const named =
      isObject(part.properties) && Object.hasOwn(part.properties, name)
        ? [part.properties[name]]
        : [];
    const matching = isObject(part.patternProperties)
      ? Object.entries(part.patternProperties)
          .filter(([pattern]) => fits(pattern, name))
          .map(([, schema]) => schema)
      : [];
    const own = [...named, ...matching];
    const others = own.length > 0 ? [] : [part.additionalProperties];
    return [
      // A property of which anything goes is described all the same.
      ...own.map(schema => (schema === true ? {} : schema)),
      ...others,
      part.unevaluatedProperties,
    ].filter(isObject);
  });
}

/** Text where an object belongs might be the whole of what the object would have hidden. */
function isScalarExpected(parts: JsonSchema[], value: unknown): boolean {
  const types = parts.flatMap(part => typesOf(part) ?? []);
  if (types.length === 0) {
    return !parts.some(part => part.properties ?? part.items);
  }
  return types.some(type =>
    type === 'integer' || type === 'number'
      ? typeof value === 'number'
      : type === typeof value,
  );
}

/** An expression that cannot be read might fit, so what it marks is masked. */
function fits(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return true;
  }
}

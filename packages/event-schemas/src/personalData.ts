import { isObject, JsonSchema, mapMembers } from './jsonSchema';
import { partsOf } from './schemaParts';

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
 * A copy of a value with personal data replaced by `***`. Where a schema leaves a choice (`anyOf`, `oneOf`), a mark in any
 * of the choices counts. Compiles no code.
 *
 * @public
 */
export function maskSensitive(schema: JsonSchema, value: unknown): unknown {
  return mask(schema, [schema], value, 0);
}

/** Deeper values are masked unseen, rather than let out or overflow the stack. */
const MAX_DEPTH = 500;

function mask(
  root: JsonSchema,
  schemas: unknown[],
  value: unknown,
  depth: number,
): unknown {
  if (depth > MAX_DEPTH) return MASK;
  // Kept once each: recursive schemas lead to the same parts again and again.
  const parts = [...new Set(schemas.flatMap(schema => partsOf(root, schema)))];
  if (parts.some(part => part[PERSONAL_DATA_KEYWORD] === true)) {
    // Absence and emptiness stay visible: they tell nothing about a person, and help to debug.
    return value === null || value === undefined ? value : MASK;
  }
  if (parts.length === 0) return value;
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      mask(
        root,
        parts.flatMap(part =>
          Array.isArray(part.items)
            ? [part.items[index] ?? part.additionalItems]
            : [part.items],
        ),
        element,
        depth + 1,
      ),
    );
  }
  if (!isObject(value)) return value;
  return mapMembers(value, (member, name) =>
    mask(root, memberSchemas(parts, name), member, depth + 1),
  );
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
    return named.length + matching.length > 0
      ? [...named, ...matching]
      : [part.additionalProperties];
  });
}

/** An expression that cannot be read might fit, so what it marks is masked. */
function fits(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return true;
  }
}

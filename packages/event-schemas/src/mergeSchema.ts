import { intersectSchemas } from './intersectSchemas';
import { isObject, JsonSchema, listOf, mapMembers } from './jsonSchema';
import { referredSchemas } from './references';
import { asRegExp } from './samplePattern';
import { SeededRandom } from './seededRandom';

/**
 * One schema for a place: references followed, all of `allOf` and one choice each of `anyOf`, `oneOf` and `if` folded in.
 *
 * @param root - where references lead from
 */
export function mergeSchema(
  root: JsonSchema,
  schema: unknown,
  random: SeededRandom,
  merged: Set<unknown> = new Set(),
): JsonSchema {
  if (schema === false) return { not: {} };
  // Once is enough, and ends references that lead round and round.
  if (!isObject(schema) || merged.has(schema)) return {};
  merged.add(schema);
  const { $ref, $dynamicRef, $recursiveRef, ...others } = schema;
  const { allOf, anyOf, oneOf, if: condition, ...own } = others;
  const parts = [...listOf(allOf), ...referredSchemas(root, schema)];
  for (const options of [listOf(anyOf), listOf(oneOf)]) {
    if (options.length === 0) continue;
    const choice = random.pick(options);
    parts.push(choice, ...discriminated(schema, choice));
  }
  if (condition !== undefined) {
    parts.push(
      ...(random.next() < 0.5
        ? [condition, own.then]
        : [{ not: condition }, own.else]),
    );
  }
  return parts
    .map(part => mergeSchema(root, part, random, merged))
    .reduce<JsonSchema>(both, own);
}

/** Also closes each to the names that only the other describes, if it takes no others. */
function both(a: JsonSchema, b: JsonSchema): JsonSchema {
  const merged = intersectSchemas(a, b);
  const refused = [...refusedNames(a, b), ...refusedNames(b, a)];
  if (refused.length === 0 || !isObject(merged.properties)) return merged;
  const properties = mapMembers(merged.properties, (inner, name) =>
    refused.includes(name) ? false : inner,
  );
  return { ...merged, properties };
}

function refusedNames(closed: JsonSchema, other: JsonSchema): string[] {
  if (closed.additionalProperties !== false || !isObject(other.properties)) {
    return [];
  }
  const { properties, patternProperties } = closed;
  const patterns = Object.keys(
    isObject(patternProperties) ? patternProperties : {},
  );
  return Object.keys(other.properties).filter(
    name =>
      !(isObject(properties) && Object.hasOwn(properties, name)) &&
      !patterns.some(pattern => asRegExp(pattern).test(name)),
  );
}

/** OpenAPI's discriminator names the choice in one of the value's own properties. */
function discriminated(schema: JsonSchema, choice: unknown): JsonSchema[] {
  const { discriminator } = schema;
  if (!isObject(discriminator) || !isObject(choice)) return [];
  const { propertyName, mapping } = discriminator;
  const { $ref } = choice;
  if (typeof propertyName !== 'string' || typeof $ref !== 'string') return [];
  const [name] = Object.entries(isObject(mapping) ? mapping : {}).find(
    ([, ref]) => ref === $ref,
  ) ?? [decodeURIComponent($ref.slice($ref.lastIndexOf('/') + 1))];
  return [{ properties: { [propertyName]: { default: name } } }];
}

import { JsonSchema, listOf } from './jsonSchema';
import { dynamicTargets, hasNames, resolveReference } from './references';
import { allPlaces, Place } from './schemaKeywords';

/**
 * The same schema in words that Ajv reads as they are meant: references by name become JSON pointers, since Ajv loses its way
 * among schemas with addresses of their own, and OpenAPI's `nullable` becomes a type where it says something ("Schema
 * Object": beside `type`), since Ajv refuses it elsewhere.
 */
export function plainSchema(schema: JsonSchema): JsonSchema {
  const places = allPlaces(schema);
  const isNamed = hasNames(schema) && !isUndecided(schema, places);
  if (!isNamed && !places.some(place => 'nullable' in place.schema)) {
    return schema;
  }
  const copy: JsonSchema = JSON.parse(JSON.stringify(schema));
  const pointers = new Map(
    places.map(place => [place.schema, `#${place.pointer}`]),
  );
  allPlaces(copy).forEach((place, index) => {
    const { nullable, type } = place.schema;
    if (nullable === true && type !== undefined && !schema.$schema) {
      place.schema.type = [...new Set([type, 'null'].flat())];
    }
    delete place.schema.nullable;
    if (isNamed) {
      pointReferences(place.schema, places[index].schema, schema, pointers);
    }
  });
  return copy;
}

/** Ajv has to find out on the way, which it does for the usual recursive schemas. */
function isUndecided(root: JsonSchema, places: readonly Place[]): boolean {
  return places.some(
    ({ schema }) => (dynamicTargets(root, schema)?.length ?? 0) > 1,
  );
}

function pointReferences(
  copy: JsonSchema,
  original: JsonSchema,
  root: JsonSchema,
  pointers: ReadonlyMap<unknown, string>,
): void {
  for (const keyword of [
    '$id',
    '$anchor',
    '$dynamicAnchor',
    '$recursiveAnchor',
  ]) {
    delete copy[keyword];
  }
  if (typeof copy.id === 'string') delete copy.id;
  const { $ref } = original;
  if (typeof $ref === 'string') {
    copy.$ref = pointers.get(resolveReference(root, $ref, original)) ?? $ref;
  }
  const [target] = dynamicTargets(root, original) ?? [];
  const pointer = pointers.get(target);
  if (pointer !== undefined) {
    delete copy.$dynamicRef;
    delete copy.$recursiveRef;
    copy.allOf = [...listOf(copy.allOf), { $ref: pointer }];
  }
}

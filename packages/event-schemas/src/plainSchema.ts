import { dialectOf, ignoresBesideRef } from './dialect';
import { unique } from './draft04Keywords';
import { isObject, JsonSchema, listOf } from './jsonSchema';
import { dynamicTargets, hasNames, resolveReference } from './references';
import { allPlaces, constrains, Place } from './schemaKeywords';

/** How a document's draft reads what drafts read differently. */
interface Reading {
  isDraft04: boolean;
  isRefAlone: boolean;
}

/**
 * The same schema in words that Ajv reads as they are meant:
 *
 * - References by name become JSON pointers, since Ajv loses its way among schemas with addresses of their own.
 * - OpenAPI's `nullable` becomes a type where it says something ("Schema Object": beside `type`); Ajv refuses it elsewhere.
 * - Draft-04's `id` in a later draft, empty lists of required names and values listed twice say nothing, but some drafts
 *   forbid them.
 * - What stands beside a reference goes where the draft ignores it.
 * - `contains` beside a tuple becomes a part of its own, since Ajv 8 overlooks it there where the list is empty.
 * - Examples go, since Ajv would take an `id` in them for a name.
 */
export function plainSchema(schema: JsonSchema): JsonSchema {
  const reading: Reading = {
    isDraft04: dialectOf(schema) === 'draft-04',
    isRefAlone: ignoresBesideRef(schema),
  };
  const places = allPlaces(schema);
  const isNamed = hasNames(schema) && !isUndecided(schema, places);
  if (!isNamed && !places.some(place => needsChange(place.schema, reading))) {
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
    if (!reading.isDraft04) delete place.schema.id;
    if (reading.isRefAlone) dropBesideRef(place.schema);
    delete place.schema.example;
    delete place.schema.examples;
    if (isEmptyList(place.schema.required)) delete place.schema.required;
    const { dependencies } = place.schema;
    if (isObject(dependencies)) {
      for (const name of Object.keys(dependencies)) {
        if (isEmptyList(dependencies[name])) delete dependencies[name];
      }
    }
    if (isTupleThatContains(place.schema)) setContainsApart(place.schema);
    if (Array.isArray(place.schema.enum)) {
      place.schema.enum = unique(place.schema.enum);
    }
    if (isNamed) {
      pointReferences(place.schema, places[index].schema, schema, pointers);
    }
  });
  return copy;
}

function needsChange(schema: JsonSchema, reading: Reading): boolean {
  const { enum: values, required, dependencies } = schema;
  return (
    ['nullable', 'example', 'examples'].some(keyword => keyword in schema) ||
    ('id' in schema && !reading.isDraft04) ||
    (typeof schema.$ref === 'string' && reading.isRefAlone) ||
    isEmptyList(required) ||
    isTupleThatContains(schema) ||
    (isObject(dependencies) && Object.values(dependencies).some(isEmptyList)) ||
    (Array.isArray(values) && unique(values).length < values.length)
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isTupleThatContains(schema: JsonSchema): boolean {
  const { items, prefixItems, contains } = schema;
  return (
    contains !== undefined &&
    (Array.isArray(items) || Array.isArray(prefixItems))
  );
}

function setContainsApart(schema: JsonSchema): void {
  const part: JsonSchema = {};
  for (const keyword of ['contains', 'minContains', 'maxContains']) {
    if (schema[keyword] !== undefined) part[keyword] = schema[keyword];
    delete schema[keyword];
  }
  schema.allOf = [...listOf(schema.allOf), part];
}

/** Up to Draft-07 a reference takes the place of the schema it stands in, but Ajv reads on. */
function dropBesideRef(schema: JsonSchema): void {
  if (typeof schema.$ref !== 'string') return;
  for (const keyword of Object.keys(schema)) {
    if (keyword !== '$ref' && constrains(keyword)) delete schema[keyword];
  }
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

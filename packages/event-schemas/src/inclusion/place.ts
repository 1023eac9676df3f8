import { isObject, JsonSchema, listOf } from '../jsonSchema';
import { referredSchemas } from '../references';
import {
  elementsOf,
  namesIn,
  patternsOf,
  propertiesOf,
  Reading,
  requiredOf,
} from './reading';
import { expressionOf } from './textRules';

/** One place of an event, and everything its writer's schema says about it, in whatever part. */
export interface Place {
  readonly parts: readonly JsonSchema[];
  readonly reading: Reading;
}

export function placeOf(schemas: unknown[], reading: Reading): Place {
  const parts = new Set<JsonSchema>();
  // The list grows while it is read.
  const open = [...schemas];
  for (const part of open) {
    if (!isObject(part) || parts.has(part)) continue;
    parts.add(part);
    open.push(...referredSchemas(reading.root, part));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      open.push(...listOf(part[keyword]));
    }
    open.push(part.if, part.then, part.else);
    for (const map of [part.dependencies, part.dependentSchemas]) {
      if (isObject(map)) open.push(...Object.values(map));
    }
  }
  return { parts: [...parts], reading };
}

/** Whether nothing is said about what an object here carries: then anything may come. */
function isFree({ parts }: Place): boolean {
  return parts.every(
    part =>
      !isObject(part.properties) &&
      !isObject(part.patternProperties) &&
      listedObjects(part).length === 0,
  );
}

/** Whether the writer's schema names the property, or says that unnamed ones may come. */
export function mayCarry(place: Place, name: string): boolean {
  return (
    isFree(place) ||
    place.parts.some(
      part =>
        saysOthersCome(part) ||
        propertiesOf(part).has(name) ||
        requiredOf(part).includes(name) ||
        patternsOf(part).some(([expression]) =>
          fits(expression, name, place.reading),
        ) ||
        listedObjects(part).some(value => Object.hasOwn(value, name)) ||
        dependencyNames(part).includes(name),
    )
  );
}

/** Every property the place names one by one. */
export function namedProperties({ parts }: Place): string[] {
  return [
    ...new Set(
      parts.flatMap(part => [
        ...propertiesOf(part).keys(),
        ...requiredOf(part),
        ...listedObjects(part).flatMap(Object.keys),
        ...dependencyNames(part),
      ]),
    ),
  ];
}

/** Expressions that speak of properties by name. */
export function placeExpressions({ parts }: Place): string[] {
  return parts.flatMap(part =>
    patternsOf(part).map(([expression]) => expression),
  );
}

/** Whether properties may come that neither a name nor an expression speaks of. */
export function mayCarryOthers(place: Place): boolean {
  return isFree(place) || place.parts.some(saysOthersCome);
}

/** What the writer's schema says about a property. */
export function memberPlace(place: Place, name: string): Place {
  return memberPlaceOf(
    place,
    part => {
      const properties = propertiesOf(part);
      return properties.has(name) ? [properties.get(name)] : [];
    },
    expression => fits(expression, name, place.reading),
  );
}

/** What the writer's schema says about a property that it does not name, from the expressions that the name fits. */
export function unnamedMemberPlace(
  place: Place,
  isFitted: (expression: string) => boolean,
): Place {
  return memberPlaceOf(place, () => [], isFitted);
}

function memberPlaceOf(
  { parts, reading }: Place,
  named: (part: JsonSchema) => unknown[],
  isFitted: (expression: string) => boolean,
): Place {
  const inner = parts.flatMap(part => {
    const described = [
      ...named(part),
      ...patternsOf(part)
        .filter(([expression]) => isFitted(expression))
        .map(([, schema]) => schema),
    ];
    return described.length > 0
      ? described
      : [part.additionalProperties, part.unevaluatedProperties];
  });
  return placeOf(inner, reading);
}

/** What the writer's schema says about an element of a list. */
export function elementPlace({ parts, reading }: Place, index: number): Place {
  const inner = parts.flatMap(part => {
    const { first, rest } = elementsOf(part, reading);
    return [
      index < first.length ? first[index] : rest,
      part.contains,
      part.unevaluatedItems,
    ];
  });
  return placeOf(inner, reading);
}

/** Whether a value carries only properties that the writer's schema names. */
export function carriesOnlyNamed(place: Place, value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every((element, index) =>
      carriesOnlyNamed(elementPlace(place, index), element),
    );
  }
  if (!isObject(value)) return true;
  return Object.keys(value).every(
    name =>
      mayCarry(place, name) &&
      carriesOnlyNamed(memberPlace(place, name), value[name]),
  );
}

function saysOthersCome(part: JsonSchema): boolean {
  return [part.additionalProperties, part.unevaluatedProperties].some(
    others => others === true || isObject(others),
  );
}

function listedObjects(part: JsonSchema): Record<string, unknown>[] {
  return [...listOf(part.enum), part.const].filter(isObject);
}

function dependencyNames(part: JsonSchema): string[] {
  return [part.dependencies, part.dependentRequired, part.dependentSchemas]
    .filter(isObject)
    .flatMap(map => [
      ...Object.keys(map),
      ...Object.values(map).flatMap(namesIn),
    ]);
}

function fits(
  expression: string,
  name: string,
  { isUnicode }: Reading,
): boolean {
  return expressionOf(expression, isUnicode)?.test(name) ?? true;
}

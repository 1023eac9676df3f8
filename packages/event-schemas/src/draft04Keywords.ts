import { defineMember, isObject, JsonSchema } from './jsonSchema';
import { stableJson } from './stableJson';

/** Keywords that Draft-04 cannot express. Leaving them out makes the schema allow more, never less. */
export const NOT_IN_DRAFT_04: readonly string[] = [
  'contains',
  'minContains',
  'maxContains',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
];

/** Keywords about the document, not the values. */
export const DOCUMENT_KEYWORDS: readonly string[] = [
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$comment',
  '$defs',
  'definitions',
];

export const ANNOTATIONS: readonly string[] = [
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
];

/** Draft-06 made the exclusive bounds numbers; Draft-04 has a flag beside the bound. The tighter bound counts. */
export function keepExclusive(
  kept: JsonSchema,
  schema: JsonSchema,
  keyword: 'exclusiveMinimum' | 'exclusiveMaximum',
): void {
  const exclusive = schema[keyword];
  const boundKeyword = keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum';
  const inclusive = schema[boundKeyword];
  if (typeof exclusive !== 'number') {
    if (inclusive !== undefined) kept[keyword] = exclusive;
    return;
  }
  const isTighter =
    typeof inclusive !== 'number' ||
    (keyword === 'exclusiveMinimum'
      ? exclusive >= inclusive
      : exclusive <= inclusive);
  if (isTighter) {
    kept[boundKeyword] = exclusive;
    kept[keyword] = true;
  }
}

/**
 * Draft-04 has one keyword for what 2019-09 split in two. Both may speak of the same property, then both count.
 *
 * @param added - for each property the names it requires, or the schema it asks for
 */
export function keepDependencies(
  kept: JsonSchema,
  added: Record<string, unknown>,
): void {
  const dependencies: Record<string, unknown> = isObject(kept.dependencies)
    ? kept.dependencies
    : {};
  for (const name of Object.keys(added)) {
    const known = Object.hasOwn(dependencies, name)
      ? dependencies[name]
      : undefined;
    defineMember(
      dependencies,
      name,
      known === undefined
        ? added[name]
        : { allOf: [asSchema(known), asSchema(added[name])] },
    );
  }
  kept.dependencies = dependencies;
}

function asSchema(dependency: unknown): unknown {
  if (!Array.isArray(dependency)) return dependency;
  // Draft-04 refuses an empty list of required names.
  return dependency.length > 0 ? { required: dependency } : {};
}

/** Draft-04 wants each value of an enum once. */
export function unique(values: readonly unknown[]): unknown[] {
  const byText = new Map(values.map(value => [stableJson(value, 0), value]));
  return [...byText.values()];
}

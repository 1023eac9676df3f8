import { isObject, JsonSchema } from './jsonSchema';
import { allSchemas } from './schemaKeywords';

/** The drafts of JSON Schema that read a schema differently. Draft-06 reads as Draft-07 does. */
export type Dialect = '2020-12' | '2019-09' | 'draft-07' | 'draft-04';

const NEW_IN_2019 = [
  '$anchor',
  '$recursiveRef',
  'dependentRequired',
  'dependentSchemas',
  'maxContains',
  'minContains',
  'unevaluatedItems',
  'unevaluatedProperties',
];

const NEW_IN_2020 = ['$dynamicAnchor', '$dynamicRef', 'prefixItems'];

/** The dialect a schema names; where it names none, the one its keywords belong to. */
export function dialectOf(schema: JsonSchema): Dialect {
  const named = String(schema.$schema ?? '');
  if (/2020-12/.test(named)) return '2020-12';
  if (/2019-09/.test(named)) return '2019-09';
  if (/draft-0[67]/.test(named)) return 'draft-07';
  if (/draft-0[34]/.test(named)) return 'draft-04';
  const places = allSchemas(schema);
  if (places.some(isDraft04Only)) return 'draft-04';
  const has = (keywords: string[]) =>
    places.some(place =>
      keywords.some(keyword => Object.hasOwn(place, keyword)),
    );
  if (has(NEW_IN_2020)) return '2020-12';
  return has(NEW_IN_2019) ? '2019-09' : 'draft-07';
}

/** Flags as exclusive bounds, and `id`, are what later drafts no longer take. */
function isDraft04Only(place: JsonSchema): boolean {
  return (
    typeof place.exclusiveMinimum === 'boolean' ||
    typeof place.exclusiveMaximum === 'boolean' ||
    (typeof place.id === 'string' && place.$id === undefined)
  );
}

/** Whether a document is of a kind in which a reference replaces the schema it stands in. */
export function ignoresBesideRef(document: unknown): boolean {
  if (!isObject(document)) return false;
  // OpenAPI 3.0 has reference objects; 3.1 takes JSON Schema 2020-12 as it is.
  if (typeof document.openapi === 'string') {
    return !document.openapi.startsWith('3.1');
  }
  return /draft-0[3467]/.test(String(document.$schema ?? ''));
}

import {
  isObject,
  JsonSchema,
  listOf,
  mapMembers,
  refSteps,
} from './jsonSchema';

/** Words of OpenAPI that AsyncAPI reads otherwise, and that say nothing about a value. */
const LEFT_OUT = ['discriminator', 'externalDocs', 'xml'];

/** Keywords whose value is data, in which nothing is a reference. */
const DATA = ['const', 'default', 'enum', 'example', 'examples'];

/**
 * Whether data looks like a reference to those who read a document: an
 * AsyncAPI parser follows a `$ref` wherever it stands, in data as well.
 */
export function looksLikeReference(data: unknown): boolean {
  if (Array.isArray(data)) return data.some(looksLikeReference);
  return (
    isObject(data) &&
    (typeof data.$ref === 'string' ||
      Object.values(data).some(looksLikeReference))
  );
}

/**
 * A Draft-04 schema as AsyncAPI 3.0 wants it ("Schema Object", a superset of Draft-07): exclusive bounds are numbers, and
 * references lead to the document's components.
 *
 * @param nameOf - the component's name of a definition
 */
export function asyncApiSchema(
  schema: unknown,
  nameOf: (definition: string) => string,
): unknown {
  if (!isObject(schema)) return schema;
  const again = (inner: unknown) => asyncApiSchema(inner, nameOf);
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const changed: JsonSchema = mapMembers(rest, (value, keyword) => {
    switch (keyword) {
      case '$ref':
        return `#/components/schemas/${nameOf(definitionName(String(value)))}`;
      case 'properties':
      case 'patternProperties':
      case 'dependencies':
        return isObject(value)
          ? mapMembers(value, inner =>
              Array.isArray(inner) ? inner : again(inner),
            )
          : value;
      case 'allOf':
      case 'anyOf':
      case 'oneOf':
        return listOf(value).map(again);
      case 'items':
        return Array.isArray(value) ? value.map(again) : again(value);
      case 'not':
      case 'additionalProperties':
      case 'additionalItems':
        return again(value);
      default:
        return value;
    }
  });
  for (const keyword of LEFT_OUT) delete changed[keyword];
  for (const keyword of DATA) {
    // The schema then says less than the contract, and nothing wrong.
    if (looksLikeReference(changed[keyword])) delete changed[keyword];
  }
  if (exclusiveMinimum === true && 'minimum' in changed) {
    changed.exclusiveMinimum = changed.minimum;
    delete changed.minimum;
  }
  if (exclusiveMaximum === true && 'maximum' in changed) {
    changed.exclusiveMaximum = changed.maximum;
    delete changed.maximum;
  }
  return changed;
}

function definitionName(ref: string): string {
  const steps = refSteps(ref);
  return steps[steps.length - 1];
}

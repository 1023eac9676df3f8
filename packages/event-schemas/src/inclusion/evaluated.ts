import { JsonSchema } from '../jsonSchema';

const APPLIED_IN_PLACE = [
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
];

/**
 * Whether other schemas may describe parts of the same value. Then what `unevaluatedProperties` and `unevaluatedItems` leave
 * over depends on which of them hold ("JSON Schema Core", 2020-12, section 11).
 */
export function hasPartsBeside(
  schema: JsonSchema,
  more: readonly string[] = [],
): boolean {
  return [...APPLIED_IN_PLACE, ...more].some(
    keyword => schema[keyword] !== undefined,
  );
}

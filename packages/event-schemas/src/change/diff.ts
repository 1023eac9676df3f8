import { JsonSchema } from '../jsonSchema';
import { changesBetween } from './placeChanges';
import { SchemaChange } from './schemaChange';

/**
 * What changed from one version of a detail's schema to another, place by place: through references, `allOf`, lists, tuples,
 * maps and choices, in any draft from 04 to 2020-12 or as OpenAPI 3.0 writes schemas. Two ways of writing the same are no
 * change. Compiles no code and throws nothing; of schemas too intertwined to walk to the end, the first 20,000 places are
 * compared.
 *
 * A change's `effect` takes it that writers send only what their schema names. Whether versions keep a promise is for
 * {@link compatibility} to prove.
 *
 * @public
 */
export function diff(before: JsonSchema, after: JsonSchema): SchemaChange[] {
  return changesBetween(before, after);
}

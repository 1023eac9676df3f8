import fc from 'fast-check';
import { checkDetailSchema, JsonSchema } from '../index';

const KEYWORDS = [
  '$comment',
  '$defs',
  '$ref',
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'const',
  'contains',
  'default',
  'definitions',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'deprecated',
  'description',
  'discriminator',
  'else',
  'enum',
  'example',
  'examples',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'externalDocs',
  'format',
  'if',
  'items',
  'maxContains',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minContains',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'not',
  'nullable',
  'oneOf',
  'pattern',
  'patternProperties',
  'prefixItems',
  'properties',
  'propertyNames',
  'readOnly',
  'required',
  'then',
  'title',
  'type',
  'unevaluatedItems',
  'unevaluatedProperties',
  'uniqueItems',
  'writeOnly',
  'xml',
];

/** Half sense, half nonsense. */
const { schema } = fc.letrec<{ schema: unknown; junk: unknown }>(tie => ({
  junk: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1,
      -1,
      1.5,
      '',
      'a',
      'object',
      'date-time',
      '(',
      '^a$',
      '#',
      '#/definitions/a',
      [],
      ['a'],
      ['a', 'a'],
      ['object', 'null'],
      {},
    ),
    tie('schema'),
    fc.array(tie('schema'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), { maxKeys: 2 }),
  ),
  schema: fc.dictionary(fc.constantFrom(...KEYWORDS), tie('junk'), {
    maxKeys: 3,
  }),
}));

const DRAFTS = [
  undefined,
  'http://json-schema.org/draft-04/schema#',
  'http://json-schema.org/draft-06/schema#',
  'http://json-schema.org/draft-07/schema#',
  'https://json-schema.org/draft/2019-09/schema',
  'https://json-schema.org/draft/2020-12/schema',
];

/** Schemas of a detail, of every draft and of none. */
export const roughSchema = fc
  .tuple(fc.constantFrom(...DRAFTS), schema, schema)
  .map(
    ([$schema, root, a]): JsonSchema =>
      // As it would come in.
      JSON.parse(
        JSON.stringify({
          ...(root as JsonSchema),
          $schema,
          type: 'object',
          properties: { a },
        }),
      ),
  );

/** No errors, and no reading without end, which is only a warning since such a schema can still be kept. */
export function isUsable(text: string): boolean {
  return checkDetailSchema(text).every(
    ({ severity, code }) => severity !== 'error' && code !== 'endless-ref',
  );
}

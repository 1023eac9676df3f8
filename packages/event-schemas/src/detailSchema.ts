import { checkSchema } from './checkSchema';
import { toDraft04 } from './draft04';
import { isObject, JsonSchema, typesOf } from './jsonSchema';
import { parseJson } from './parseJson';
import { errorAt, InvalidContractError, SchemaProblem } from './problems';
import { costlyPlace, costlyProblem } from './readingCost';

/**
 * Every problem of a JSON Schema that is to describe an event's detail: drafts 04, 06, 07, 2019-09 and 2020-12. Errors stop
 * it from being used; warnings name what Draft-04, which the schema registry keeps, cannot express. Compiles no code.
 *
 * @public
 */
export function checkDetailSchema(text: string): SchemaProblem[] {
  return readDetailSchema(text).problems;
}

/**
 * Reads a JSON Schema of an event's detail and rewrites it as self-contained Draft-04. Compiles no code.
 *
 * @throws InvalidContractError with every error found
 * @public
 */
export function parseDetailSchema(text: string): JsonSchema {
  const { schema, problems } = readDetailSchema(text);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidContractError(errors);
  return schema;
}

function readDetailSchema(text: string): {
  schema: JsonSchema;
  problems: SchemaProblem[];
} {
  const parsed = parseJson(text);
  return 'problem' in parsed
    ? { schema: {}, problems: [parsed.problem] }
    : normaliseDetailSchema(parsed.value);
}

/** As {@link parseDetailSchema}, from parsed JSON and without throwing. */
export function normaliseDetailSchema(value: unknown): {
  schema: JsonSchema;
  problems: SchemaProblem[];
} {
  const problems = isObject(value)
    ? checkSchema(value)
    : [
        errorAt(
          '',
          'not-an-object',
          'A JSON Schema must be an object',
          'Start with {"type": "object", "properties": {…}}',
        ),
      ];
  if (problems.length > 0) return { schema: {}, problems };
  const { schema, warnings } = toDraft04(value, value);
  const costly = isObject(value) ? costlyPlace(value) : undefined;
  // It can still be kept and shown, but no value can be checked against it.
  if (costly) warnings.push({ ...costlyProblem(costly), severity: 'warning' });
  const types = typesOf(schema);
  if (types && !types.includes('object')) {
    return {
      schema,
      problems: [
        errorAt(
          'type',
          'detail-not-object',
          `The detail of an event is an object, but the schema describes ${types.join(
            ' or ',
          )}`,
          'Describe an object and put the value in one of its properties',
        ),
      ],
    };
  }
  // The detail can be nothing else, and saying so makes bindings and samples sharper.
  const describesMembers = schema.properties !== undefined && !types;
  return {
    schema: describesMembers ? { type: 'object', ...schema } : schema,
    problems: warnings,
  };
}

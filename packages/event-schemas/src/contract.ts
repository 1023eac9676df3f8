import { checkSchema } from './checkSchema';
import { toDraft04 } from './draft04';
import { isObject, JsonSchema, textOf } from './jsonSchema';
import { parseJson } from './parseJson';
import { errorAt, InvalidContractError, SchemaProblem } from './problems';
import { resolveReference } from './references';

/**
 * What a schema in the registry says about an event type.
 *
 * @public
 */
export interface Contract {
  source: string;
  detailType: string;
  title?: string;
  description?: string;
  /** Version the author wrote into the document; the registry counts its own. */
  version?: string;
  /** Schema of the detail: Draft-04, with its own `definitions`. */
  detailSchema: JsonSchema;
  /** Schema of the whole event: Draft-04, with its own `definitions`. */
  eventSchema: JsonSchema;
}

/** @public */
export type ContractType = 'JSONSchemaDraft4' | 'OpenApi3';

/**
 * Reads a schema as the EventBridge schema registry keeps it: OpenApi3 with `components.schemas.AWSEvent`, or
 * JSONSchemaDraft4 as `ExportSchema` gives it. Compiles no code.
 *
 * @param hint - the schema's name in the registry, `source@DetailType`, used where the document lacks the
 * `x-amazon-events-source` and `x-amazon-events-detail-type` keywords
 * @throws InvalidContractError with every problem found
 * @public
 */
export function parseContract(
  text: string,
  type: ContractType,
  hint: { schemaName?: string } = {},
): Contract {
  const parsed = parseJson(text);
  if ('problem' in parsed) throw new InvalidContractError([parsed.problem]);
  return readContract(parsed.value, type, hint);
}

/** As {@link parseContract}, from parsed JSON. */
export function readContract(
  document: unknown,
  type: ContractType,
  hint: { schemaName?: string } = {},
): Contract {
  if (!isObject(document)) {
    throw new InvalidContractError([
      errorAt(
        '',
        'not-an-object',
        'The document is not a JSON object',
        `Give ${type} as the schema registry keeps it`,
      ),
    ]);
  }
  const problems: SchemaProblem[] = [];
  const event =
    type === 'OpenApi3'
      ? eventInOpenApi(document, problems)
      : { schema: document, path: '' };
  const detail =
    event && detailOf(document, event.schema, event.path, problems);
  const [nameSource, nameDetailType] = splitName(hint.schemaName);
  const source =
    textOf(event?.schema['x-amazon-events-source']) ??
    fixedValue(event?.schema, 'source') ??
    nameSource;
  const detailType =
    textOf(event?.schema['x-amazon-events-detail-type']) ??
    fixedValue(event?.schema, 'detail-type') ??
    nameDetailType;
  if (event && source === undefined) {
    problems.push(missing(event.path, 'x-amazon-events-source', 'source'));
  }
  if (event && detailType === undefined) {
    problems.push(
      missing(event.path, 'x-amazon-events-detail-type', 'detail type'),
    );
  }
  if (
    !event ||
    !detail ||
    source === undefined ||
    detailType === undefined ||
    problems.length > 0
  ) {
    throw new InvalidContractError(problems);
  }
  const info = isObject(document.info) ? document.info : {};
  const title = textOf(info.title) ?? textOf(event.schema.title);
  const description =
    textOf(info.description) ?? textOf(event.schema.description);
  const version = textOf(info.version);
  return {
    source,
    detailType,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(version === undefined ? {} : { version }),
    detailSchema: toDraft04(document, detail).schema,
    eventSchema: toDraft04(document, event.schema).schema,
  };
}

interface Located {
  schema: JsonSchema;
  path: string;
}

function eventInOpenApi(
  document: JsonSchema,
  problems: SchemaProblem[],
): Located | undefined {
  const components = isObject(document.components) ? document.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  const name = [
    'AWSEvent',
    ...Object.keys(schemas).filter(key => {
      const schema = schemas[key];
      return isObject(schema) && 'x-amazon-events-source' in schema;
    }),
  ].find(key => Object.hasOwn(schemas, key));
  const schema = name === undefined ? undefined : schemas[name];
  if (isObject(schema)) {
    return { schema, path: `components.schemas.${name}` };
  }
  problems.push(
    errorAt(
      'components.schemas',
      'no-event',
      'The document has no AWSEvent schema',
      'Describe the whole event in components.schemas.AWSEvent, with the keywords x-amazon-events-source and x-amazon-events-detail-type',
    ),
  );
  return undefined;
}

function detailOf(
  document: JsonSchema,
  event: JsonSchema,
  path: string,
  problems: SchemaProblem[],
): JsonSchema | undefined {
  const properties = isObject(event.properties) ? event.properties : {};
  const { detail } = properties;
  const here = path ? `${path}.properties.detail` : 'properties.detail';
  if (!isObject(detail)) {
    problems.push(
      errorAt(
        here,
        'no-detail',
        'The event schema does not describe "detail"',
        'Describe the event’s own data under properties.detail',
      ),
    );
    return undefined;
  }
  for (const problem of checkSchema({
    ...document,
    ...withoutOpenApi(document),
  })) {
    problems.push({
      ...problem,
      path: path
        ? problem.path.replace(/^definitions/, 'components.schemas')
        : problem.path,
    });
  }
  if (
    typeof detail.$ref === 'string' &&
    resolveReference(document, detail.$ref, detail) === undefined
  ) {
    if (problems.length === 0) {
      problems.push(
        errorAt(
          `${here}.$ref`,
          'missing-ref',
          `"${detail.$ref}" leads nowhere`,
          'Define the schema it names, or correct the name',
        ),
      );
    }
    return undefined;
  }
  return detail;
}

/** Presents the schemas of an OpenAPI document as definitions, so that one check serves both formats. */
function withoutOpenApi(document: JsonSchema): JsonSchema {
  const components = isObject(document.components) ? document.components : {};
  return isObject(components.schemas)
    ? { definitions: components.schemas }
    : {};
}

function fixedValue(
  event: JsonSchema | undefined,
  name: string,
): string | undefined {
  const properties = isObject(event?.properties) ? event.properties : {};
  const property = properties[name];
  if (!isObject(property)) return undefined;
  if (typeof property.const === 'string') return property.const;
  return Array.isArray(property.enum) && property.enum.length === 1
    ? textOf(property.enum[0])
    : undefined;
}

function splitName(
  name: string | undefined,
): [string | undefined, string | undefined] {
  const at = name?.indexOf('@') ?? -1;
  return name === undefined || at < 1 || at === name.length - 1
    ? [undefined, undefined]
    : [name.slice(0, at), name.slice(at + 1)];
}

function missing(path: string, keyword: string, what: string): SchemaProblem {
  return errorAt(
    path ? `${path}.${keyword}` : keyword,
    'no-event-type',
    `The document does not say which ${what} it describes`,
    `Add "${keyword}", or name the schema source@DetailType`,
  );
}

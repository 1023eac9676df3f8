import { readContract } from './contract';
import { normaliseDetailSchema } from './detailSchema';
import { infer } from './infer';
import { isObject, JsonSchema } from './jsonSchema';
import { parseJson } from './parseJson';
import { errorAt, InvalidContractError, SchemaProblem } from './problems';

/**
 * What a text turned out to be.
 *
 * - `schema`: a JSON Schema of the detail
 * - `contract`: a schema of the whole event, as the registry keeps it
 * - `example-detail`: one or more example details
 * - `example-event`: one or more example events
 *
 * @public
 */
export type DetailInput =
  | {
      ok: true;
      kind: 'schema' | 'contract' | 'example-detail' | 'example-event';
      detailSchema: JsonSchema;
      source?: string;
      detailType?: string;
      /** What was lost on the way, if anything. */
      warnings: SchemaProblem[];
    }
  | { ok: false; problems: SchemaProblem[] };

/**
 * Makes a schema of the detail from whatever a person has at hand: a JSON Schema, a registry document, an example detail, an
 * example event, or a list of examples. Compiles no code.
 *
 * @public
 */
export function detailSchemaFromInput(text: string): DetailInput {
  const parsed = parseJson(text);
  if ('problem' in parsed) return { ok: false, problems: [parsed.problem] };
  const { value } = parsed;
  const examples = Array.isArray(value) ? value : [value];
  if (examples.length === 0 || !examples.every(isObject)) {
    return {
      ok: false,
      problems: [
        errorAt(
          '',
          'not-an-object',
          'The detail of an event is a JSON object',
          'Paste a JSON Schema, an example detail or an example event',
        ),
      ],
    };
  }
  if (!Array.isArray(value) && isObject(value)) {
    const contractType = contractTypeOf(value);
    if (contractType) return fromContract(value, contractType);
    if (isSchema(value)) return fromSchema(value);
  }
  return fromExamples(examples);
}

function contractTypeOf(
  value: JsonSchema,
): 'OpenApi3' | 'JSONSchemaDraft4' | undefined {
  if (typeof value.openapi === 'string') return 'OpenApi3';
  const properties = isObject(value.properties) ? value.properties : {};
  const describesEvent =
    isObject(properties.detail) &&
    (isObject(properties['detail-type']) || 'x-amazon-events-source' in value);
  return describesEvent ? 'JSONSchemaDraft4' : undefined;
}

const TYPE_NAMES = [
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
];

/** A schema says so, or uses keywords in a way plain data would not. */
function isSchema(value: JsonSchema): boolean {
  if (typeof value.$schema === 'string') return true;
  if (typeof value.$ref === 'string') return true;
  if (
    isObject(value.properties) &&
    Object.values(value.properties).every(isObject) &&
    (value.type === undefined || value.type === 'object')
  ) {
    return true;
  }
  const combines = ['allOf', 'anyOf', 'oneOf'].some(keyword => {
    const parts = value[keyword];
    return Array.isArray(parts) && parts.length > 0 && parts.every(isObject);
  });
  if (combines) return true;
  // {"type": "object"} alone is a schema; {"type": "object", "id": 5} is data.
  return (
    TYPE_NAMES.includes(String(value.type)) &&
    Object.keys(value).every(keyword =>
      [
        'type',
        'title',
        'description',
        'additionalProperties',
        'items',
        'required',
        'enum',
        'format',
        'example',
        'examples',
        'default',
      ].includes(keyword),
    ) &&
    (value.title === undefined || typeof value.title === 'string')
  );
}

function fromContract(
  value: JsonSchema,
  type: 'OpenApi3' | 'JSONSchemaDraft4',
): DetailInput {
  try {
    const { detailSchema, source, detailType } = readContract(
      value,
      type,
      // A document that does not name its event type still describes the detail.
      { schemaName: '?@?' },
    );
    return {
      ok: true,
      kind: 'contract',
      detailSchema,
      ...(source === '?' ? {} : { source }),
      ...(detailType === '?' ? {} : { detailType }),
      warnings: [],
    };
  } catch (error) {
    if (!(error instanceof InvalidContractError)) throw error;
    return { ok: false, problems: error.problems };
  }
}

function fromSchema(value: JsonSchema): DetailInput {
  const { schema, problems } = normaliseDetailSchema(value);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length > 0
    ? { ok: false, problems: errors }
    : { ok: true, kind: 'schema', detailSchema: schema, warnings: problems };
}

function fromExamples(
  examples: readonly Record<string, unknown>[],
): DetailInput {
  if (!examples.every(isEvent)) {
    return {
      ok: true,
      kind: 'example-detail',
      detailSchema: infer(examples),
      warnings: [],
    };
  }
  const [first] = examples;
  const isSameType = examples.every(
    event =>
      event.source === first.source &&
      event['detail-type'] === first['detail-type'],
  );
  if (!isSameType) {
    return {
      ok: false,
      problems: [
        errorAt(
          '',
          'several-event-types',
          'The examples are of different event types',
          'Paste events with the same source and detail-type',
        ),
      ],
    };
  }
  return {
    ok: true,
    kind: 'example-event',
    detailSchema: infer(examples.map(({ detail }) => detail)),
    ...(typeof first.source === 'string' ? { source: first.source } : {}),
    ...(typeof first['detail-type'] === 'string'
      ? { detailType: first['detail-type'] }
      : {}),
    warnings: [],
  };
}

function isEvent(value: Record<string, unknown>): boolean {
  return (
    isObject(value.detail) &&
    (typeof value.source === 'string' ||
      typeof value['detail-type'] === 'string')
  );
}

import { Names } from './asyncApiNames';
import { asyncApiSchema, looksLikeReference } from './asyncApiSchema';
import { toDraft04 } from './draft04';
import {
  ENVELOPE_REQUIRED,
  envelopeProperties,
  exampleEnvelope,
} from './eventEnvelope';
import { isObject, JsonSchema } from './jsonSchema';
import { InvalidContractError } from './problems';
import { NoSampleError, sample } from './sample';

/**
 * An event type to describe, with its contract.
 *
 * @public
 */
export interface AsyncApiEventType {
  source: string;
  detailType: string;
  /** Several versions of one event type become messages of their own. */
  version?: string;
  title?: string;
  description?: string;
  /** As `parseContract` or `parseDetailSchema` gives it. */
  detailSchema: JsonSchema;
}

/**
 * What a document says of an event type: its message, and the schemas the message needs.
 *
 * @param names - hands out the names of messages and schemas
 * @param repetition - how often the same event type and version came before
 */
export function describeEventType(
  eventType: AsyncApiEventType,
  names: Names,
  repetition: number,
) {
  const { source, detailType, version, title, description } = eventType;
  const identity = JSON.stringify([
    ...[source, detailType, version],
    ...(repetition > 0 ? [repetition] : []),
  ]);
  const key = names.nameOf(
    `${source}-${detailType}${version === undefined ? '' : `-v${version}`}`,
    identity,
  );
  const nameOf = (definition: string) =>
    names.nameOf(`${key}-${definition}`, `${identity}${definition}`);
  const { schema } = toDraft04(eventType.detailSchema, eventType.detailSchema);
  const { definitions, ...detail } = schema;
  const schemas: Record<string, unknown> = {
    [key]: asyncApiSchema(detail, nameOf),
  };
  if (isObject(definitions)) {
    for (const name of Object.keys(definitions)) {
      schemas[nameOf(name)] = asyncApiSchema(definitions[name], nameOf);
    }
  }
  const example = exampleOf(eventType);
  return {
    key,
    eventType,
    schemas,
    message: {
      name: detailType,
      title: title ?? detailType,
      summary: `${detailType} from ${source}`,
      ...(description === undefined ? {} : { description }),
      contentType: 'application/json',
      payload: {
        type: 'object',
        required: ENVELOPE_REQUIRED,
        properties: {
          ...envelopeProperties({ $ref: `#/components/schemas/${key}` }),
          source: { type: 'string', const: source },
          'detail-type': { type: 'string', const: detailType },
        },
      },
      ...(example === undefined
        ? {}
        : { examples: [{ name: 'example', payload: example }] }),
      ...(version === undefined ? {} : { 'x-busline-schema-version': version }),
    },
  };
}

function exampleOf({
  source,
  detailType,
  detailSchema,
}: AsyncApiEventType): Record<string, unknown> | undefined {
  try {
    const detail = sample(detailSchema);
    return looksLikeReference(detail)
      ? undefined
      : exampleEnvelope({ source, detailType, detail });
  } catch (error) {
    // A document without an example is better than none.
    if (
      error instanceof NoSampleError ||
      error instanceof InvalidContractError
    ) {
      return undefined;
    }
    throw error;
  }
}

import { Names } from './asyncApiNames';
import { toDraft04 } from './draft04';
import {
  ENVELOPE_REQUIRED,
  envelopeProperties,
  exampleEnvelope,
} from './eventEnvelope';
import { isObject, JsonSchema, listOf, mapMembers } from './jsonSchema';
import { NoSampleError, sample } from './sample';

/** @public */
export interface AsyncApiEventType {
  source: string;
  detailType: string;
  version?: string;
  title?: string;
  description?: string;
  detailSchema: JsonSchema;
}

/** @public */
export interface AsyncApiBus {
  name: string;
  arn: string;
  region: string;
}

/** @public */
export interface AsyncApiOptions {
  title?: string;
  version?: string;
  description?: string;
}

/**
 * An AsyncAPI 3.0.0 document of event types on event buses: a server for each Region's endpoint, a channel for each bus, a
 * message and a send operation for each event type, with the whole event as payload and an example. All references are
 * local, since Backstage draws the document in the browser. Compiles code, for the examples.
 *
 * @public
 */
export function toAsyncApi(
  eventTypes: readonly AsyncApiEventType[],
  buses: readonly AsyncApiBus[],
  options: AsyncApiOptions = {},
): Record<string, unknown> {
  const names = new Names();
  const messages = eventTypes.map(eventType =>
    describeEventType(eventType, names),
  );
  const regions = [...new Set(buses.map(({ region }) => region))];
  const channelNames = new Names();
  const keyed = buses.map(bus => ({
    bus,
    key: channelNames.nameOf(bus.name, bus.arn),
  }));
  const [only] = eventTypes;
  const single = eventTypes.length === 1 ? only : undefined;
  return {
    asyncapi: '3.0.0',
    info: {
      title:
        options.title ?? single?.title ?? single?.detailType ?? 'Event types',
      version: options.version ?? single?.version ?? '1.0.0',
      description:
        options.description ??
        single?.description ??
        'Event types on Amazon EventBridge',
    },
    defaultContentType: 'application/json',
    servers: Object.fromEntries(
      regions.map(region => [
        region,
        {
          host: `events.${region}.${
            region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
          }`,
          protocol: 'https',
          description: `Amazon EventBridge in ${region}`,
        },
      ]),
    ),
    channels: Object.fromEntries(
      keyed.map(({ bus, key }) => [
        key,
        {
          address: bus.arn,
          title: bus.name,
          description: `Event bus ${bus.name} in ${bus.region}`,
          servers: [{ $ref: `#/servers/${bus.region}` }],
          messages: Object.fromEntries(
            messages.map(message => [
              message.key,
              { $ref: `#/components/messages/${message.key}` },
            ]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      keyed.flatMap(({ bus, key }) =>
        messages.map(message => [
          `send-${message.key}-to-${key}`,
          {
            action: 'send',
            channel: { $ref: `#/channels/${key}` },
            summary: `Put ${message.eventType.detailType} on ${bus.name}`,
            messages: [{ $ref: `#/channels/${key}/messages/${message.key}` }],
          },
        ]),
      ),
    ),
    components: {
      messages: Object.fromEntries(
        messages.map(({ key, message }) => [key, message]),
      ),
      schemas: Object.assign({}, ...messages.map(({ schemas }) => schemas)),
    },
  };
}

function describeEventType(eventType: AsyncApiEventType, names: Names) {
  const { source, detailType, version, title, description } = eventType;
  const identity = JSON.stringify([source, detailType, version]);
  const key = names.nameOf(
    `${source}-${detailType}${version === undefined ? '' : `-v${version}`}`,
    identity,
  );
  const nameOf = (definition: string) =>
    names.nameOf(`${key}-${definition}`, `${identity}${definition}`);
  const { schema } = toDraft04(eventType.detailSchema, eventType.detailSchema);
  const { definitions, ...detail } = schema;
  const schemas: Record<string, unknown> = {
    [key]: toDraft07(detail, nameOf),
  };
  if (isObject(definitions)) {
    for (const name of Object.keys(definitions)) {
      schemas[nameOf(name)] = toDraft07(definitions[name], nameOf);
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
    return exampleEnvelope({
      source,
      detailType,
      detail: sample(detailSchema),
    });
  } catch (error) {
    // A document without an example is better than none.
    if (error instanceof NoSampleError) return undefined;
    throw error;
  }
}

/** AsyncAPI reads schemas as Draft-07, where exclusive bounds are numbers, and references are relative to the document. */
function toDraft07(
  schema: unknown,
  nameOf: (definition: string) => string,
): unknown {
  if (!isObject(schema)) return schema;
  const again = (inner: unknown) => toDraft07(inner, nameOf);
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const changed = mapMembers(rest, (value, keyword) => {
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
      case 'examples':
        return listOf(value);
      default:
        return value;
    }
  });
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
  return decodeURIComponent(ref.slice(ref.lastIndexOf('/') + 1))
    .replace(/~1/g, '/')
    .replace(/~0/g, '~');
}

import { AsyncApiEventType, describeEventType } from './asyncApiMessage';
import { Names } from './asyncApiNames';

/**
 * An event bus that carries the event types.
 *
 * @public
 */
export interface AsyncApiBus {
  name: string;
  arn: string;
  /** Such as `eu-central-1`; empty where it is not known. */
  region: string;
}

/**
 * What the document says of itself.
 *
 * @public
 */
export interface AsyncApiOptions {
  title?: string;
  version?: string;
  description?: string;
}

/**
 * An AsyncAPI 3.0.0 document of event types on event buses: a server for each Region's endpoint ("EventBridge endpoints and
 * quotas"), a channel for each bus, a message and a send operation for each version of an event type, with the whole event as
 * payload and an example, in which personal data is masked. AsyncAPI has no binding for EventBridge, and Backstage does not
 * take 3.1.0. All references are local, since Backstage draws the document in the browser.
 *
 * Compiles code where an example cannot be checked without; throws nothing.
 *
 * @param eventTypes - with a schema of the detail each, as `parseContract` gives it
 * @param buses - every event type is sent to each of them
 * @public
 */
export function toAsyncApi(
  eventTypes: readonly AsyncApiEventType[],
  buses: readonly AsyncApiBus[],
  options: AsyncApiOptions = {},
): Record<string, unknown> {
  const names = new Names();
  const seen = new Map<string, number>();
  const messages = eventTypes.map(eventType => {
    const { source, detailType, version } = eventType;
    const identity = JSON.stringify([source, detailType, version]);
    const repetition = seen.get(identity) ?? 0;
    seen.set(identity, repetition + 1);
    return describeEventType(eventType, names, repetition);
  });
  const regions = [...new Set(buses.map(({ region }) => region))].filter(
    Boolean,
  );
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
          description: `Event bus ${bus.name}${
            bus.region ? ` in ${bus.region}` : ''
          }`,
          ...(bus.region
            ? { servers: [{ $ref: `#/servers/${bus.region}` }] }
            : {}),
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

import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../wire/errors';
import { MessageAttribute } from '../sqs/state';
import { invalidParameter } from './errors';

/** A message on its way from a topic to its subscriptions. */
export interface TopicMessage {
  readonly id: string;
  readonly subject?: string;
  /** What every protocol gets that has no text of its own. */
  readonly body: string;
  /** Texts of single protocols, where MessageStructure is `json`. */
  readonly bodies?: ReadonlyMap<string, string>;
  readonly attributes: ReadonlyMap<string, MessageAttribute>;
  readonly publishedAt: Date;
}

/** A message as Publish and PublishBatch take it. */
export interface Publication {
  Message: string;
  Subject?: string;
  MessageStructure?: string;
  MessageAttributes?: Readonly<
    Record<
      string,
      { DataType: string; StringValue?: string; BinaryValue?: Uint8Array }
    >
  >;
}

/** "Amazon SNS endpoints and quotas": 256 KB with its attributes. */
export const MAX_BYTES = 262_144;

const TYPE = /^(String|Number|Binary)(\..+)?$/;

const invalidValue = (message: string) =>
  new ServiceError('InvalidParameterValueException', message);

function checkAttribute(name: string, attribute: MessageAttribute): void {
  const { DataType, StringValue, BinaryValue } = attribute;
  if (DataType === '') {
    throw invalidValue(
      `The message attribute '${name}' must contain non-empty message attribute type.`,
    );
  }
  if (!TYPE.test(DataType)) {
    throw invalidValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value = DataType.startsWith('Binary') ? BinaryValue : StringValue;
  if (value === undefined || value.length === 0) {
    throw invalidValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
  if (
    DataType.startsWith('Number') &&
    (String(value).trim() === '' || !Number.isFinite(Number(value)))
  ) {
    throw invalidValue(
      `Could not cast message attribute '${name}' value to number.`,
    );
  }
}

function readAttributes(
  given: Publication['MessageAttributes'] = {},
): Map<string, MessageAttribute> {
  const attributes = new Map<string, MessageAttribute>();
  for (const [name, value] of Object.entries(given)) {
    if (
      !/^[\w.-]{1,256}$/.test(name) ||
      /^(aws|amazon)\.|^\.|\.$|\.\./i.test(name)
    ) {
      throw invalidValue(
        `Invalid message attribute name '${name}'. A message attribute name can contain A-Z, a-z, 0-9, underscore(_), hyphen(-), and period (.), and must not start with AWS. or Amazon.`,
      );
    }
    checkAttribute(name, value);
    attributes.set(name, value);
  }
  return attributes;
}

/** Texts by protocol, of a message whose structure is JSON. */
function readBodies(text: string): Map<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalidParameter(
      'Message Structure - JSON message body failed to parse',
    );
  }
  const bodies = new Map<string, string>();
  for (const [protocol, body] of Object.entries(parsed)) {
    if (typeof body === 'string') {
      bodies.set(protocol, body);
    }
  }
  if (!bodies.has('default')) {
    throw invalidParameter(
      'Message Structure - No default entry in JSON message body',
    );
  }
  return bodies;
}

/** Bytes of a message as SNS counts them: the text and its attributes. */
export function messageBytes({ Message, MessageAttributes }: Publication) {
  return Object.entries(MessageAttributes ?? {}).reduce(
    (sum, [name, { DataType, StringValue, BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue ?? BinaryValue ?? ''),
    Buffer.byteLength(Message),
  );
}

/**
 * Reads a message to be published.
 *
 * @throws ServiceError in SNS's words
 */
export function readMessage(given: Publication, now: Date): TopicMessage {
  if (given.Message === '') {
    throw invalidParameter('Empty message');
  }
  if (messageBytes(given) > MAX_BYTES) {
    throw invalidParameter('Message too long');
  }
  const { Subject } = given;
  // "Subjects must be ASCII text that begins with a letter, number, or
  // punctuation mark; must not include line breaks or control characters; and
  // must be less than 100 characters long."
  if (Subject !== undefined && !/^[!-~][ -~]{0,99}$/.test(Subject)) {
    throw invalidParameter('Subject');
  }
  if (
    given.MessageStructure !== undefined &&
    given.MessageStructure !== 'json'
  ) {
    throw invalidParameter('MessageStructure');
  }
  const bodies =
    given.MessageStructure === 'json' ? readBodies(given.Message) : undefined;
  return {
    id: randomUUID(),
    subject: Subject,
    body: bodies?.get('default') ?? given.Message,
    bodies,
    attributes: readAttributes(given.MessageAttributes),
    publishedAt: now,
  };
}

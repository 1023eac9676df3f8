import type {
  MessageAttributeValue,
  MessageSystemAttributeValue,
} from '@aws-sdk/client-sqs';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { numberAttribute } from './attributes';
import { isFifo, MessageAttribute, Queue } from './state';

/** What SendMessage and each entry of SendMessageBatch say. */
export interface MessageInput {
  MessageBody: string;
  DelaySeconds?: number;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
  MessageAttributes?: Record<string, Checked<MessageAttributeValue>>;
  MessageSystemAttributes?: Record<
    string,
    Checked<MessageSystemAttributeValue>
  >;
}

/** "Amazon SQS message quotas". */
const MAX_ATTRIBUTES = 10;
const MAX_BATCH_BYTES = 1_048_576;

/** The only one there is ("MessageSystemAttributes"). */
export const TRACE_HEADER = 'AWSTraceHeader';

const invalid = (message: string) =>
  new ServiceError('InvalidParameterValue', message);

/** @throws `InvalidParameterValue` in the words of ranges that may be left out */
export function checkRange(
  name: string,
  value: number | undefined,
  [min, max]: [number, number],
): void {
  if (value !== undefined && (value < min || value > max)) {
    throw invalid(
      `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
    );
  }
}

/** "SendMessage": what XML 1.0 allows, in JSON as well. */
// eslint-disable-next-line no-control-regex -- these are the characters that are refused
const FORBIDDEN =
  /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

function checkCharacters(text: string, where: string): void {
  const code = FORBIDDEN.exec(text)?.[0].codePointAt(0);
  if (code !== undefined) {
    throw new ServiceError(
      'InvalidMessageContents',
      `Invalid binary character '#x${code
        .toString(16)
        .toUpperCase()}' was found in the ${where}, the set of allowed characters is #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF`,
    );
  }
}

/** "Amazon SQS message metadata": names of message attributes. */
const NAME = /^(?!aws\.|amazon\.|\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readAttribute(
  name: string,
  { DataType, StringValue, BinaryValue }: Checked<MessageAttributeValue>,
): MessageAttribute {
  const it = `message attribute '${name}'`;
  if (!NAME.test(name)) {
    throw invalid(
      `The message attribute name '${name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters, does not start or end with a period, has no two of them in a row, and does not start with AWS. or Amazon.`,
    );
  }
  if (DataType === '') {
    throw invalid(`The ${it} must contain non-empty message attribute type.`);
  }
  if (!/^(String|Number|Binary)(\..+)?$/.test(DataType)) {
    throw invalid(
      `The ${it} has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const [kind] = DataType.split('.');
  const value = kind === 'Binary' ? BinaryValue : StringValue;
  if (value === undefined || value.length === 0) {
    throw invalid(
      `The ${it} must contain non-empty message attribute value for message attribute type '${kind}'.`,
    );
  }
  if (StringValue !== undefined) {
    checkCharacters(StringValue, it);
  }
  if (kind === 'Number' && !NUMBER.test(StringValue ?? '')) {
    throw invalid(
      `Can't cast the value of message (user) attribute '${name}' to a number.`,
    );
  }
  return { DataType, StringValue, BinaryValue };
}

/**
 * The attributes of a message.
 *
 * @throws `InvalidParameterValue`, `InvalidMessageContents`
 */
export function readAttributes({
  MessageAttributes = {},
}: MessageInput): Map<string, MessageAttribute> {
  const given = Object.entries(MessageAttributes);
  if (given.length > MAX_ATTRIBUTES) {
    throw invalid(
      `Number of message attributes [${given.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  }
  return new Map(
    given.map(([name, attribute]) => [name, readAttribute(name, attribute)]),
  );
}

/**
 * The X-Ray trace that a message belongs to, as the attribute that carries it.
 *
 * @throws `InvalidParameterValue`
 */
export function readTraceHeader({
  MessageSystemAttributes = {},
}: MessageInput): Map<string, MessageAttribute> {
  for (const [name, { DataType, StringValue }] of Object.entries(
    MessageSystemAttributes,
  )) {
    if (name !== TRACE_HEADER) {
      throw invalid(`Message system attribute name '${name}' is invalid.`);
    }
    if (DataType !== 'String' || !StringValue) {
      throw invalid(
        `The message system attribute '${name}' must be a non-empty String.`,
      );
    }
  }
  return new Map(Object.entries(MessageSystemAttributes));
}

/** The part of a message that counts against size limits. */
interface Sized {
  body: string;
  attributes?: ReadonlyMap<string, MessageAttribute>;
}

/** "Amazon SQS message quotas": the body, and attributes with name, type and value. */
export function messageBytes({ body, attributes }: Sized): number {
  let bytes = Buffer.byteLength(body);
  attributes?.forEach(({ DataType, StringValue, BinaryValue }, name) => {
    bytes +=
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue ?? '') +
      (BinaryValue?.length ?? 0);
  });
  return bytes;
}

/**
 * Refuses a message that is too large for a queue.
 *
 * @param bytes - what the message counts, see {@link messageBytes}
 * @throws `InvalidParameterValue`
 */
export function checkSize(queue: Queue, bytes: number): void {
  const maxBytes = numberAttribute(queue, 'MaximumMessageSize');
  if (bytes > maxBytes) {
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes.`,
    );
  }
}

/**
 * Refuses a batch that is too large, whichever queue it is for.
 *
 * @throws `BatchRequestTooLong`
 */
export function checkBatchSize(entries: readonly MessageInput[]): void {
  const bytes = entries.reduce(
    (sum, { MessageBody, MessageAttributes }) =>
      sum +
      messageBytes({
        body: MessageBody,
        attributes: new Map(Object.entries(MessageAttributes ?? {})),
      }),
    0,
  );
  if (bytes > MAX_BATCH_BYTES) {
    throw new ServiceError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_BATCH_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
  }
}

/** Each kind of queue has a parameter that the other has not. */
function refuseOtherKind(queue: Queue, input: MessageInput): void {
  const parameter = isFifo(queue) ? 'DelaySeconds' : 'MessageDeduplicationId';
  // No delay is the delay of every FIFO message.
  if (input[parameter]) {
    throw invalid(
      `Value ${input[parameter]} for parameter ${parameter} is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
  }
}

/**
 * Refuses what no queue of this kind takes, whatever its size.
 *
 * @throws `MissingParameter`, `InvalidParameterValue`, `InvalidMessageContents`
 */
export function checkMessage(queue: Queue, input: MessageInput): void {
  if (input.MessageBody === '') {
    throw new ServiceError(
      'MissingParameter',
      'The request must contain the parameter MessageBody.',
    );
  }
  checkCharacters(input.MessageBody, 'message body');
  checkRange('DelaySeconds', input.DelaySeconds, [0, 900]);
  refuseOtherKind(queue, input);
}

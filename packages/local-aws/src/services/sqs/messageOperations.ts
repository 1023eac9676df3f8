import type {
  MessageAttributeValue,
  SendMessageBatchRequest,
  SendMessageBatchResult,
  SendMessageRequest,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { checkBatch, eachEntry } from './batch';
import { numberAttribute } from './attributes';
import { md5, md5OfAttributes } from './md5';
import { enqueue } from './messages';
import { queueAccess, queueOf } from './queues';
import { isFifo, MessageAttribute, Queue } from './state';

interface Body {
  MessageBody: string;
  DelaySeconds?: number;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
  MessageAttributes?: Record<string, Checked<MessageAttributeValue>>;
}

function readAttributes(
  attributes: Body['MessageAttributes'],
): Map<string, MessageAttribute> {
  return new Map(
    Object.entries(attributes ?? {}).map(
      ([name, { DataType, StringValue, BinaryValue }]) => {
        if (!/^(String|Number|Binary)(\..+)?$/.test(DataType)) {
          throw new ServiceError(
            'InvalidParameterValue',
            `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
          );
        }
        return [name, { DataType, StringValue, BinaryValue }];
      },
    ),
  );
}

/** Each kind of queue has a parameter that the other has not. */
function refuseOtherKind(queue: Queue, input: Body): void {
  const parameter = isFifo(queue) ? 'DelaySeconds' : 'MessageDeduplicationId';
  // No delay is the delay of every FIFO message.
  if (input[parameter]) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ${input[parameter]} for parameter ${parameter} is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
  }
}

function send(queue: Queue, input: Body, call: Call) {
  if (input.MessageBody === '') {
    throw new ServiceError(
      'MissingParameter',
      'The request must contain the parameter MessageBody.',
    );
  }
  const maxBytes = numberAttribute(queue, 'MaximumMessageSize');
  if (Buffer.byteLength(input.MessageBody) > maxBytes) {
    throw new ServiceError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes.`,
    );
  }
  refuseOtherKind(queue, input);
  const attributes = readAttributes(input.MessageAttributes);
  const sent = enqueue(call, queue, {
    body: input.MessageBody,
    attributes,
    delaySeconds: input.DelaySeconds,
    senderId: call.caller.userId,
    groupId: input.MessageGroupId,
    deduplicationId: input.MessageDeduplicationId,
  });
  return {
    MessageId: sent.id,
    SequenceNumber: sent.sequenceNumber,
    MD5OfMessageBody: md5(input.MessageBody),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

const sendMessage = operation<SendMessageRequest, SendMessageResult>({
  access: queueAccess('SendMessage'),
  run: (input, call) => send(queueOf(input, call), input, call),
});

const sendMessageBatch = operation<
  SendMessageBatchRequest,
  SendMessageBatchResult
>({
  access: queueAccess('SendMessage'),
  run: (input, call) => {
    checkBatch(input.Entries);
    const queue = queueOf(input, call);
    return eachEntry(input.Entries, entry => send(queue, entry, call), call);
  },
});

export const messageOperations: [string, Operation][] = [
  ['SendMessage', sendMessage],
  ['SendMessageBatch', sendMessageBatch],
];

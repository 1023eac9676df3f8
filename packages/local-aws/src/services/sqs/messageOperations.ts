import type {
  SendMessageBatchRequest,
  SendMessageBatchResult,
  SendMessageRequest,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { Call, Operation, operation } from '../../calls/operation';
import { checkBatch, eachEntry } from './batch';
import { md5, md5OfAttributes } from './md5';
import {
  checkBatchSize,
  checkMessage,
  MessageInput,
  readAttributes,
  readTraceHeader,
  TRACE_HEADER,
} from './messageRules';
import { enqueue } from './messages';
import { queueAccess, queueOf } from './queues';
import { Queue } from './state';

function send(queue: Queue, input: MessageInput, call: Call) {
  checkMessage(queue, input);
  const attributes = readAttributes(input);
  const trace = readTraceHeader(input);
  const sent = enqueue(call, queue, {
    body: input.MessageBody,
    attributes,
    traceHeader: trace.get(TRACE_HEADER)?.StringValue,
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
    MD5OfMessageSystemAttributes: md5OfAttributes(trace),
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
    checkBatchSize(input.Entries);
    const queue = queueOf(input, call);
    return eachEntry(input.Entries, entry => send(queue, entry, call), call);
  },
});

export const messageOperations: [string, Operation][] = [
  ['SendMessage', sendMessage],
  ['SendMessageBatch', sendMessageBatch],
];

import type {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult,
  ChangeMessageVisibilityRequest,
  DeleteMessageBatchRequest,
  DeleteMessageBatchResult,
  DeleteMessageRequest,
  Message as MessageShape,
  ReceiveMessageRequest,
  ReceiveMessageResult,
} from '@aws-sdk/client-sqs';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { checkBatch, eachEntry } from './batch';
import { numberAttribute } from './attributes';
import { md5, md5OfAttributes } from './md5';
import { measureUse, messagesOf } from './messages';
import { queueAccess, queueOf, redriveOf } from './queues';
import { Message, NO_ATTRIBUTES, Queue, QUEUES } from './state';

type Input = Checked<ReceiveMessageRequest>;

function checkRange(
  name: string,
  value: number | undefined,
  [min, max]: [number, number],
): void {
  if (value !== undefined && (value < min || value > max)) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
    );
  }
}

function isWanted(name: string, wanted: string[]): boolean {
  return wanted.some(
    item =>
      item === 'All' ||
      item === '.*' ||
      item === name ||
      (item.endsWith('.*') && name.startsWith(item.slice(0, -2))),
  );
}

function systemAttributes(message: Message): [string, string][] {
  const all: [string, string | undefined][] = [
    ['SenderId', message.senderId],
    ['SentTimestamp', String(message.sentAtMs)],
    ['ApproximateReceiveCount', String(message.receiveCount)],
    ['ApproximateFirstReceiveTimestamp', message.firstReceivedAtMs?.toString()],
    ['DeadLetterQueueSourceArn', message.movedFrom],
    ['MessageGroupId', message.groupId],
    ['MessageDeduplicationId', message.deduplicationId],
    ['SequenceNumber', message.sequenceNumber],
  ];
  return all.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
}

function wantedSystemAttributes(message: Message, input: Input) {
  const wanted: string[] = [
    ...(input.AttributeNames ?? []),
    ...(input.MessageSystemAttributeNames ?? []),
  ];
  const system =
    wanted.length === 0
      ? []
      : systemAttributes(message).filter(([name]) => isWanted(name, wanted));
  return system.length > 0 ? Object.fromEntries(system) : undefined;
}

function wantedAttributes(message: Message, input: Input) {
  const wanted = input.MessageAttributeNames ?? [];
  return wanted.length === 0 || message.attributes.size === 0
    ? NO_ATTRIBUTES
    : new Map(
        [...message.attributes].filter(([name]) => isWanted(name, wanted)),
      );
}

function describeMessage(message: Message, input: Input): MessageShape {
  const attributes = wantedAttributes(message, input);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: wantedSystemAttributes(message, input),
    MessageAttributes:
      attributes.size > 0 ? Object.fromEntries(attributes) : undefined,
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

async function receive(input: Input, call: Call): Promise<Message[]> {
  const queue = queueOf(input, call);
  const messages = messagesOf(call, queue);
  const redrive = redriveOf(queue, call);
  const waitSeconds =
    input.WaitTimeSeconds ??
    numberAttribute(queue, 'ReceiveMessageWaitTimeSeconds');
  const take = () =>
    messages.take({
      max: input.MaxNumberOfMessages ?? 1,
      visibilityTimeoutSeconds:
        input.VisibilityTimeout ?? numberAttribute(queue, 'VisibilityTimeout'),
      retentionSeconds: numberAttribute(queue, 'MessageRetentionPeriod'),
      attemptId: input.ReceiveRequestAttemptId,
      redrive: redrive && {
        maxReceiveCount: redrive.maxReceiveCount,
        move: message => {
          measureUse(call, redrive.deadLetterQueue);
          messagesOf(call, redrive.deadLetterQueue).add({
            ...message,
            receiptHandle: undefined,
            movedFrom: queue.arn,
          });
        },
      },
    });
  const isThere = () => call.accounts.table(QUEUES, queue).has(queue.name);
  const deadlineMs = call.clock.now() + waitSeconds * 1000;
  while (!call.signal.aborted && isThere()) {
    const taken = take();
    if (taken.length > 0 || call.clock.now() >= deadlineMs) {
      return taken;
    }
    await messages.wait(deadlineMs, call.signal);
  }
  // What nobody would get stays visible for others.
  messages.passOn();
  return [];
}

const receiveMessage = operation<ReceiveMessageRequest, ReceiveMessageResult>({
  access: queueAccess('ReceiveMessage'),
  run: async (input, call) => {
    checkRange('MaxNumberOfMessages', input.MaxNumberOfMessages, [1, 10]);
    checkRange('WaitTimeSeconds', input.WaitTimeSeconds, [0, 20]);
    checkRange('VisibilityTimeout', input.VisibilityTimeout, [0, 43_200]);
    // It may be gone by the time that the poll ends.
    const queue = queueOf(input, call);
    const messages = await receive(input, call);
    measureUse(call, queue, (series, minuteMs) => {
      if (messages.length > 0) {
        series.NumberOfMessagesReceived.record(messages.length, minuteMs);
      } else {
        series.NumberOfEmptyReceives.record(1, minuteMs);
      }
    });
    return {
      Messages:
        messages.length > 0
          ? messages.map(message => describeMessage(message, input))
          : undefined,
    };
  },
});

const remove = (queue: Queue, receiptHandle: string, call: Call) => {
  messagesOf(call, queue).delete(receiptHandle);
  measureUse(call, queue, (series, minuteMs) =>
    series.NumberOfMessagesDeleted.record(1, minuteMs),
  );
  return {};
};

const deleteMessage = operation<DeleteMessageRequest, void>({
  access: queueAccess('DeleteMessage'),
  run: (input, call) => {
    remove(queueOf(input, call), input.ReceiptHandle, call);
  },
});

const deleteMessageBatch = operation<
  DeleteMessageBatchRequest,
  DeleteMessageBatchResult
>({
  access: queueAccess('DeleteMessage'),
  run: (input, call) => {
    checkBatch(input.Entries);
    const queue = queueOf(input, call);
    return eachEntry(
      input.Entries,
      entry => remove(queue, entry.ReceiptHandle, call),
      call,
    );
  },
});

function changeVisibility(
  queue: Queue,
  input: { ReceiptHandle: string; VisibilityTimeout?: number },
  call: Call,
) {
  checkRange('VisibilityTimeout', input.VisibilityTimeout, [0, 43_200]);
  const messages = messagesOf(call, queue);
  const message = messages.received(input.ReceiptHandle);
  if (!message) {
    throw new ServiceError(
      'ReceiptHandleIsInvalid',
      'The input receipt handle is invalid.',
    );
  }
  if (message.visibleAtMs <= call.clock.now()) {
    throw new ServiceError(
      'MessageNotInflight',
      'The specified message is not in flight.',
    );
  }
  messages.hide(message, input.VisibilityTimeout ?? 0);
  return {};
}

const changeMessageVisibility = operation<ChangeMessageVisibilityRequest, void>(
  {
    access: queueAccess('ChangeMessageVisibility'),
    run: (input, call) => {
      changeVisibility(queueOf(input, call), input, call);
    },
  },
);

const changeMessageVisibilityBatch = operation<
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult
>({
  access: queueAccess('ChangeMessageVisibility'),
  run: (input, call) => {
    checkBatch(input.Entries);
    const queue = queueOf(input, call);
    return eachEntry(
      input.Entries,
      entry => changeVisibility(queue, entry, call),
      call,
    );
  },
});

export const receiveOperations: [string, Operation][] = [
  ['ReceiveMessage', receiveMessage],
  ['DeleteMessage', deleteMessage],
  ['DeleteMessageBatch', deleteMessageBatch],
  ['ChangeMessageVisibility', changeMessageVisibility],
  ['ChangeMessageVisibilityBatch', changeMessageVisibilityBatch],
];

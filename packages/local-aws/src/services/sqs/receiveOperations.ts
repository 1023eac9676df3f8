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
import { checkAttributeNames, numberAttribute } from './attributes';
import { md5, md5OfAttributes } from './md5';
import { checkRange, TRACE_HEADER } from './messageRules';
import { measureUse, messagesOf } from './messages';
import { queueAccess, queueOf, redriveOf } from './queues';
import { checkReceiptHandle } from './messageState';
import { isFifo, Message, NO_ATTRIBUTES, Queue, QUEUES } from './state';

type Input = Checked<ReceiveMessageRequest>;

function isWanted(name: string, wanted: string[]): boolean {
  return wanted.some(
    item =>
      item === 'All' ||
      item === '.*' ||
      item === name ||
      (item.endsWith('.*') && name.startsWith(item.slice(0, -2))),
  );
}

const SYSTEM_ATTRIBUTES: ReadonlyMap<
  string,
  (message: Message) => string | undefined
> = new Map([
  ['SenderId', ({ senderId }) => senderId],
  ['SentTimestamp', ({ sentAtMs }) => String(sentAtMs)],
  ['ApproximateReceiveCount', ({ receiveCount }) => String(receiveCount)],
  [
    'ApproximateFirstReceiveTimestamp',
    ({ firstReceivedAtMs }) => firstReceivedAtMs?.toString(),
  ],
  ['DeadLetterQueueSourceArn', ({ movedFrom }) => movedFrom],
  ['MessageGroupId', ({ groupId }) => groupId],
  ['MessageDeduplicationId', ({ deduplicationId }) => deduplicationId],
  ['SequenceNumber', ({ sequenceNumber }) => sequenceNumber],
  [TRACE_HEADER, ({ traceHeader }) => traceHeader],
]);
const SYSTEM_ATTRIBUTE_NAMES = new Set(SYSTEM_ATTRIBUTES.keys());

function wantedSystemNames(input: Input): readonly string[] {
  const wanted: string[] = [
    ...(input.AttributeNames ?? []),
    ...(input.MessageSystemAttributeNames ?? []),
  ];
  checkAttributeNames(wanted, SYSTEM_ATTRIBUTE_NAMES);
  return wanted.includes('All') ? [...SYSTEM_ATTRIBUTE_NAMES] : wanted;
}

function systemAttributes(message: Message, names: readonly string[]) {
  const found = names.flatMap(name => {
    const value = SYSTEM_ATTRIBUTES.get(name)?.(message);
    return value === undefined ? [] : [[name, value]];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function wantedAttributes(message: Message, input: Input) {
  const wanted = input.MessageAttributeNames ?? [];
  return wanted.length === 0 || message.attributes.size === 0
    ? NO_ATTRIBUTES
    : new Map(
        [...message.attributes].filter(([name]) => isWanted(name, wanted)),
      );
}

function describeMessage(
  message: Message,
  input: Input,
  systemNames: readonly string[],
): MessageShape {
  const attributes = wantedAttributes(message, input);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: systemAttributes(message, systemNames),
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
  const isFull = () => {
    const { messagesInFlightPerQueue } = call.settings.quotas;
    const isOver = messages.hasInFlight(messagesInFlightPerQueue);
    // "Amazon SQS message quotas": long polls and FIFO queues are not told.
    if (isOver && waitSeconds === 0 && !isFifo(queue)) {
      throw new ServiceError(
        'OverLimit',
        `Queue ${queue.name} has ${messagesInFlightPerQueue} messages in flight, which is the most.`,
      );
    }
    return isOver;
  };
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
    const taken = isFull() ? [] : take();
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
    const systemNames = wantedSystemNames(input);
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
          ? messages.map(message =>
              describeMessage(message, input, systemNames),
            )
          : undefined,
    };
  },
});

const remove = (queue: Queue, receiptHandle: string, call: Call) => {
  checkReceiptHandle(receiptHandle);
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
  checkReceiptHandle(input.ReceiptHandle);
  checkRange('VisibilityTimeout', input.VisibilityTimeout, [0, 43_200]);
  const messages = messagesOf(call, queue);
  const message = messages.received(input.ReceiptHandle);
  if (!message) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ${input.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
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

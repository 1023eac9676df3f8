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
import { Message, Queue } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { checkBatch, eachEntry } from './batch';
import { md5, md5OfAttributes, numberAttribute, take } from './messages';
import { queueAccess, queueOf, redriveOf } from './queues';

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
  ];
  return all.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
}

function describeMessage(message: Message, input: Input): MessageShape {
  const system = systemAttributes(message).filter(([name]) =>
    isWanted(name, [
      ...(input.AttributeNames ?? []),
      ...(input.MessageSystemAttributeNames ?? []),
    ]),
  );
  const attributes = new Map(
    [...message.attributes].filter(([name]) =>
      isWanted(name, input.MessageAttributeNames ?? []),
    ),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: system.length > 0 ? Object.fromEntries(system) : undefined,
    MessageAttributes:
      attributes.size > 0 ? Object.fromEntries(attributes) : undefined,
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

/** Waits until a message arrives or may have become visible, time is up, or nobody waits for it any more. */
function waitForMessage(
  queue: Queue,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    const now = Date.now();
    const nextVisibleMs = queue.messages
      .map(({ visibleAtMs }) => visibleAtMs - now)
      .filter(untilVisible => untilVisible > 0);
    const timer = setTimeout(
      () => wake(),
      Math.max(1, Math.min(ms, ...nextVisibleMs)),
    );
    function wake() {
      clearTimeout(timer);
      queue.waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    }
    queue.waiting.add(wake);
    signal.addEventListener('abort', wake);
  });
}

async function receive(input: Input, call: Call): Promise<Message[]> {
  const queue = queueOf(input, call);
  const options = {
    max: input.MaxNumberOfMessages ?? 1,
    visibilityTimeoutSeconds:
      input.VisibilityTimeout ?? numberAttribute(queue, 'VisibilityTimeout'),
    redrive: redriveOf(queue, call),
  };
  const waitSeconds =
    input.WaitTimeSeconds ??
    numberAttribute(queue, 'ReceiveMessageWaitTimeSeconds');
  const deadline = Date.now() + waitSeconds * 1000;
  const isThere = () =>
    call.accounts.region(queue).queues.get(queue.name) === queue;
  // What nobody would get stays visible for others.
  const takeIfWanted = () => (call.signal.aborted ? [] : take(queue, options));
  let taken = takeIfWanted();
  while (
    taken.length === 0 &&
    Date.now() < deadline &&
    !call.signal.aborted &&
    isThere()
  ) {
    await waitForMessage(queue, deadline - Date.now(), call.signal);
    taken = takeIfWanted();
  }
  return taken;
}

const receiveMessage = operation<ReceiveMessageRequest, ReceiveMessageResult>({
  access: queueAccess('ReceiveMessage'),
  run: async (input, call) => {
    checkRange('MaxNumberOfMessages', input.MaxNumberOfMessages, [1, 10]);
    checkRange('WaitTimeSeconds', input.WaitTimeSeconds, [0, 20]);
    checkRange('VisibilityTimeout', input.VisibilityTimeout, [0, 43_200]);
    const messages = await receive(input, call);
    return {
      Messages:
        messages.length > 0
          ? messages.map(message => describeMessage(message, input))
          : undefined,
    };
  },
});

const remove = (queue: Queue, receiptHandle: string) => {
  queue.messages = queue.messages.filter(
    message => message.receiptHandle !== receiptHandle,
  );
  return {};
};

const deleteMessage = operation<DeleteMessageRequest, void>({
  access: queueAccess('DeleteMessage'),
  run: (input, call) => {
    remove(queueOf(input, call), input.ReceiptHandle);
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
    return eachEntry(input.Entries, entry =>
      remove(queue, entry.ReceiptHandle),
    );
  },
});

function changeVisibility(
  queue: Queue,
  input: { ReceiptHandle: string; VisibilityTimeout?: number },
) {
  checkRange('VisibilityTimeout', input.VisibilityTimeout, [0, 43_200]);
  const message = queue.messages.find(
    ({ receiptHandle }) => receiptHandle === input.ReceiptHandle,
  );
  if (!message) {
    throw new ServiceError(
      'ReceiptHandleIsInvalid',
      'The input receipt handle is invalid.',
    );
  }
  const now = Date.now();
  if (message.visibleAtMs <= now) {
    throw new ServiceError(
      'MessageNotInflight',
      'The specified message is not in flight.',
    );
  }
  message.visibleAtMs = now + (input.VisibilityTimeout ?? 0) * 1000;
  [...queue.waiting].forEach(wake => wake());
  return {};
}

const changeMessageVisibility = operation<ChangeMessageVisibilityRequest, void>(
  {
    access: queueAccess('ChangeMessageVisibility'),
    run: (input, call) => {
      changeVisibility(queueOf(input, call), input);
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
    return eachEntry(input.Entries, entry => changeVisibility(queue, entry));
  },
});

export const receiveOperations: [string, Operation][] = [
  ['ReceiveMessage', receiveMessage],
  ['DeleteMessage', deleteMessage],
  ['DeleteMessageBatch', deleteMessageBatch],
  ['ChangeMessageVisibility', changeMessageVisibility],
  ['ChangeMessageVisibilityBatch', changeMessageVisibilityBatch],
];

import { parseArn, PolicyDocument, queueArn } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { MalformedPolicyError, parsePolicy } from '../../policies';
import { ServiceError } from '../../wire/errors';
import { defaultsOf, unknownAttribute } from './attributes';
import { isFifo, Queue, QUEUES } from './state';

/** An address of a queue: `http://host:port/<account>/<name>`. */
export function queueUrl(call: Call, queue: Queue): string {
  return `${call.url}/${queue.account}/${queue.name}`;
}

const notThere = () =>
  new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');

/** The queue of an account, by name, in the caller's Region. */
export function findQueue(
  { accounts, caller }: Call,
  account: string,
  name: string,
): Queue {
  const queue = accounts
    .table(QUEUES, { account, region: caller.region })
    .get(name);
  if (!queue) {
    throw notThere();
  }
  return queue;
}

/**
 * The queue a QueueUrl names. Only account and name count, so that a URL stays
 * good however the server is reached.
 */
export function queueOf(input: { QueueUrl: string }, call: Call): Queue {
  const parts = input.QueueUrl.replace(/\/+$/, '').split('/');
  const name = parts[parts.length - 1];
  const account = parts[parts.length - 2];
  return findQueue(
    call,
    account && /^\d{12}$/.test(account) ? account : call.caller.account,
    name,
  );
}

/** Sets a changed queue in the place of what it was. */
export function changeQueue({ accounts }: Call, queue: Queue): void {
  accounts.table(QUEUES, queue).set(queue.name, queue);
}

/** Access to the queue that an input names. */
export function queueAccess(action: string) {
  return (input: { QueueUrl: string }, call: Call): Access => {
    const queue = queueOf(input, call);
    return {
      action: `sqs:${action}`,
      resourceArn: queue.arn,
      resourceAccount: queue.account,
      resourcePolicy: queue.policy,
    };
  };
}

const invalidValue = (message: string) =>
  new ServiceError('InvalidAttributeValue', message);

/** Ranges of the numeric attributes ("SetQueueAttributes"). */
const RANGES: ReadonlyMap<string, [number, number]> = new Map([
  ['DelaySeconds', [0, 900]],
  ['MaximumMessageSize', [1_024, 1_048_576]],
  ['MessageRetentionPeriod', [60, 1_209_600]],
  ['ReceiveMessageWaitTimeSeconds', [0, 20]],
  ['VisibilityTimeout', [0, 43_200]],
  ['KmsDataKeyReusePeriodSeconds', [60, 86_400]],
]);

/** Texts that an attribute of FIFO queues may have. */
const FIFO_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['FifoQueue', ['true']],
  ['ContentBasedDeduplication', ['true', 'false']],
  ['DeduplicationScope', ['queue', 'messageGroup']],
  ['FifoThroughputLimit', ['perQueue', 'perMessageGroupId']],
]);

/** "FIFO queue: high throughput": more by group needs ids that count by group. */
function checkThroughput(attributes: ReadonlyMap<string, string>): void {
  if (
    attributes.get('FifoThroughputLimit') === 'perMessageGroupId' &&
    attributes.get('DeduplicationScope') !== 'messageGroup'
  ) {
    throw invalidValue(
      'The perMessageGroupId value for FifoThroughputLimit is allowed only when the value for DeduplicationScope is messageGroup.',
    );
  }
}

const TEXT_ATTRIBUTES = new Set([
  'KmsMasterKeyId',
  'SqsManagedSseEnabled',
  'RedriveAllowPolicy',
]);

/** @throws `InvalidAttributeValue` */
export function readPolicy(text: string): PolicyDocument | undefined {
  if (text === '') {
    return undefined;
  }
  try {
    return { text, policy: parsePolicy(text, 'resource') };
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw invalidValue(
        `Invalid value for the parameter Policy. Reason: ${error.message}`,
      );
    }
    throw error;
  }
}

/** A redrive policy as it is written: target and limit. */
export function readRedrivePolicy(
  text: string,
): { arn: string; maxReceiveCount: number } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const members = new Map<string, unknown>(Object.entries(parsed ?? {}));
  const arn = members.get('deadLetterTargetArn');
  const count = Number(members.get('maxReceiveCount'));
  return typeof arn === 'string' &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= 1000
    ? { arn, maxReceiveCount: count }
    : undefined;
}

function checkRedrive(text: string, queue: Queue, call: Call): void {
  const redrive = readRedrivePolicy(text);
  if (!redrive) {
    throw invalidValue(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: it needs deadLetterTargetArn and a maxReceiveCount from 1 to 1000.`,
    );
  }
  const arn = parseArn(redrive.arn);
  const target =
    arn?.account === queue.account && arn.region === queue.region
      ? call.accounts.table(QUEUES, queue).get(arn.resource)
      : undefined;
  if (!target) {
    throw invalidValue(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  }
  if (isFifo(target) !== isFifo(queue)) {
    throw invalidValue(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type of queue as the source.`,
    );
  }
}

/**
 * A queue with attributes set, all or none.
 *
 * @throws `InvalidAttributeValue`
 */
export function withAttributes(
  queue: Queue,
  attributes: Partial<Record<string, string>>,
  call: Call,
): Queue {
  let { policy } = queue;
  const next = new Map(queue.attributes);
  for (const [name, value = ''] of Object.entries(attributes)) {
    const range = RANGES.get(name);
    const fifoTexts = isFifo(queue) ? FIFO_ATTRIBUTES.get(name) : undefined;
    if (range) {
      const number = Number(value);
      if (!Number.isInteger(number) || number < range[0] || number > range[1]) {
        throw invalidValue(
          `Invalid value for the parameter ${name}. Reason: it must be a number from ${range[0]} to ${range[1]}.`,
        );
      }
    } else if (name === 'Policy') {
      policy = readPolicy(value);
    } else if (name === 'RedrivePolicy') {
      if (value !== '') {
        checkRedrive(value, queue, call);
      }
    } else if (fifoTexts) {
      if (!fifoTexts.includes(value)) {
        throw invalidValue(`Invalid value for the parameter ${name}.`);
      }
    } else if (!TEXT_ATTRIBUTES.has(name)) {
      throw unknownAttribute(name);
    }
    if (value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  checkThroughput(next);
  return { ...queue, attributes: next, policy, modifiedAtMs: call.clock.now() };
}

/** A new queue. */
export function newQueue(call: Call, name: string): Queue {
  const { account, region } = call.caller;
  const now = call.clock.now();
  return {
    name,
    arn: queueArn({ account, region }, name),
    account,
    region,
    attributes: new Map(),
    createdAtMs: now,
    modifiedAtMs: now,
    tags: new Map(),
  };
}

/** Where a queue's redrive policy sends messages that were received too often. */
export interface Redrive {
  maxReceiveCount: number;
  deadLetterQueue: Queue;
}

/** The queue that a redrive policy leads to, while it is there. */
export function redriveOf(queue: Queue, call: Call): Redrive | undefined {
  const text = queue.attributes.get('RedrivePolicy');
  const redrive = text === undefined ? undefined : readRedrivePolicy(text);
  const arn = redrive && parseArn(redrive.arn);
  const deadLetterQueue =
    arn && call.accounts.table(QUEUES, queue).get(arn.resource);
  return redrive && deadLetterQueue
    ? { maxReceiveCount: redrive.maxReceiveCount, deadLetterQueue }
    : undefined;
}

/** An attribute as set, or its default. */
export function attributeText(queue: Queue, name: string): string | undefined {
  return queue.attributes.get(name) ?? defaultsOf(queue).get(name);
}

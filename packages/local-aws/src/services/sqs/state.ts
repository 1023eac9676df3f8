import {
  Accounts,
  defineTable,
  Place,
  PolicyDocument,
  Table,
  Tags,
} from '../../accounts';

/** A message attribute, in the SDK's shape. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: Uint8Array;
}

/** What most messages have. */
export const NO_ATTRIBUTES: ReadonlyMap<string, MessageAttribute> = new Map();

/** An SQS queue. Its messages are kept apart; see `messages`. */
export interface Queue extends Place {
  readonly name: string;
  readonly arn: string;
  /** Attributes that were set, as text, the way SQS keeps them. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly policy?: PolicyDocument;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly tags: Tags;
}

/** The queues of an account in a Region by name. */
export const QUEUES = defineTable<Queue>('sqs/queues', 'region');

/** A message in a queue. */
export interface Message {
  readonly id: string;
  /** Place in the order of arrival. */
  readonly sequence: number;
  readonly body: string;
  readonly attributes: ReadonlyMap<string, MessageAttribute>;
  /** Of AWS X-Ray. */
  readonly traceHeader?: string;
  readonly senderId: string;
  readonly sentAtMs: number;
  readonly visibleAtMs: number;
  readonly receiveCount: number;
  readonly firstReceivedAtMs?: number;
  readonly receiptHandle?: string;
  /** ARN of the queue it was moved from by a redrive policy. */
  readonly movedFrom?: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** In FIFO queues. */
  readonly sequenceNumber?: string;
}

const MESSAGES = defineTable<Message>('sqs/messages', 'region', {
  isTraffic: true,
});

/** The messages of a queue by id. */
export function messageTable(accounts: Accounts, queue: Queue): Table<Message> {
  return accounts.table(MESSAGES, queue, queue.name);
}

/** What a FIFO queue remembers of a message that it may be sent again. */
export interface Deduplication {
  /** Of the message that came first. */
  readonly id: string;
  readonly sequence: number;
  readonly untilMs: number;
}

const DEDUPLICATIONS = defineTable<Deduplication>(
  'sqs/deduplications',
  'region',
  { isTraffic: true },
);

/** What a FIFO queue has been sent of late, oldest first. */
export function deduplicationTable(
  accounts: Accounts,
  queue: Queue,
): Table<Deduplication> {
  return accounts.table(DEDUPLICATIONS, queue, queue.name);
}

/** The messages of a try to receive that may be made again. */
export interface ReceiveAttempt {
  readonly ids: readonly string[];
  readonly handles: readonly (string | undefined)[];
  readonly untilMs: number;
}

const RECEIVE_ATTEMPTS = defineTable<ReceiveAttempt>(
  'sqs/receiveAttempts',
  'region',
  { isTraffic: true },
);

/** The named tries to receive from a FIFO queue, oldest first. */
export function receiveAttemptTable(
  accounts: Accounts,
  queue: Queue,
): Table<ReceiveAttempt> {
  return accounts.table(RECEIVE_ATTEMPTS, queue, queue.name);
}

/** "FIFO queue quotas": the name of a FIFO queue tells that it is one. */
export function isFifo({ name }: { name: string }): boolean {
  return name.endsWith('.fifo');
}

import type {
  CreateQueueRequest,
  CreateQueueResult,
  DeleteQueueRequest,
  GetQueueAttributesRequest,
  GetQueueAttributesResult,
  GetQueueUrlRequest,
  GetQueueUrlResult,
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult,
  ListQueuesRequest,
  ListQueuesResult,
  ListQueueTagsRequest,
  ListQueueTagsResult,
  PurgeQueueRequest,
  SetQueueAttributesRequest,
  TagQueueRequest,
  UntagQueueRequest,
} from '@aws-sdk/client-sqs';
import { queueArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { takePage } from '../page';
import { tagMap, tagsFromMap, withoutTags, withTags } from '../tags';
import {
  checkAttributeNames,
  defaultsOf,
  numberAttribute,
  QUEUE_ATTRIBUTES,
} from './attributes';
import { messagesOf } from './messages';
import {
  attributeText,
  changeQueue,
  findQueue,
  newQueue,
  queueAccess,
  queueOf,
  queueUrl,
  readRedrivePolicy,
  withAttributes,
} from './queues';
import { deduplicationTable, Queue, QUEUES } from './state';

const MAX_LISTED = 1000;

/** "CreateQueue": a FIFO queue says so in its name as well as in an attribute. */
function checkName(name: string, isAskedToBeFifo: boolean): void {
  const isRight = isAskedToBeFifo
    ? /^[\w-]{1,75}\.fifo$/.test(name)
    : /^[\w-]{1,80}$/.test(name);
  if (!isRight) {
    throw new ServiceError(
      'InvalidParameterValue',
      isAskedToBeFifo
        ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
        : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
}

const createQueue = operation<CreateQueueRequest, CreateQueueResult>({
  access: ({ QueueName }, { caller }) => ({
    action: 'sqs:CreateQueue',
    resourceArn: queueArn(caller, QueueName),
  }),
  run: (input, call) => {
    checkName(input.QueueName, input.Attributes?.FifoQueue === 'true');
    const queues = call.accounts.table(QUEUES, call.caller);
    const wanted = {
      ...withAttributes(
        newQueue(call, input.QueueName),
        input.Attributes ?? {},
        call,
      ),
      tags: tagsFromMap(input.tags),
    };
    const existing = queues.get(input.QueueName);
    if (existing) {
      // CreateQueue says yes again as long as it asks for nothing different.
      const differing = Object.keys(input.Attributes ?? {}).find(
        name => attributeText(existing, name) !== attributeText(wanted, name),
      );
      if (differing) {
        throw new ServiceError(
          'QueueNameExists',
          `A queue already exists with the same name and a different value for attribute ${differing}`,
        );
      }
      return { QueueUrl: queueUrl(call, existing) };
    }
    queues.set(wanted.name, wanted);
    return { QueueUrl: queueUrl(call, wanted) };
  },
});

const deleteQueue = operation<DeleteQueueRequest, void>({
  access: queueAccess('DeleteQueue'),
  run: (input, call) => {
    const queue = queueOf(input, call);
    call.accounts.table(QUEUES, queue).delete(queue.name);
    messagesOf(call, queue).purge();
    deduplicationTable(call.accounts, queue).clear();
  },
});

const getQueueUrl = operation<GetQueueUrlRequest, GetQueueUrlResult>({
  access: ({ QueueName, QueueOwnerAWSAccountId }, call) => {
    const account = QueueOwnerAWSAccountId ?? call.caller.account;
    const queue = findQueue(call, account, QueueName);
    return {
      action: 'sqs:GetQueueUrl',
      resourceArn: queue.arn,
      resourceAccount: account,
      resourcePolicy: queue.policy,
    };
  },
  run: ({ QueueName, QueueOwnerAWSAccountId }, call) => {
    const account = QueueOwnerAWSAccountId ?? call.caller.account;
    return { QueueUrl: queueUrl(call, findQueue(call, account, QueueName)) };
  },
});

/** Every attribute of a queue, as GetQueueAttributes gives them. */
function allAttributes(queue: Queue, call: Call): Map<string, string> {
  const { visible, delayed, inFlight } = messagesOf(call, queue).count(
    numberAttribute(queue, 'MessageRetentionPeriod'),
  );
  const seconds = (ms: number) => String(Math.floor(ms / 1000));
  return new Map([
    ...defaultsOf(queue),
    ...queue.attributes,
    ['QueueArn', queue.arn],
    ['ApproximateNumberOfMessages', String(visible)],
    ['ApproximateNumberOfMessagesDelayed', String(delayed)],
    ['ApproximateNumberOfMessagesNotVisible', String(inFlight)],
    ['CreatedTimestamp', seconds(queue.createdAtMs)],
    ['LastModifiedTimestamp', seconds(queue.modifiedAtMs)],
  ]);
}

const getQueueAttributes = operation<
  GetQueueAttributesRequest,
  GetQueueAttributesResult
>({
  access: queueAccess('GetQueueAttributes'),
  run: (input, call) => {
    const names: string[] = input.AttributeNames ?? [];
    checkAttributeNames(names, QUEUE_ATTRIBUTES);
    const all = allAttributes(queueOf(input, call), call);
    const wanted = names.includes('All')
      ? [...all]
      : [...all].filter(([name]) => names.includes(name));
    return {
      Attributes: wanted.length > 0 ? Object.fromEntries(wanted) : undefined,
    };
  },
});

const setQueueAttributes = operation<SetQueueAttributesRequest, void>({
  access: queueAccess('SetQueueAttributes'),
  run: (input, call) => {
    const queue = queueOf(input, call);
    changeQueue(call, withAttributes(queue, input.Attributes, call));
  },
});

function listUrls(
  queues: Queue[],
  input: { NextToken?: string; MaxResults?: number },
  call: Call,
) {
  const page = takePage(
    queues,
    queue => queue.name,
    input.MaxResults ?? MAX_LISTED,
    input.NextToken,
  );
  if (!page) {
    throw new ServiceError('InvalidParameterValue', 'Invalid NextToken');
  }
  return {
    urls: page.items.map(queue => queueUrl(call, queue)),
    // SQS pages only for those who said how much they want.
    NextToken: input.MaxResults === undefined ? undefined : page.nextToken,
  };
}

const listQueues = operation<ListQueuesRequest, ListQueuesResult>({
  access: (_, { caller }) => ({
    action: 'sqs:ListQueues',
    resourceArn: queueArn(caller, ''),
  }),
  run: (input, call) => {
    const queues = [...call.accounts.table(QUEUES, call.caller).values()];
    const { urls, NextToken } = listUrls(
      queues.filter(queue =>
        queue.name.startsWith(input.QueueNamePrefix ?? ''),
      ),
      input,
      call,
    );
    return { QueueUrls: urls, NextToken };
  },
});

const listDeadLetterSourceQueues = operation<
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult
>({
  access: queueAccess('ListDeadLetterSourceQueues'),
  run: (input, call) => {
    const { arn } = queueOf(input, call);
    const queues = [...call.accounts.table(QUEUES, call.caller).values()];
    const sources = queues.filter(
      ({ attributes }) =>
        readRedrivePolicy(attributes.get('RedrivePolicy') ?? '')?.arn === arn,
    );
    const { urls, NextToken } = listUrls(sources, input, call);
    return { queueUrls: urls, NextToken };
  },
});

const purgeQueue = operation<PurgeQueueRequest, void>({
  access: queueAccess('PurgeQueue'),
  run: (input, call) => {
    messagesOf(call, queueOf(input, call)).purge();
  },
});

const tagQueue = operation<TagQueueRequest, void>({
  access: queueAccess('TagQueue'),
  run: (input, call) => {
    const queue = queueOf(input, call);
    const tags = withTags(queue.tags, tagsFromMap(input.Tags));
    changeQueue(call, { ...queue, tags });
  },
});

const untagQueue = operation<UntagQueueRequest, void>({
  access: queueAccess('UntagQueue'),
  run: (input, call) => {
    const queue = queueOf(input, call);
    const tags = withoutTags(queue.tags, input.TagKeys);
    changeQueue(call, { ...queue, tags });
  },
});

const listQueueTags = operation<ListQueueTagsRequest, ListQueueTagsResult>({
  access: queueAccess('ListQueueTags'),
  run: (input, call) => ({ Tags: tagMap(queueOf(input, call).tags) }),
});

export const queueOperations: [string, Operation][] = [
  ['CreateQueue', createQueue],
  ['DeleteQueue', deleteQueue],
  ['GetQueueUrl', getQueueUrl],
  ['GetQueueAttributes', getQueueAttributes],
  ['SetQueueAttributes', setQueueAttributes],
  ['ListQueues', listQueues],
  ['ListDeadLetterSourceQueues', listDeadLetterSourceQueues],
  ['PurgeQueue', purgeQueue],
  ['TagQueue', tagQueue],
  ['UntagQueue', untagQueue],
  ['ListQueueTags', listQueueTags],
];

import type {
  CancelMessageMoveTaskRequest,
  CancelMessageMoveTaskResult,
  ListMessageMoveTasksRequest,
  ListMessageMoveTasksResult,
  StartMessageMoveTaskRequest,
  StartMessageMoveTaskResult,
} from '@aws-sdk/client-sqs';
import { parseArn } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { numberAttribute } from './attributes';
import { messagesOf } from './messages';
import { cancel, startMoving, taskOf, tasksOf } from './moveTasks';
import { readRedrivePolicy } from './queues';
import { isFifo, Queue, QUEUES } from './state';

const notThere = () =>
  new ServiceError(
    'ResourceNotFoundException',
    "The resource that you specified for the SourceArn parameter doesn't exist.",
  );

function queueAt(call: Call, text: string | undefined): Queue | undefined {
  const arn = text === undefined ? undefined : parseArn(text);
  return arn?.service === 'sqs'
    ? call.accounts.table(QUEUES, arn).get(arn.resource)
    : undefined;
}

/** The queue of an ARN in the caller's account. @throws `ResourceNotFoundException` */
function sourceOf(call: Call, arn: string): Queue {
  const queue = queueAt(call, arn);
  if (!queue || queue.account !== call.caller.account) {
    throw notThere();
  }
  return queue;
}

const arnAccess =
  (action: string) =>
  ({ SourceArn }: { SourceArn: string }, call: Call): Access => {
    const queue = queueAt(call, SourceArn);
    return {
      action: `sqs:${action}`,
      resourceArn: SourceArn,
      resourceAccount: queue?.account,
      resourcePolicy: queue?.policy,
    };
  };

function isDeadLetterQueue({ arn, ...place }: Queue, call: Call): boolean {
  return [...call.accounts.table(QUEUES, place).values()].some(
    ({ attributes }) =>
      readRedrivePolicy(attributes.get('RedrivePolicy') ?? '')?.arn === arn,
  );
}

const startMessageMoveTask = operation<
  StartMessageMoveTaskRequest,
  StartMessageMoveTaskResult
>({
  access: arnAccess('StartMessageMoveTask'),
  run: (input, call) => {
    const source = sourceOf(call, input.SourceArn);
    if (!isDeadLetterQueue(source, call)) {
      throw new ServiceError(
        'InvalidParameterValue',
        'Source queue must be configured as a Dead Letter Queue.',
      );
    }
    const { DestinationArn, MaxNumberOfMessagesPerSecond: perSecond } = input;
    const destination = queueAt(call, DestinationArn);
    if (DestinationArn !== undefined && !destination) {
      throw new ServiceError(
        'ResourceNotFoundException',
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
      );
    }
    if (destination && isFifo(destination) !== isFifo(source)) {
      throw new ServiceError(
        'InvalidParameterValue',
        'Destination queue must be same type of queue as the source.',
      );
    }
    if (perSecond !== undefined && (perSecond < 1 || perSecond > 500)) {
      throw new ServiceError(
        'InvalidParameterValue',
        `Value ${perSecond} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500, if provided.`,
      );
    }
    if (tasksOf(call, source).some(({ status }) => status === 'RUNNING')) {
      throw new ServiceError(
        'InvalidParameterValue',
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    const { visible } = messagesOf(call, source).count(
      numberAttribute(source, 'MessageRetentionPeriod'),
    );
    const task = startMoving(
      call,
      {
        source,
        destinationArn: DestinationArn,
        perSecond,
        toMove: visible,
      },
      arn => queueAt(call, arn),
    );
    return { TaskHandle: task.handle };
  },
});

const listMessageMoveTasks = operation<
  ListMessageMoveTasksRequest,
  ListMessageMoveTasksResult
>({
  access: arnAccess('ListMessageMoveTasks'),
  run: ({ SourceArn, MaxResults = 1 }, call) => {
    if (MaxResults < 1 || MaxResults > 10) {
      throw new ServiceError(
        'InvalidParameterValue',
        `Value ${MaxResults} for parameter MaxResults is invalid. Reason: Must be between 1 and 10, if provided.`,
      );
    }
    const tasks = tasksOf(call, sourceOf(call, SourceArn));
    return {
      Results: tasks.slice(0, MaxResults).map(task => ({
        TaskHandle: task.status === 'RUNNING' ? task.handle : undefined,
        Status: task.status,
        SourceArn: task.source.arn,
        DestinationArn: task.destinationArn,
        MaxNumberOfMessagesPerSecond: task.perSecond,
        ApproximateNumberOfMessagesMoved: task.moved,
        ApproximateNumberOfMessagesToMove: task.toMove,
        FailureReason: task.failure,
        StartedTimestamp: task.startedAtMs,
      })),
    };
  },
});

const cancelMessageMoveTask = operation<
  CancelMessageMoveTaskRequest,
  CancelMessageMoveTaskResult
>({
  access: ({ TaskHandle }, call) => ({
    action: 'sqs:CancelMessageMoveTask',
    resourceArn: taskOf(call, TaskHandle)?.source.arn ?? '*',
  }),
  run: ({ TaskHandle }, call) => {
    const task = taskOf(call, TaskHandle);
    if (!task || task.status !== 'RUNNING') {
      throw new ServiceError(
        'ResourceNotFoundException',
        'Task does not exist.',
      );
    }
    cancel(task);
    return { ApproximateNumberOfMessagesMoved: task.moved };
  },
});

export const moveOperations: [string, Operation][] = [
  ['StartMessageMoveTask', startMessageMoveTask],
  ['ListMessageMoveTasks', listMessageMoveTasks],
  ['CancelMessageMoveTask', cancelMessageMoveTask],
];

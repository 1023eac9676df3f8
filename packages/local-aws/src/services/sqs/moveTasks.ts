import { randomUUID } from 'node:crypto';
import { Platform, definePart } from '../../calls/platform';
import { Appointment } from '../../clock';
import { messagesOf } from './messages';
import { Queue } from './state';

/** A task that moves messages out of a dead-letter queue. */
export interface MoveTask {
  readonly handle: string;
  readonly source: Queue;
  readonly destinationArn?: string;
  readonly perSecond?: number;
  readonly startedAtMs: number;
  /** Messages that were there when it began. */
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  failure?: string;
  next?: Appointment;
}

const TASKS = definePart<MoveTask[]>(
  () => [],
  tasks => tasks.forEach(({ next }) => next?.cancel()),
);

/** The tasks of a queue, newest first; SQS remembers the last ten. */
export function tasksOf(platform: Platform, source: Queue): MoveTask[] {
  return platform
    .part(TASKS)
    .filter(task => task.source.arn === source.arn)
    .reverse()
    .slice(0, 10);
}

/** The task of a handle, of whichever queue. */
export function taskOf(platform: Platform, handle: string) {
  return platform.part(TASKS).find(task => task.handle === handle);
}

/**
 * Starts moving messages, as many a second as is asked for, else all at once.
 *
 * @param findQueue - the queue of an ARN, while it is there
 */
export function startMoving(
  platform: Platform,
  wanted: Pick<MoveTask, 'source' | 'destinationArn' | 'perSecond' | 'toMove'>,
  findQueue: (arn: string | undefined) => Queue | undefined,
): MoveTask {
  const task: MoveTask = {
    ...wanted,
    handle: Buffer.from(
      JSON.stringify({ taskId: randomUUID(), sourceArn: wanted.source.arn }),
    ).toString('base64'),
    startedAtMs: platform.clock.now(),
    moved: 0,
    status: 'RUNNING',
  };
  platform.part(TASKS).push(task);
  moveSome(platform, task, findQueue);
  return task;
}

/** Stops a task; what was moved stays moved. */
export function cancel(task: MoveTask): void {
  task.next?.cancel();
  task.status = 'CANCELLED';
}

function moveSome(
  platform: Platform,
  task: MoveTask,
  findQueue: (arn: string | undefined) => Queue | undefined,
): void {
  const { source, destinationArn, perSecond = Infinity, toMove } = task;
  const messages = messagesOf(platform, source);
  const drained = messages.drain(Math.min(perSecond, toMove - task.moved));
  for (const [i, message] of drained.entries()) {
    const queue = findQueue(destinationArn ?? message.movedFrom);
    const fresh = {
      ...message,
      receiptHandle: undefined,
      movedFrom: undefined,
      receiveCount: 0,
      firstReceivedAtMs: undefined,
      sentAtMs: platform.clock.now(),
      visibleAtMs: platform.clock.now(),
    };
    if (!queue) {
      drained.slice(i).forEach(left => messages.add(left));
      task.status = 'FAILED';
      task.failure = 'CouldNotDetermineMessageSource';
      return;
    }
    messagesOf(platform, queue).add(fresh);
    task.moved++;
  }
  if (drained.length === 0 || task.moved >= toMove) {
    task.status = 'COMPLETED';
    return;
  }
  task.next = platform.clock.at(platform.clock.now() + 1000, () =>
    moveSome(platform, task, findQueue),
  );
}

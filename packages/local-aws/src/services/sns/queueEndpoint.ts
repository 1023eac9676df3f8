import { Place, parseArn } from '../../accounts';
import { decide } from '../../calls/authorise';
import { Platform } from '../../calls/platform';
import { Principal } from '../../policies';
import { refusalOf } from '../../wire/errors';
import { enqueue } from '../sqs/messages';
import { isFifo, MessageAttribute, Queue, QUEUES } from '../sqs/state';
import { Undelivered } from './endpoint';

/** SNS, as resource policies name it. */
export const SNS_SERVICE: Principal = {
  kind: 'service',
  service: 'sns.amazonaws.com',
};

/** The queue of an ARN, while it is there. */
export function queueAt(platform: Platform, arn: string): Queue | undefined {
  const { account = '', region = '', resource = '' } = parseArn(arn) ?? {};
  return platform.accounts.table(QUEUES, { account, region }).get(resource);
}

/**
 * Puts a text into a queue as SNS, which the queue's policy has to allow.
 *
 * @returns why not, or `undefined` when it is there
 */
export function sendToQueue(
  platform: Platform,
  topic: Place & { arn: string },
  queueArn: string,
  message: {
    body: string;
    attributes?: ReadonlyMap<string, MessageAttribute>;
  },
): Undelivered | undefined {
  const queue = queueAt(platform, queueArn);
  if (!queue) {
    return { reason: `No queue ${queueArn}` };
  }
  if (isFifo(queue)) {
    return { reason: `${queueArn} is a FIFO queue, and the topic is not` };
  }
  const refusal = decide(
    SNS_SERVICE,
    {
      action: 'sqs:SendMessage',
      resourceArn: queueArn,
      resourceAccount: queue.account,
      resourcePolicy: queue.policy,
      region: topic.region,
      context: {
        'aws:SourceArn': topic.arn,
        'aws:SourceAccount': topic.account,
      },
    },
    platform,
  ).message;
  if (refusal) {
    return { reason: refusal };
  }
  const reason = refusalOf(() =>
    enqueue(platform, queue, {
      ...message,
      senderId: 'AIDAIT2UOQQY3AUEKVGXU',
    }),
  );
  return reason === undefined ? undefined : { reason };
}

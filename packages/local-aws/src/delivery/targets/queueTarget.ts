import { enqueue } from '../../services/sqs/messages';
import { QUEUES } from '../../services/sqs/state';
import { TargetKind } from '../invocation';
import { checkDelivery } from '../permissions';
import { targetInput } from '../targetInput';
import { refusalOf } from '../../wire/errors';

/** SQS queues, in any account. */
export const queueTarget: TargetKind = {
  owns: arn => arn.service === 'sqs',
  struckAs: { service: 'sqs', operation: 'SendMessage' },
  deliver: (invocation, { account, region, resource }, platform) => {
    const { rule, target, event } = invocation;
    const arn = target.Arn ?? '';
    const queue = platform.accounts
      .table(QUEUES, { account, region })
      .get(resource);
    if (!queue) {
      return { code: 'NO_RESOURCE', message: `No queue ${arn}` };
    }
    const failure = checkDelivery(
      target.RoleArn,
      {
        action: 'sqs:SendMessage',
        resourceArn: arn,
        resourceAccount: queue.account,
        resourcePolicy: queue.policy,
      },
      invocation,
      platform,
    );
    if (failure) {
      return failure;
    }
    const message = refusalOf(() =>
      enqueue(platform, queue, {
        body: targetInput(target, rule, event),
        senderId: 'events.amazonaws.com',
        groupId: target.SqsParameters?.MessageGroupId,
      }),
    );
    return message === undefined
      ? undefined
      : { code: 'INVALID_PARAMETER', message };
  },
};

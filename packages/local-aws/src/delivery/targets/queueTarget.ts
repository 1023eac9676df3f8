import { intoQueue } from '../intoQueue';
import { TargetKind } from '../invocation';
import { targetInput } from '../targetInput';

/** SQS queues, in any account. */
export const queueTarget: TargetKind = {
  owns: arn => arn.service === 'sqs',
  struckAs: { service: 'sqs', operation: 'SendMessage' },
  deliver: (invocation, arn, platform) => {
    const { rule, target, event } = invocation;
    return intoQueue(
      { text: target.Arn ?? '', arn, roleArn: target.RoleArn },
      {
        body: targetInput(target, rule, event),
        groupId: target.SqsParameters?.MessageGroupId,
      },
      invocation,
      platform,
    );
  },
};

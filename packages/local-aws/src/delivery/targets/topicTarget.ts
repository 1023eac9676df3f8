import { ServiceError } from '../../wire/errors';
import { fanOut } from '../../services/sns/fanOut';
import { readMessage } from '../../services/sns/message';
import { TOPICS } from '../../services/sns/state';
import { TargetKind } from '../invocation';
import { checkDelivery } from '../permissions';
import { targetInput } from '../targetInput';

/** SNS topics, in any account. */
export const topicTarget: TargetKind = {
  owns: arn => arn.service === 'sns',
  struckAs: { service: 'sns', operation: 'Publish' },
  deliver: (invocation, { account, region, resource }, platform) => {
    const { rule, target, event } = invocation;
    const arn = target.Arn ?? '';
    const topic = platform.accounts
      .table(TOPICS, { account, region })
      .get(resource);
    if (!topic) {
      return { code: 'NO_RESOURCE', message: `No topic ${arn}` };
    }
    const failure = checkDelivery(
      target.RoleArn,
      {
        action: 'sns:Publish',
        resourceArn: arn,
        resourceAccount: topic.account,
        resourcePolicy: topic.policy,
      },
      invocation,
      platform,
    );
    if (failure) {
      return failure;
    }
    try {
      const given = { Message: targetInput(target, rule, event) };
      fanOut(platform, topic, readMessage(given, platform.clock.date()));
      return undefined;
    } catch (error) {
      if (error instanceof ServiceError) {
        return { code: 'INVALID_PARAMETER', message: error.message };
      }
      throw error;
    }
  },
};

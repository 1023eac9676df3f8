import {
  functionOfArn,
  handOver,
} from '../../services/lambda/serviceInvocation';
import { TargetKind } from '../invocation';
import { checkDelivery } from '../permissions';
import { targetInput } from '../targetInput';

/** Lambda functions, in any account. */
export const functionTarget: TargetKind = {
  owns: arn => arn.service === 'lambda',
  struckAs: { service: 'lambda', operation: 'Invoke' },
  deliver: (invocation, _, platform) => {
    const { rule, target, event } = invocation;
    const arn = target.Arn ?? '';
    const lambda = functionOfArn(platform, arn);
    if (!lambda) {
      return { code: 'NO_RESOURCE', message: `No function ${arn}` };
    }
    const failure = checkDelivery(
      target.RoleArn,
      {
        action: 'lambda:InvokeFunction',
        resourceArn: arn,
        resourceAccount: lambda.account,
        resourcePolicy: lambda.policy,
      },
      invocation,
      platform,
    );
    return (
      failure ?? handOver(platform, lambda, targetInput(target, rule, event))
    );
  },
};

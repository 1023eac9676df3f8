import type { AccessRequest, Decision, DecidingPolicy } from './evaluate';
import { principalName } from './principal';

/** A resource's policy goes by another name when it is a role's. */
function isTrustPolicy(policy: DecidingPolicy, action: string): boolean {
  return policy === 'resource-based' && /^sts:/i.test(action);
}

function denyingPolicy(policy: DecidingPolicy, action: string): string {
  if (isTrustPolicy(policy, action)) {
    return 'the role trust policy';
  }
  switch (policy) {
    case 'permissions boundary':
      return 'a permissions boundary';
    case 'identity-based':
      return 'an identity-based policy';
    default:
      return `a ${policy} policy`;
  }
}

function silentPolicy(policy: DecidingPolicy, action: string): string {
  if (isTrustPolicy(policy, action)) {
    return 'role trust policy';
  }
  return policy === 'permissions boundary' ? policy : `${policy} policy`;
}

/** The refusal in AWS's words ("Troubleshoot access denied error messages"). */
export function denialMessage(
  { principal, action, resourceArn }: AccessRequest,
  { because, policy }: Extract<Decision, { isAllowed: false }>,
): string {
  const kind = principal.kind === 'service' ? 'Service' : 'User';
  const why =
    because === 'explicit deny'
      ? `with an explicit deny in ${denyingPolicy(policy, action)}`
      : `because no ${silentPolicy(
          policy,
          action,
        )} allows the ${action} action`;
  return `${kind}: ${principalName(
    principal,
  )} is not authorized to perform: ${action} on resource: ${resourceArn} ${why}`;
}

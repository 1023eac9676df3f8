import { Access, Call } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { markedPage, noSuchEntity } from './checks';
import {
  changeIdentity,
  getIdentity,
  identityAccess,
  IdentityKind,
} from './identities';
import { checkAttachable } from './managedPolicies';
import { Identity } from './state';

/** "Managed policies attached to an IAM role" and "… user": 10 by default. */
const MAX_ATTACHED = 10;

/** Access to attach or detach a policy, with the key that tells which. */
export function attachmentAccess<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  action: string,
  name: string,
  policyArn: string,
): Access {
  const access = identityAccess(kind, call, action, name);
  return {
    ...access,
    context: { ...access.context, 'iam:PolicyARN': policyArn },
  };
}

/** Attaches a managed policy; doing so again changes nothing. */
export function attachPolicy<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  policyArn: string,
): void {
  const identity = getIdentity(kind, call, name);
  checkAttachable(call, policyArn);
  const attachedPolicies = new Set(identity.attachedPolicies).add(policyArn);
  if (attachedPolicies.size > MAX_ATTACHED) {
    const holder = kind.noun === 'role' ? 'Role' : 'User';
    throw new ServiceError(
      'LimitExceededException',
      `Cannot exceed quota for PoliciesPer${holder}: ${MAX_ATTACHED}`,
    );
  }
  changeIdentity(kind, call, identity, { ...identity, attachedPolicies });
}

export function detachPolicy<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  policyArn: string,
): void {
  const identity = getIdentity(kind, call, name);
  const attachedPolicies = new Set(identity.attachedPolicies);
  if (!attachedPolicies.delete(policyArn)) {
    throw noSuchEntity(`Policy ${policyArn} was not found.`);
  }
  changeIdentity(kind, call, identity, { ...identity, attachedPolicies });
}

/** Managed policies by name and ARN, those under a path, in pages. */
export function listAttachedPolicies<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  input: { PathPrefix?: string; Marker?: string; MaxItems?: number },
) {
  const { PathPrefix = '/' } = input;
  const policies = [...getIdentity(kind, call, name).attachedPolicies]
    .filter(arn => arn.slice(arn.indexOf(':policy') + 7).startsWith(PathPrefix))
    .map(arn => ({
      PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
      PolicyArn: arn,
    }));
  const { items, marker } = markedPage(
    policies,
    policy => policy.PolicyArn,
    input,
  );
  return { AttachedPolicies: items, ...marker };
}

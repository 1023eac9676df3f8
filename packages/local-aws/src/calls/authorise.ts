import { Accounts } from '../accounts';
import { Clock } from '../clock';
import { Settings } from '../options';
import {
  AccessRequest,
  Decision,
  denialMessage,
  evaluate,
  Policy,
  Principal,
} from '../policies';
import { findRole } from '../services/iam/state';
import { Access, Call } from './operation';
import { conditionContext } from './context';

/** A decision with the request it was about. */
export interface Ruling {
  decision: Decision;
  /** Set when the decision is no: why, in AWS's words. */
  message?: string;
}

/** The identity policies of a principal. A role that is gone allows nothing. */
function identityPolicies(accounts: Accounts, principal: Principal): Policy[] {
  if (principal.kind !== 'session') {
    return [];
  }
  const role = findRole(accounts, principal.roleArn);
  return [...(role?.policies.values() ?? [])].map(({ policy }) => policy);
}

/** Decides whether any principal may have an access. */
export function decide(
  principal: Principal,
  access: Access & { resourceAccount: string; region: string },
  platform: { accounts: Accounts; settings: Settings; clock: Clock },
  options?: { sessionPolicy?: Policy; assumedKeys?: ReadonlySet<string> },
): Ruling {
  const { accounts, settings } = platform;
  const request: AccessRequest = {
    principal,
    action: access.action,
    resourceArn: access.resourceArn,
    resourceAccount: access.resourceAccount,
    context: conditionContext(
      {
        principal,
        resourceAccount: access.resourceAccount,
        region: access.region,
        keys: access.context,
      },
      accounts,
      settings,
    ),
    assumedKeys: options?.assumedKeys,
  };
  const decision = evaluate(request, {
    identity: identityPolicies(accounts, principal),
    session: options?.sessionPolicy,
    resource: access.resourcePolicy?.policy,
    resourcePolicyMustAllow: access.resourcePolicyMustAllow,
  });
  return decision.isAllowed
    ? { decision }
    : { decision, message: denialMessage(request, decision) };
}

/** Decides whether the caller may have an access. */
export function decideForCaller(
  call: Call,
  access: Access,
  assumedKeys?: ReadonlySet<string>,
): Ruling {
  const { caller } = call;
  return decide(
    caller.principal,
    {
      ...access,
      resourceAccount: access.resourceAccount ?? caller.account,
      region: caller.region,
    },
    call,
    { sessionPolicy: caller.session?.policy, assumedKeys },
  );
}

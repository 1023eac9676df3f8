import { Accounts, Tags } from '../accounts';
import { Clock } from '../clock';
import { Settings } from '../options';
import {
  AccessRequest,
  Decision,
  denialMessage,
  evaluate,
  Principal,
} from '../policies';
import { principalPolicies } from '../services/iam/principalPolicies';
import { Session } from '../services/sts/state';
import { withoutTags } from '../services/tags';
import { Access, Call } from './operation';
import { conditionContext } from './context';

/** A decision with the request it was about. */
export interface Ruling {
  decision: Decision;
  /** Set when the decision is no: why, in AWS's words. */
  message?: string;
}

/** What a decision may know besides principal and access. */
export interface DecisionOptions {
  /** Condition keys that are taken as right; see `AccessRequest`. */
  assumedKeys?: ReadonlySet<string>;
  /** Unique id of the principal. */
  userId?: string;
  /** Address that the request came from. */
  sourceIp?: string;
  /** The temporary credentials that the principal acts with. */
  session?: Session;
}

/** Tags of a principal: its session's count before its role's. */
function tagsOf(own: Tags, session: Session | undefined): Tags {
  return session?.kind === 'role' && session.tags.size > 0
    ? new Map([...session.tags, ...withoutTags(own, [...session.tags.keys()])])
    : own;
}

/** Decides whether any principal may have an access. */
export function decide(
  principal: Principal,
  access: Access & { resourceAccount: string; region: string },
  platform: { accounts: Accounts; settings: Settings; clock: Clock },
  { assumedKeys, userId, sourceIp, session }: DecisionOptions = {},
): Ruling {
  const { accounts, settings, clock } = platform;
  const own = principalPolicies(accounts, principal);
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
        now: () => clock.now(),
        userId,
        sourceIp,
        principalTags: tagsOf(own.tags, session),
        session,
        keys: access.context,
      },
      settings,
    ),
    assumedKeys,
  };
  const decision = evaluate(request, {
    identity: own.identity,
    boundary: own.boundary,
    session: session?.kind === 'role' ? session.policy : undefined,
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
    {
      assumedKeys,
      userId: caller.userId,
      sourceIp: call.origin?.sourceAddress,
      session: caller.session,
    },
  );
}

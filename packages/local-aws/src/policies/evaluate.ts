import {
  conditionHolds,
  ConditionContext,
  substituteVariables,
} from './conditions';
import { Policy, Statement } from './document';
import { matchPrincipal, Principal, PrincipalMatch } from './principal';
import { matchesWildcard } from './wildcards';

/** What a principal wants to do. */
export interface AccessRequest {
  principal: Principal;
  /** For example `events:PutRule`. */
  action: string;
  resourceArn: string;
  /** The account that owns the resource. */
  resourceAccount: string;
  context: ConditionContext;
  /**
   * Condition keys (lower case) that are taken as right for every Allow, to
   * find out whether a refusal was about their values.
   */
  assumedKeys?: ReadonlySet<string>;
}

/** The policies that have a say in a request. */
export interface ApplicablePolicies {
  /** Policies of the role behind a session. Ignored for root, who may do all. */
  identity: Policy[];
  /** The policy given to AssumeRole, which can only narrow. */
  session?: Policy;
  /** Policy of the resource; a role's trust policy for sts:AssumeRole. */
  resource?: Policy;
  /** A trust policy has to allow, also in its own account. */
  resourcePolicyMustAllow?: boolean;
}

/** Which kind of policy decided. */
export type PolicyKindInMessage =
  | 'identity-based'
  | 'resource-based'
  | 'session';

/** The outcome, with the words AWS explains a refusal in. */
export type Decision =
  | { isAllowed: true }
  | {
      isAllowed: false;
      because: 'explicit deny' | 'no allow';
      policy: PolicyKindInMessage;
    };

function matchesResource(
  statement: Statement,
  request: AccessRequest,
): boolean {
  if (!statement.resources) {
    return true;
  }
  const isListed = statement.resources.some(pattern => {
    const concrete = substituteVariables(pattern, request.context);
    return (
      concrete !== undefined && matchesWildcard(concrete, request.resourceArn)
    );
  });
  return isListed !== statement.resourceIsNegated;
}

function conditionsHold(statement: Statement, request: AccessRequest): boolean {
  return statement.conditions.every(condition =>
    request.assumedKeys?.has(condition.key.toLowerCase())
      ? statement.effect === 'Allow'
      : conditionHolds(condition, request.context),
  );
}

function applies(statement: Statement, request: AccessRequest): boolean {
  const isListed = statement.actions.some(pattern =>
    matchesWildcard(pattern, request.action, { ignoreCase: true }),
  );
  return (
    isListed !== statement.actionIsNegated &&
    matchesResource(statement, request) &&
    conditionsHold(statement, request)
  );
}

function hasStatement(
  policies: Policy[],
  effect: Statement['effect'],
  request: AccessRequest,
): boolean {
  return policies.some(({ statements }) =>
    statements.some(
      statement => statement.effect === effect && applies(statement, request),
    ),
  );
}

function principalMatch(
  statement: Statement,
  principal: Principal,
): PrincipalMatch {
  if (!statement.principal) {
    return 'not';
  }
  const match = matchPrincipal(statement.principal, principal);
  if (!statement.principalIsNegated) {
    return match;
  }
  return match === 'not' ? 'directly' : 'not';
}

/** How far a resource policy's statements of one effect reach the principal. */
function resourceReach(
  policy: Policy | undefined,
  effect: Statement['effect'],
  request: AccessRequest,
): PrincipalMatch {
  const reaches = (policy?.statements ?? [])
    .filter(
      statement => statement.effect === effect && applies(statement, request),
    )
    .map(statement => principalMatch(statement, request.principal));
  if (reaches.includes('directly')) {
    return 'directly';
  }
  return reaches.includes('through its account')
    ? 'through its account'
    : 'not';
}

const deny = (policy: PolicyKindInMessage): Decision => ({
  isAllowed: false,
  because: 'explicit deny',
  policy,
});
const notAllowed = (policy: PolicyKindInMessage): Decision => ({
  isAllowed: false,
  because: 'no allow',
  policy,
});

/**
 * Decides a request by the rules of "Policy evaluation logic" in the IAM User
 * Guide: an explicit deny wins; in one account either side may allow; across
 * accounts both sides must.
 */
export function evaluate(
  request: AccessRequest,
  policies: ApplicablePolicies,
): Decision {
  const { principal } = request;
  const session = policies.session ? [policies.session] : [];
  const isIdentity = principal.kind !== 'service';
  const hasIdentityPolicies = principal.kind === 'session';
  if (hasIdentityPolicies && hasStatement(policies.identity, 'Deny', request)) {
    return deny('identity-based');
  }
  if (hasIdentityPolicies && hasStatement(session, 'Deny', request)) {
    return deny('session');
  }
  if (resourceReach(policies.resource, 'Deny', request) !== 'not') {
    return deny('resource-based');
  }

  const reach = resourceReach(policies.resource, 'Allow', request);
  if (!isIdentity) {
    return reach === 'not' ? notAllowed('resource-based') : { isAllowed: true };
  }

  const isSameAccount = principal.account === request.resourceAccount;
  if (isSameAccount && reach === 'directly') {
    return { isAllowed: true };
  }
  if (
    hasIdentityPolicies &&
    !hasStatement(policies.identity, 'Allow', request)
  ) {
    return notAllowed('identity-based');
  }
  if (session.length > 0 && !hasStatement(session, 'Allow', request)) {
    return notAllowed('session');
  }
  const needsResourcePolicy =
    !isSameAccount || policies.resourcePolicyMustAllow === true;
  if (needsResourcePolicy && reach === 'not') {
    return notAllowed('resource-based');
  }
  return { isAllowed: true };
}

/** The refusal in AWS's words ("Troubleshoot access denied error messages"). */
export function denialMessage(
  request: AccessRequest,
  decision: Extract<Decision, { isAllowed: false }>,
): string {
  const { principal, action, resourceArn } = request;
  const who =
    principal.kind === 'service'
      ? `Service: ${principal.service}`
      : `User: ${principal.arn}`;
  const article = decision.policy === 'identity-based' ? 'an' : 'a';
  const why =
    decision.because === 'explicit deny'
      ? `with an explicit deny in ${article} ${decision.policy} policy`
      : `because no ${decision.policy} policy allows the ${action} action`;
  return `${who} is not authorized to perform: ${action} on resource: ${resourceArn} ${why}`;
}

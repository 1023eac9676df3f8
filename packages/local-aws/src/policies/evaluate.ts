import type { ConditionContext } from './context';
import type { Policy } from './document';
import { PreparedStatement, preparedStatements } from './prepared';
import type { Principal, PrincipalMatch } from './principal';

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
  /**
   * Policies of the user, or of the role behind a session, in line and
   * attached. Ignored for root, who may do all.
   */
  identity: readonly Policy[];
  /** Permissions boundary of the user or role, which can only narrow. */
  boundary?: Policy;
  /** The policies given to AssumeRole, joined, which can only narrow. */
  session?: Policy;
  /** Policy of the resource; a role's trust policy for sts:AssumeRole. */
  resource?: Policy;
  /** A trust policy has to allow, also in its own account. */
  resourcePolicyMustAllow?: boolean;
}

/** Which kind of policy decided. */
export type DecidingPolicy =
  | 'identity-based'
  | 'permissions boundary'
  | 'session'
  | 'resource-based';

/** The outcome, and for a refusal what it rests on. */
export type Decision = {
  /**
   * Whether a condition was read that may differ at the next request, such as
   * the time: such a decision must not be kept.
   */
  dependsOnRequest: boolean;
} & (
  | { isAllowed: true }
  | {
      isAllowed: false;
      because: 'explicit deny' | 'no allow';
      policy: DecidingPolicy;
    }
);

/** One request on its way through the policies. */
interface Evaluation {
  request: AccessRequest;
  /** In lower case: the names of actions have no case. */
  action: string;
  dependsOnRequest: boolean;
}

function conditionsHold(
  { conditions, isDeny }: PreparedStatement,
  evaluation: Evaluation,
): boolean {
  const { context, assumedKeys } = evaluation.request;
  for (const condition of conditions) {
    const isAssumed = assumedKeys?.has(condition.key) === true;
    evaluation.dependsOnRequest ||= condition.isVolatile && !isAssumed;
    if (isAssumed ? isDeny : !condition.holds(context)) {
      return false;
    }
  }
  return true;
}

function applies(
  statement: PreparedStatement,
  evaluation: Evaluation,
): boolean {
  const { context, resourceArn } = evaluation.request;
  if (!statement.matchesAction(evaluation.action, context)) {
    return false;
  }
  evaluation.dependsOnRequest ||= statement.resourceIsVolatile;
  return (
    statement.matchesResource(resourceArn, context) &&
    conditionsHold(statement, evaluation)
  );
}

type Verdict = 'deny' | 'allow' | 'nothing';

/** What policies without a principal say, all taken together. */
function verdictOf(
  policies: readonly Policy[],
  evaluation: Evaluation,
): Verdict {
  let verdict: Verdict = 'nothing';
  for (const policy of policies) {
    for (const statement of preparedStatements(policy)) {
      const couldMatter = statement.isDeny || verdict === 'nothing';
      if (couldMatter && applies(statement, evaluation)) {
        if (statement.isDeny) {
          return 'deny';
        }
        verdict = 'allow';
      }
    }
  }
  return verdict;
}

/** Ways in which a policy lets somebody in: the higher, the more it gives. */
const STRENGTH: Record<PrincipalMatch, number> = {
  not: 0,
  'through its account': 1,
  'as its role': 2,
  directly: 3,
};

function matchPrincipal(
  { principal, principalIsNegated }: PreparedStatement,
  { request }: Evaluation,
  hasBoundary: boolean,
): PrincipalMatch {
  if (!principal) {
    return 'not';
  }
  if (!principalIsNegated) {
    return principal.match(request.principal);
  }
  // "The NotPrincipal element with a Deny effect will always deny any IAM
  // principal that has a permissions boundary policy attached".
  return hasBoundary || !principal.exempts(request.principal)
    ? 'directly'
    : 'not';
}

/** How far a resource's policy lets the principal in, unless it bars it. */
function resourceReach(
  policy: Policy | undefined,
  evaluation: Evaluation,
  hasBoundary: boolean,
): PrincipalMatch | 'barred' {
  let reach: PrincipalMatch = 'not';
  for (const statement of policy ? preparedStatements(policy) : []) {
    const match = matchPrincipal(statement, evaluation, hasBoundary);
    const couldMatter = statement.isDeny
      ? match !== 'not'
      : STRENGTH[match] > STRENGTH[reach];
    if (couldMatter && applies(statement, evaluation)) {
      if (statement.isDeny) {
        return 'barred';
      }
      reach = match;
    }
  }
  return reach;
}

/**
 * Decides a request by the rules of "Policy evaluation logic" in the IAM User
 * Guide: an explicit deny wins; in one account either side may allow; across
 * accounts both sides must. In one account, what a resource's policy grants to
 * a user, a session or everybody needs nobody else's leave; what it grants to
 * a role is limited by permissions boundary and session policy; what it grants
 * to the account is for the identity policies to hand on.
 */
export function evaluate(
  request: AccessRequest,
  policies: ApplicablePolicies,
): Decision {
  const evaluation: Evaluation = {
    request,
    action: request.action.toLowerCase(),
    dependsOnRequest: false,
  };
  const refuse = (
    because: 'explicit deny' | 'no allow',
    policy: DecidingPolicy,
  ): Decision => ({
    isAllowed: false,
    because,
    policy,
    dependsOnRequest: evaluation.dependsOnRequest,
  });
  const allow = (): Decision => ({
    isAllowed: true,
    dependsOnRequest: evaluation.dependsOnRequest,
  });

  const { principal } = request;
  // Nothing in an account narrows its root, and services have no policies.
  const hasPolicies = principal.kind === 'user' || principal.kind === 'session';
  const boundary = hasPolicies ? policies.boundary : undefined;
  const session = hasPolicies ? policies.session : undefined;
  const ownVerdicts: [DecidingPolicy, Verdict][] = [];
  const weigh = (name: DecidingPolicy, given: readonly Policy[]) => {
    const verdict = verdictOf(given, evaluation);
    ownVerdicts.push([name, verdict]);
    return verdict;
  };
  if (hasPolicies && weigh('identity-based', policies.identity) === 'deny') {
    return refuse('explicit deny', 'identity-based');
  }
  if (boundary && weigh('permissions boundary', [boundary]) === 'deny') {
    return refuse('explicit deny', 'permissions boundary');
  }
  if (session && weigh('session', [session]) === 'deny') {
    return refuse('explicit deny', 'session');
  }
  const reach = resourceReach(
    policies.resource,
    evaluation,
    boundary !== undefined,
  );
  if (reach === 'barred') {
    return refuse('explicit deny', 'resource-based');
  }

  if (principal.kind === 'service') {
    return reach === 'not' ? refuse('no allow', 'resource-based') : allow();
  }
  const isSameAccount = principal.account === request.resourceAccount;
  if (isSameAccount && reach === 'directly') {
    return allow();
  }
  const missing = ownVerdicts.find(
    ([name, verdict]) =>
      verdict !== 'allow' &&
      !(isSameAccount && reach === 'as its role' && name === 'identity-based'),
  );
  if (missing) {
    return refuse('no allow', missing[0]);
  }
  const needsResourcePolicy =
    !isSameAccount || policies.resourcePolicyMustAllow === true;
  return needsResourcePolicy && reach === 'not'
    ? refuse('no allow', 'resource-based')
    : allow();
}

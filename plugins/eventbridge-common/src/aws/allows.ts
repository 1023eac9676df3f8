import { parseArn } from './arn';
import { allOf, anyOf, certain, Certainty } from './certainty';
import { isLike } from './likePattern';
import { conditionsHold } from './policyCondition';
import { asList, PolicyDocument, PolicyStatement } from './policyDocument';

/** Who makes a request that a resource policy is asked about. @public */
export type PolicyPrincipal =
  | { kind: 'service'; service: string }
  | { kind: 'account'; accountId: string }
  | { kind: 'role'; accountId: string; arn: string };

/** A request that has not been made yet. @public */
export interface PolicyRequest {
  /** For example `events:PutEvents`. */
  action: string;
  /** ARN; absent in trust policies, which have no resource. */
  resource?: string;
  /** Absent for identity policies, which belong to their principal. */
  principal?: PolicyPrincipal;
  /** Condition keys whose value is certain; every other key is unknown. */
  context?: Record<string, string>;
}

/**
 * Reads a policy and says whether it lets a request through, by the order of
 * "Policy evaluation logic" (IAM user guide): a Deny that applies wins, then an
 * Allow that applies, else denied. What depends on something not known here
 * gives `unknown`, never `denied`.
 *
 * This reads policies as documents; it knows nothing of organisations, session
 * policies or permission boundaries.
 *
 * @public
 */
export function allows(
  policy: PolicyDocument | undefined,
  request: PolicyRequest,
): 'allowed' | 'denied' | 'unknown' {
  const statements = asList(policy?.Statement);
  const applying = (effect: PolicyStatement['Effect']): Certainty =>
    anyOf(
      statements
        .filter(statement => statement.Effect === effect)
        .map(statement => applies(statement, request)),
    );
  const denied = applying('Deny');
  const allowed = applying('Allow');
  if (denied === 'yes' || allowed === 'no') {
    return 'denied';
  }
  return denied === 'no' && allowed === 'yes' ? 'allowed' : 'unknown';
}

/**
 * Whether one statement speaks about a request, whatever its effect.
 *
 * @public
 */
export function applies(
  statement: PolicyStatement,
  request: PolicyRequest,
): Certainty {
  return allOf([
    coversAction(statement, request.action),
    coversResource(statement, request.resource),
    coversPrincipal(statement, request.principal),
    conditionsHold(statement.Condition, {
      ...principalContext(request.principal),
      ...request.context,
    }),
  ]);
}

function coversAction(statement: PolicyStatement, action: string): Certainty {
  const isNamed = (patterns: string[]) =>
    patterns.some(pattern =>
      isLike(action.toLowerCase(), pattern.toLowerCase()),
    );
  return statement.NotAction === undefined
    ? certain(isNamed(asList(statement.Action)))
    : certain(!isNamed(asList(statement.NotAction)));
}

function coversResource(
  statement: PolicyStatement,
  resource: string | undefined,
): Certainty {
  if (resource === undefined) {
    return 'yes';
  }
  const isNamed = (patterns: string[]): Certainty =>
    anyOf(
      patterns.map(pattern =>
        pattern.includes('${') ? 'unknown' : certain(isLike(resource, pattern)),
      ),
    );
  if (statement.NotResource !== undefined) {
    const named = isNamed(asList(statement.NotResource));
    return named === 'unknown' ? 'unknown' : certain(named === 'no');
  }
  return isNamed(asList(statement.Resource));
}

function coversPrincipal(
  statement: PolicyStatement,
  principal: PolicyPrincipal | undefined,
): Certainty {
  if (principal === undefined) {
    return 'yes';
  }
  if (statement.NotPrincipal !== undefined) {
    return 'unknown';
  }
  if (statement.Principal === undefined) {
    return 'no';
  }
  if (statement.Principal === '*') {
    return 'yes';
  }
  if (principal.kind === 'service') {
    return certain(
      asList(statement.Principal.Service).some(
        service => service === principal.service,
      ),
    );
  }
  return anyOf(
    asList(statement.Principal.AWS).map(named => isNamedBy(named, principal)),
  );
}

function isNamedBy(
  named: string,
  principal: Exclude<PolicyPrincipal, { kind: 'service' }>,
): Certainty {
  if (named === '*') {
    return 'yes';
  }
  const account = namedAccount(named);
  if (account !== undefined && isWholeAccount(named)) {
    return certain(account === principal.accountId);
  }
  if (principal.kind === 'role') {
    return certain(named === principal.arn);
  }
  // One role or user of the account is named: some of its callers may.
  return account === principal.accountId ? 'unknown' : 'no';
}

/** The account in a principal's ARN or bare account id. @public */
export function namedAccount(principal: string): string | undefined {
  if (/^\d{12}$/.test(principal)) {
    return principal;
  }
  return parseArn(principal)?.accountId || undefined;
}

function isWholeAccount(principal: string): boolean {
  return /^\d{12}$/.test(principal) || parseArn(principal)?.resource === 'root';
}

/** Condition keys that follow from who asks. */
function principalContext(
  principal: PolicyPrincipal | undefined,
): Record<string, string> {
  switch (principal?.kind) {
    case 'account':
      return { 'aws:PrincipalAccount': principal.accountId };
    case 'role':
      return {
        'aws:PrincipalAccount': principal.accountId,
        'aws:PrincipalArn': principal.arn,
      };
    case 'service':
      return { 'aws:PrincipalIsAWSService': 'true' };
    default:
      return {};
  }
}

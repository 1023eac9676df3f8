import { PrincipalElement } from './document';
import { matchesWildcard } from './wildcards';

/** Who makes a request. */
export type Principal =
  | { kind: 'root'; account: string; arn: string }
  | {
      kind: 'session';
      account: string;
      /** ARN of the session: `arn:aws:sts::…:assumed-role/<role>/<session>`. */
      arn: string;
      /** ARN of the role behind it, which is what policies name. */
      roleArn: string;
    }
  | { kind: 'service'; service: string };

/**
 * How a policy's Principal element takes in a principal: by its own name, or
 * only through its account, which leaves the last word to that account's
 * identity policies.
 */
export type PrincipalMatch = 'directly' | 'through its account' | 'not';

/** "AWS JSON policy elements: Principal". */
export function matchPrincipal(
  element: PrincipalElement,
  principal: Principal,
): PrincipalMatch {
  if (element.kind === 'anyone') {
    return 'directly';
  }
  if (principal.kind === 'service') {
    return element.services.includes(principal.service) ? 'directly' : 'not';
  }
  const names =
    principal.kind === 'session'
      ? [principal.arn, principal.roleArn]
      : [principal.arn];
  if (element.aws.some(name => name === '*' || names.includes(name))) {
    return 'directly';
  }
  const accountArn = `arn:aws:iam::${principal.account}:root`;
  return element.aws.some(
    name => name === principal.account || name === accountArn,
  )
    ? 'through its account'
    : 'not';
}

/** The principal as AWS names it in messages. */
export function principalName(principal: Principal): string {
  return principal.kind === 'service' ? principal.service : principal.arn;
}

/** Whether a trust or resource policy could name this text as a principal. */
export function isPrincipalName(name: string): boolean {
  return (
    name === '*' ||
    /^\d{12}$/.test(name) ||
    matchesWildcard('arn:aws*:iam::*:*', name) ||
    matchesWildcard('arn:aws*:sts::*:assumed-role/*', name)
  );
}

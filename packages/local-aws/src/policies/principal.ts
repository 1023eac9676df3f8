import type { PrincipalElement } from './document';

/** Who makes a request. */
export type Principal =
  | { kind: 'root'; account: string; arn: string }
  | { kind: 'user'; account: string; arn: string }
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
 * How a policy's Principal element takes in a principal. How much an Allow
 * gives depends on it ("Policy evaluation for requests within a single
 * account"):
 *
 * - `directly`: by its own ARN, or as anybody: nothing else need allow.
 * - `as its role`: the role may, as far as its permissions boundary and the
 *   session policy let it.
 * - `through its account`: the account may, and its identity policies have the
 *   last word.
 */
export type PrincipalMatch =
  | 'directly'
  | 'as its role'
  | 'through its account'
  | 'not';

/** A Principal element, prepared for many requests. */
export interface PreparedPrincipal {
  match: (principal: Principal) => PrincipalMatch;
  /** Whether a NotPrincipal element with this list leaves a principal out. */
  exempts: (principal: Principal) => boolean;
}

/** Prepares an element ("AWS JSON policy elements: Principal"). */
export function preparePrincipal(element: PrincipalElement): PreparedPrincipal {
  // "*" and {"AWS": "*"} are the same, and AWS services are among everybody.
  if (element.kind === 'anyone' || element.aws.includes('*')) {
    return { match: () => 'directly', exempts: () => true };
  }
  const names = new Set(element.aws);
  const services = new Set(element.services);
  // An account's id and its root's ARN mean the same.
  const accounts = new Set(
    element.aws.map(
      name => /^arn:aws[\w-]*:iam::(\d{12}):root$/.exec(name)?.[1] ?? name,
    ),
  );
  const hasAccount = (account: string) => accounts.has(account);
  return {
    match: principal => {
      if (principal.kind === 'service') {
        return services.has(principal.service) ? 'directly' : 'not';
      }
      if (principal.kind === 'root') {
        return hasAccount(principal.account) ? 'directly' : 'not';
      }
      if (names.has(principal.arn)) {
        return 'directly';
      }
      if (principal.kind === 'session' && names.has(principal.roleArn)) {
        return 'as its role';
      }
      return hasAccount(principal.account) ? 'through its account' : 'not';
    },
    // "AWS might validate the account first, then the role, and then the
    // assumed-role user": a NotPrincipal has to name each of them.
    exempts: principal => {
      if (principal.kind === 'service') {
        return services.has(principal.service);
      }
      return (
        hasAccount(principal.account) &&
        (principal.kind === 'root' || names.has(principal.arn)) &&
        (principal.kind !== 'session' || names.has(principal.roleArn))
      );
    },
  };
}

/** The principal as AWS names it in messages. */
export function principalName(principal: Principal): string {
  return principal.kind === 'service' ? principal.service : principal.arn;
}

const PRINCIPAL_ARN =
  /^arn:aws[\w-]*:(iam::\d{12}:(root|(user|role|federated-user)\/[^*?]+)|sts::\d{12}:(assumed-role\/[^*?/]+\/[^*?/]+|federated-user\/[^*?]+))$/;

/**
 * Whether a trust or resource policy could name this text as a principal:
 * everybody, an account, or one user, role or session. "You cannot use a
 * wildcard to match part of a principal name or ARN."
 */
export function isPrincipalName(name: string): boolean {
  return name === '*' || /^\d{12}$/.test(name) || PRINCIPAL_ARN.test(name);
}

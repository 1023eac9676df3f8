import { Accounts, Tags } from '../../accounts';
import { Policy, Principal } from '../../policies';
import { defaultDocument, findManagedPolicy } from './managedPolicies';
import { findRole, findUser, Identity } from './state';

/** What IAM knows of a principal: its policies, their limit, and its tags. */
export interface PrincipalPolicies {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  readonly tags: Tags;
}

const NOBODY: PrincipalPolicies = { identity: [], tags: new Map() };

/** What a policy that is not there allows. */
const NOTHING: Policy = { statements: [] };

function managedPolicy(accounts: Accounts, arn: string): Policy {
  const found = findManagedPolicy(accounts, arn);
  return found ? defaultDocument(found).policy : NOTHING;
}

function policiesOf(accounts: Accounts, identity: Identity): PrincipalPolicies {
  const { permissionsBoundary } = identity;
  return {
    identity: [
      ...[...identity.policies.values()].map(({ policy }) => policy),
      ...[...identity.attachedPolicies].map(arn =>
        managedPolicy(accounts, arn),
      ),
    ],
    boundary:
      permissionsBoundary === undefined
        ? undefined
        : managedPolicy(accounts, permissionsBoundary),
    tags: identity.tags,
  };
}

interface Known {
  version: number;
  byArn: Map<string, PrincipalPolicies>;
}

/** Gathered once for as long as nothing changes: every call asks for them. */
const known = new WeakMap<Accounts, Known>();

/**
 * The policies of a principal: a user's own, or those of the role behind a
 * session. One that is gone is allowed nothing.
 */
export function principalPolicies(
  accounts: Accounts,
  principal: Principal,
): PrincipalPolicies {
  if (principal.kind !== 'session' && principal.kind !== 'user') {
    return NOBODY;
  }
  let current = known.get(accounts);
  if (current?.version !== accounts.version) {
    current = { version: accounts.version, byArn: new Map() };
    known.set(accounts, current);
  }
  const arn = principal.kind === 'session' ? principal.roleArn : principal.arn;
  let policies = current.byArn.get(arn);
  if (!policies) {
    const identity =
      principal.kind === 'session'
        ? findRole(accounts, arn)
        : findUser(accounts, arn);
    policies = identity ? policiesOf(accounts, identity) : NOBODY;
    current.byArn.set(arn, policies);
  }
  return policies;
}

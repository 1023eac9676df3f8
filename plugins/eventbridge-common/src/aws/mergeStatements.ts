import { canonicalJson } from './canonicalJson';
import { asList, PolicyDocument, PolicyStatement } from './policyDocument';

/**
 * Puts statements into a policy: one with the same Sid is replaced where it
 * stands, a new one is added at the end, all others are kept as they are. This
 * is the document an apply writes and the one whose length a plan checks.
 *
 * @public
 */
export function mergeStatements(
  policy: PolicyDocument | undefined,
  statements: Array<PolicyStatement & { Sid: string }>,
): PolicyDocument {
  const merged: PolicyStatement[] = asList(policy?.Statement).map(
    existing =>
      statements.find(statement => statement.Sid === existing.Sid) ?? existing,
  );
  const added = statements.filter(
    statement => !merged.some(existing => existing.Sid === statement.Sid),
  );
  return {
    Version: '2012-10-17',
    ...policy,
    Statement: [...merged, ...added],
  };
}

/**
 * Whether two statements say the same, whatever the order of their lists and
 * keys and however an account is written. Sids are not compared.
 *
 * @public
 */
export function isSameStatement(
  one: PolicyStatement,
  other: PolicyStatement,
): boolean {
  return canonicalStatement(one) === canonicalStatement(other);
}

function canonicalStatement(statement: PolicyStatement): string {
  const { Sid, Principal, NotPrincipal, Condition, ...rest } = statement;
  const lists = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, asSortedSet(value)]),
  );
  return canonicalJson({
    ...lists,
    Principal: canonicalPrincipal(Principal),
    NotPrincipal: canonicalPrincipal(NotPrincipal),
    Condition:
      Condition &&
      Object.fromEntries(
        Object.entries(Condition).map(([operator, keys]) => [
          operator,
          Object.fromEntries(
            Object.entries(keys).map(([key, value]) => [
              key.toLowerCase(),
              asSortedSet(value),
            ]),
          ),
        ]),
      ),
  });
}

function canonicalPrincipal(principal: PolicyStatement['Principal']): unknown {
  if (principal === undefined || principal === '*') {
    return principal && { AWS: ['*'] };
  }
  return Object.fromEntries(
    Object.entries(principal).map(([kind, value]) => [
      kind,
      asSortedSet(asList(value).map(asAccountRoot)),
    ]),
  );
}

/** IAM turns a bare account id into the account's root ARN; both mean the same. */
function asAccountRoot(principal: string): string {
  return /^\d{12}$/.test(principal)
    ? `arn:aws:iam::${principal}:root`
    : principal;
}

function asSortedSet(value: string | string[] | undefined): string[] {
  return [...new Set(asList(value))].sort();
}

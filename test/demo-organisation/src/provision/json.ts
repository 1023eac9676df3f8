/** An IAM or resource policy, as far as this package looks into it. */
export interface PolicyDocument {
  Version: string;
  Statement: PolicyStatement[];
}

/** One statement of a policy; only the statement id is looked at. */
export interface PolicyStatement {
  Sid?: string;
  [element: string]: unknown;
}

/** Whether two JSON texts mean the same, however they are spaced and ordered. */
export function isSameJson(a: string, b: string): boolean {
  return canonical(JSON.parse(a)) === canonical(JSON.parse(b));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

/** Reads a policy document AWS returned; none means a policy without statements. */
export function parsePolicy(text: string | undefined): PolicyDocument {
  if (!text) {
    return { Version: '2012-10-17', Statement: [] };
  }
  const policy: PolicyDocument = JSON.parse(text);
  return policy;
}

/**
 * The policy with the wanted statements in it, or undefined if all are there
 * already. A statement with the same id is replaced, others are kept.
 */
export function mergeStatements(
  observed: string | undefined,
  wanted: readonly PolicyStatement[],
): string | undefined {
  const policy = parsePolicy(observed);
  const wantedSids = new Set(wanted.map(statement => statement.Sid));
  const merged = JSON.stringify({
    ...policy,
    Statement: [
      ...policy.Statement.filter(({ Sid }) => !wantedSids.has(Sid)),
      ...wanted,
    ],
  });
  const bySid = (text: string) => {
    const { Statement, ...rest } = parsePolicy(text);
    const sorted = [...Statement].sort((a, b) =>
      (a.Sid ?? '') < (b.Sid ?? '') ? -1 : 1,
    );
    return JSON.stringify({ ...rest, Statement: sorted });
  };
  return observed && isSameJson(bySid(observed), bySid(merged))
    ? undefined
    : merged;
}

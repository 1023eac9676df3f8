import { canonicalJson } from '../aws/canonicalJson';

/**
 * Whether two event patterns are the same, in whatever order their alternatives
 * stand. Operands keep their order: `numeric` gives it a meaning.
 */
export function isSamePattern(
  one: Record<string, unknown>,
  other: Record<string, unknown>,
): boolean {
  return canonicalPattern(one) === canonicalPattern(other);
}

function canonicalPattern(value: unknown): string {
  if (Array.isArray(value)) {
    // A member of $or is itself a pattern, an operator such as {"prefix": "a"} is not.
    const members = value.map(member =>
      isFields(member) && !isOperator(member)
        ? canonicalPattern(member)
        : canonicalJson(member),
    );
    return `[${members.sort().join(',')}]`;
  }
  if (isFields(value)) {
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([key, member]) => `${JSON.stringify(key)}:${canonicalPattern(member)}`,
      )
      .join(',')}}`;
  }
  return canonicalJson(value);
}

const OPERATOR =
  /^(prefix|suffix|equals-ignore-case|wildcard|anything-but|numeric|cidr|exists)$/;

function isOperator(member: Record<string, unknown>): boolean {
  return Object.keys(member).some(name => OPERATOR.test(name));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

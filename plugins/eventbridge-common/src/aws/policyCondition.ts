import { allOf, anyOf, certain, Certainty, not } from './certainty';
import { isLike } from './likePattern';
import { asList, PolicyStatement } from './policyDocument';

type Compare = (actual: string, wanted: string) => boolean;

/** Operators whose outcome can be read from text alone. */
const OPERATORS: Record<string, { compare: Compare; negated: boolean }> = {
  StringEquals: { compare: (a, b) => a === b, negated: false },
  StringNotEquals: { compare: (a, b) => a === b, negated: true },
  StringEqualsIgnoreCase: {
    compare: (a, b) => a.toLowerCase() === b.toLowerCase(),
    negated: false,
  },
  StringNotEqualsIgnoreCase: {
    compare: (a, b) => a.toLowerCase() === b.toLowerCase(),
    negated: true,
  },
  StringLike: { compare: isLike, negated: false },
  StringNotLike: { compare: isLike, negated: true },
  // AWS gives ArnEquals the behaviour of ArnLike.
  ArnEquals: { compare: isLikeArn, negated: false },
  ArnLike: { compare: isLikeArn, negated: false },
  ArnNotEquals: { compare: isLikeArn, negated: true },
  ArnNotLike: { compare: isLikeArn, negated: true },
  Bool: {
    compare: (a, b) => a.toLowerCase() === b.toLowerCase(),
    negated: false,
  },
};

/**
 * Whether a statement's conditions hold. A key that the context does not name,
 * an operator outside the list above or a policy variable gives `unknown`: the
 * value exists only when the request is made.
 */
export function conditionsHold(
  condition: PolicyStatement['Condition'],
  context: Record<string, string>,
): Certainty {
  const known = new Map(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const outcomes: Certainty[] = [];
  for (const [operator, keys] of Object.entries(condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      outcomes.push(
        holds(operator, known.get(key.toLowerCase()), asList(values)),
      );
    }
  }
  return allOf(outcomes);
}

function holds(
  operatorText: string,
  actual: string | undefined,
  wanted: string[],
): Certainty {
  // With one value in the request, both set qualifiers mean the plain operator.
  const name = operatorText
    .replace(/^For(Any|All)Values?:/, '')
    .replace(/IfExists$/, '');
  const operator = OPERATORS[name];
  if (!operator || actual === undefined) {
    return 'unknown';
  }
  const matched = anyOf(
    wanted.map(value =>
      value.includes('${')
        ? 'unknown'
        : certain(operator.compare(actual, String(value))),
    ),
  );
  return operator.negated ? not(matched) : matched;
}

/** Compares ARNs part by part, so that `*` does not reach over a colon. */
function isLikeArn(actual: string, pattern: string): boolean {
  const parts = splitArn(actual);
  const patterns = splitArn(pattern);
  return (
    parts.length === patterns.length &&
    parts.every((part, index) => isLike(part, patterns[index]))
  );
}

function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

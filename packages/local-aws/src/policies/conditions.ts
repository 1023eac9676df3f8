import { matchesArn, matchesWildcard } from './wildcards';

/** Values of the condition keys of one request, by lower-case key. */
export type ConditionContext = ReadonlyMap<string, readonly string[]>;

type Comparison = (given: string, wanted: string) => boolean;

const number =
  (compare: (given: number, wanted: number) => boolean): Comparison =>
  (given, wanted) =>
    given.trim() !== '' &&
    wanted.trim() !== '' &&
    compare(Number(given), Number(wanted));

const date =
  (compare: (given: number, wanted: number) => boolean): Comparison =>
  (given, wanted) =>
    compare(Date.parse(given), Date.parse(wanted));

const equalsIgnoreCase: Comparison = (given, wanted) =>
  given.toLowerCase() === wanted.toLowerCase();

const like: Comparison = (given, wanted) => matchesWildcard(wanted, given);
const arnLike: Comparison = (given, wanted) => matchesArn(wanted, given);

/** "IAM JSON policy elements: Condition operators". */
const COMPARISONS = new Map<string, Comparison>(
  Object.entries({
    StringEquals: (given, wanted) => given === wanted,
    StringEqualsIgnoreCase: equalsIgnoreCase,
    StringLike: like,
    ArnEquals: arnLike,
    ArnLike: arnLike,
    Bool: equalsIgnoreCase,
    NumericEquals: number((a, b) => a === b),
    NumericLessThan: number((a, b) => a < b),
    NumericLessThanEquals: number((a, b) => a <= b),
    NumericGreaterThan: number((a, b) => a > b),
    NumericGreaterThanEquals: number((a, b) => a >= b),
    DateEquals: date((a, b) => a === b),
    DateLessThan: date((a, b) => a < b),
    DateLessThanEquals: date((a, b) => a <= b),
    DateGreaterThan: date((a, b) => a > b),
    DateGreaterThanEquals: date((a, b) => a >= b),
  }),
);

/** Each negated operator and the comparison it denies. */
const NEGATED = new Map<string, string>(
  Object.entries({
    StringNotEquals: 'StringEquals',
    StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
    StringNotLike: 'StringLike',
    ArnNotEquals: 'ArnEquals',
    ArnNotLike: 'ArnLike',
    NumericNotEquals: 'NumericEquals',
    DateNotEquals: 'DateEquals',
  }),
);

interface Operator {
  quantifier?: string;
  comparison: string;
  isNegated: boolean;
  ifExists: boolean;
}

function readOperator(name: string): Operator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(
    name,
  );
  if (!match) {
    return undefined;
  }
  const comparison = NEGATED.get(match[2]) ?? match[2];
  if (!COMPARISONS.has(comparison) && comparison !== 'Null') {
    return undefined;
  }
  return {
    quantifier: match[1],
    comparison,
    isNegated: NEGATED.has(match[2]),
    ifExists: match[3] !== undefined,
  };
}

/** Whether a name is a condition operator, prefix and suffix included. */
export function isConditionOperator(name: string): boolean {
  return readOperator(name) !== undefined;
}

/**
 * Puts the values of `${aws:PrincipalAccount}` and its like into a text. A
 * variable without a value makes the text match nothing: `undefined`.
 */
export function substituteVariables(
  text: string,
  context: ConditionContext,
): string | undefined {
  let isKnown = true;
  const result = text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name === '*' || name === '?' || name === '$') {
      return name;
    }
    const [key, fallback] = name.split(/\s*,\s*/);
    const value =
      context.get(key.trim().toLowerCase())?.[0] ??
      fallback?.replace(/^'(.*)'$/, '$1');
    if (value === undefined) {
      isKnown = false;
      return '';
    }
    return value;
  });
  return isKnown ? result : undefined;
}

/** Whether one condition of a statement holds for a request. */
export function conditionHolds(
  condition: { operator: string; key: string; values: string[] },
  context: ConditionContext,
): boolean {
  const operator = readOperator(condition.operator);
  if (!operator) {
    return false;
  }
  const given = context.get(condition.key.toLowerCase());
  const isPresent = given !== undefined && given.length > 0;
  if (operator.comparison === 'Null') {
    return condition.values.some(
      value => (value.toLowerCase() === 'true') !== isPresent,
    );
  }
  if (!isPresent) {
    // A missing key satisfies the negated operators, IfExists and
    // ForAllValues, and nothing else.
    return operator.quantifier === 'ForAnyValue'
      ? false
      : operator.isNegated ||
          operator.ifExists ||
          operator.quantifier === 'ForAllValues';
  }
  const wanted = condition.values.flatMap(
    value => substituteVariables(value, context) ?? [],
  );
  const compare = COMPARISONS.get(operator.comparison);
  const holdsFor = (value: string) =>
    wanted.some(item => compare?.(value, item)) !== operator.isNegated;
  if (operator.quantifier === 'ForAllValues') {
    return given.every(holdsFor);
  }
  if (operator.quantifier === 'ForAnyValue' || !operator.isNegated) {
    return given.some(holdsFor);
  }
  return given.every(holdsFor);
}

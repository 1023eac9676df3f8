import { ConditionContext, isVolatileKey } from './context';
import type { Condition } from './document';
import { Operator, readOperator } from './operators';
import { readsVolatileKey } from './template';

/** A condition, prepared for many requests. */
export interface PreparedCondition {
  /** The condition key, in lower case. */
  key: string;
  /** Whether the outcome may differ between two requests that are the same. */
  isVolatile: boolean;
  holds: (context: ConditionContext) => boolean;
}

/** Whether a name is a condition operator, prefix and suffix included. */
export function isConditionOperator(name: string): boolean {
  return readOperator(name) !== undefined;
}

/** What holds for a key that the request does not have. */
function whenAbsent({ quantifier, isNegated, ifExists }: Operator): boolean {
  // ForAnyValue needs a value, and IfExists does not do away with that.
  return (
    quantifier !== 'ForAnyValue' &&
    (quantifier === 'ForAllValues' || isNegated || ifExists)
  );
}

function compile(
  condition: Condition,
  variables: boolean,
): PreparedCondition['holds'] {
  const key = condition.key.toLowerCase();
  const operator = readOperator(condition.operator);
  if (!operator) {
    return () => false;
  }
  const { family, isNegated, quantifier } = operator;
  if (!family) {
    const wanted = condition.values.map(value => value.toLowerCase());
    const [whenMissing, whenThere] = ['true', 'false'].map(text =>
      wanted.includes(text),
    );
    return context => (context.get(key)?.length ? whenThere : whenMissing);
  }
  const compare = family(condition.values, variables);
  const absent = whenAbsent(operator);
  // Several values without a set operator: one must match, or none may.
  const wantsEvery =
    quantifier === 'ForAllValues' || (isNegated && quantifier === undefined);
  return context => {
    const given = context.get(key);
    if (given === undefined || given.length === 0) {
      return absent;
    }
    const holdsFor = (value: string) => compare(value, context) !== isNegated;
    return wantsEvery ? given.every(holdsFor) : given.some(holdsFor);
  };
}

/**
 * Prepares a condition ("IAM JSON policy elements: Condition operators" and
 * "Set operators for multivalued context keys").
 *
 * @param variables - whether the policy's version knows policy variables
 */
export function prepareCondition(
  condition: Condition,
  variables: boolean,
): PreparedCondition {
  return {
    key: condition.key.toLowerCase(),
    isVolatile:
      isVolatileKey(condition.key.toLowerCase()) ||
      condition.values.some(value => readsVolatileKey(value, variables)),
    holds: compile(condition, variables),
  };
}

/** Whether one condition of a statement holds for a request. */
export function conditionHolds(
  condition: Condition,
  context: ConditionContext,
): boolean {
  return prepareCondition(condition, true).holds(context);
}

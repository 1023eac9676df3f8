import { PreparedCondition, prepareCondition } from './conditions';
import type { Policy, Statement } from './document';
import { compilePatterns, TextMatcher } from './pattern';
import { PreparedPrincipal, preparePrincipal } from './principal';
import { readsVolatileKey } from './template';

/** A statement, prepared for many requests. */
export interface PreparedStatement {
  isDeny: boolean;
  principalIsNegated: boolean;
  /** Takes the action in lower case. */
  matchesAction: TextMatcher;
  matchesResource: TextMatcher;
  /** Whether Resource has a variable that differs between equal requests. */
  resourceIsVolatile: boolean;
  conditions: PreparedCondition[];
  principal?: PreparedPrincipal;
}

const negatedIf = (isNegated: boolean, matcher: TextMatcher): TextMatcher =>
  isNegated ? (text, context) => !matcher(text, context) : matcher;

function prepare(statement: Statement): PreparedStatement {
  const { resources, hasVariables: variables } = statement;
  return {
    isDeny: statement.effect === 'Deny',
    principalIsNegated: statement.principalIsNegated,
    matchesAction: negatedIf(
      statement.actionIsNegated,
      compilePatterns(
        statement.actions.map(action => action.toLowerCase()),
        'text',
        { variables: false },
      ),
    ),
    matchesResource: resources
      ? negatedIf(
          statement.resourceIsNegated,
          compilePatterns(resources, 'resource', { variables }),
        )
      : () => true,
    resourceIsVolatile: (resources ?? []).some(text =>
      readsVolatileKey(text, variables),
    ),
    conditions: statement.conditions.map(condition =>
      prepareCondition(condition, variables),
    ),
    principal: statement.principal && preparePrincipal(statement.principal),
  };
}

/**
 * Policies are plain values, which can be kept and copied; what is prepared
 * from them lives here for as long as they do.
 */
const prepared = new WeakMap<Policy, readonly PreparedStatement[]>();

/** The statements of a policy, prepared when they are first asked for. */
export function preparedStatements(
  policy: Policy,
): readonly PreparedStatement[] {
  let result = prepared.get(policy);
  if (!result) {
    result = policy.statements.map(prepare);
    prepared.set(policy, result);
  }
  return result;
}

import { PreparedCondition, prepareCondition } from './conditions';
import type { Statement } from './document';
import { compilePatterns, TextMatcher } from './pattern';
import { PreparedPrincipal, preparePrincipal } from './principal';
import { readsVolatileKey } from './template';

/** A statement, prepared for many requests. */
export interface PreparedStatement {
  /** Takes the action in lower case. */
  matchesAction: TextMatcher;
  matchesResource: TextMatcher;
  /** Whether Resource has a variable that differs between equal requests. */
  resourceIsVolatile: boolean;
  conditions: PreparedCondition[];
  principal?: PreparedPrincipal;
}

const negatedIf =
  (isNegated: boolean, matcher: TextMatcher): TextMatcher =>
  (text, context) =>
    matcher(text, context) !== isNegated;

function prepare(statement: Statement): PreparedStatement {
  const { resources, hasVariables: variables } = statement;
  return {
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
 * Statements are plain values, which can be kept and copied; what is prepared
 * from them lives here for as long as they do.
 */
const prepared = new WeakMap<Statement, PreparedStatement>();

/** The prepared form of a statement, made when it is first asked for. */
export function preparedStatement(statement: Statement): PreparedStatement {
  let result = prepared.get(statement);
  if (!result) {
    result = prepare(statement);
    prepared.set(statement, result);
  }
  return result;
}

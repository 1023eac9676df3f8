import { Alternative } from './alternative';
import { isObject } from './json';
import { PatternProblem } from './problems';
import { parseWildcard, WildcardSyntaxError } from './wildcard';

/** Takes each problem as it is found. */
export type Report = (problem: PatternProblem) => void;

export const OPERATORS =
  'prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, cidr, exists';

export function wildcardIsValid(
  text: string,
  path: string,
  report: Report,
): boolean {
  try {
    parseWildcard(text);
    return true;
  } catch (error) {
    if (!(error instanceof WildcardSyntaxError)) throw error;
    report({
      path,
      code: 'bad-wildcard',
      message: error.message,
      mend: 'Use single asterisks; write \\* for an asterisk and \\\\ for a backslash',
    });
    return false;
  }
}

export function expectText(
  operator: string,
  operand: unknown,
  path: string,
  report: Report,
  build: (text: string) => Alternative | undefined,
): Alternative | undefined {
  if (typeof operand === 'string') return build(operand);
  report({
    path,
    code: 'bad-operand',
    message: `${operator} match pattern must be a string`,
    mend: `Write {"${operator}": "text"}`,
  });
  return undefined;
}

export function soleKey(
  value: unknown,
  path: string,
  report: Report,
): string | undefined {
  const keys = isObject(value) ? Object.keys(value) : [];
  if (keys.length === 1) return keys[0];
  report({
    path,
    code: keys.length === 0 ? 'empty-object' : 'several-operators',
    message:
      keys.length === 0
        ? 'Match expression name not found'
        : `Only one key allowed in match expression, found ${keys.join(', ')}`,
    mend:
      keys.length === 0
        ? `Use one of ${OPERATORS}`
        : 'Give each operator its own object in the list',
  });
  return undefined;
}

export function memberOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

import { Alternative } from './alternative';
import { parseCidr } from './ipAddress';
import { isObject, isScalar } from './json';
import {
  expectText,
  memberOf,
  OPERATORS,
  Report,
  soleKey,
  wildcardIsValid,
} from './operands';
import { parseAnythingBut } from './parseAnythingBut';
import { parseNumeric } from './parseNumeric';

/**
 * Reads one member of a field's list ("Comparison operators for use in event patterns"). Reports what is wrong and returns
 * undefined when the member cannot be used.
 */
export function parseAlternative(
  member: unknown,
  path: string,
  report: Report,
): Alternative | undefined {
  if (isScalar(member)) {
    if (typeof member === 'number' && !Number.isFinite(member)) {
      report({
        path,
        code: 'bad-value',
        message: 'The number is too large to compare',
        mend: 'Use a number that fits a 64-bit float, or compare text',
      });
      return undefined;
    }
    return { kind: 'exact', value: member };
  }
  if (Array.isArray(member)) {
    report({
      path,
      code: 'bad-value',
      message: 'Match value must be String, number, true, false, or null',
      mend: 'Put the values straight into the field’s list, without a list inside it',
    });
    return undefined;
  }
  const operator = soleKey(member, path, report);
  if (operator === undefined) return undefined;
  return parseOperator(
    operator,
    memberOf(member, operator),
    `${path}.${operator}`,
    report,
  );
}

function parseOperator(
  operator: string,
  operand: unknown,
  path: string,
  report: Report,
): Alternative | undefined {
  switch (operator) {
    // Undocumented by EventBridge, but its matcher takes it, so deployed rules may hold it.
    case 'exactly':
      return expectText(operator, operand, path, report, value => ({
        kind: 'exact',
        value,
      }));
    case 'prefix':
    case 'suffix':
      return parseAffix(operator, operand, path, report);
    case 'equals-ignore-case':
      return expectText(operator, operand, path, report, text => ({
        kind: 'equals-ignore-case',
        text,
      }));
    case 'wildcard':
      return expectText(operator, operand, path, report, text =>
        wildcardIsValid(text, path, report)
          ? { kind: 'wildcard', text }
          : undefined,
      );
    case 'anything-but':
      return parseAnythingBut(operand, path, report);
    case 'numeric':
      return parseNumeric(operand, path, report);
    case 'cidr':
      return expectText(operator, operand, path, report, text => {
        try {
          parseCidr(text);
          return { kind: 'cidr', text };
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          report({
            path,
            code: 'bad-cidr',
            message: error.message,
            mend: 'Write an address block such as "10.0.0.0/24" or "2001:db8::/32"; match a single address as a plain value',
          });
          return undefined;
        }
      });
    case 'exists':
      if (typeof operand === 'boolean') {
        return { kind: 'exists', present: operand };
      }
      report({
        path,
        code: 'bad-operand',
        message: 'exists match pattern must be either true or false.',
        mend: 'Write {"exists": true} or {"exists": false}',
      });
      return undefined;
    default:
      report({
        path,
        code: 'unknown-operator',
        message: `Unrecognized match type ${operator}`,
        mend: `Use one of ${OPERATORS}; a field inside an object needs no list around the object`,
      });
      return undefined;
  }
}

function parseAffix(
  kind: 'prefix' | 'suffix',
  operand: unknown,
  path: string,
  report: Report,
): Alternative | undefined {
  if (!isObject(operand)) {
    return expectText(kind, operand, path, report, text => ({
      kind,
      text,
      ignoreCase: false,
    }));
  }
  const inner = soleKey(operand, path, report);
  if (inner === undefined) return undefined;
  if (inner !== 'equals-ignore-case') {
    report({
      path: `${path}.${inner}`,
      code: 'unknown-operator',
      message: `Unsupported ${kind} pattern: ${inner}`,
      mend: `Write {"${kind}": "text"} or {"${kind}": {"equals-ignore-case": "text"}}`,
    });
    return undefined;
  }
  return expectText(
    inner,
    memberOf(operand, inner),
    `${path}.${inner}`,
    report,
    text => ({ kind, text, ignoreCase: true }),
  );
}

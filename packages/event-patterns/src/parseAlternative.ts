import { Alternative, AnythingButOf, Bound, Scalar } from './alternative';
import { parseCidr } from './ipAddress';
import { PatternProblem, PatternProblemCode } from './problems';
import { parseWildcard, WildcardSyntaxError } from './wildcard';

type Report = (problem: PatternProblem) => void;

const OPERATORS =
  'prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, cidr, exists';

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

function parseAnythingBut(
  operand: unknown,
  path: string,
  report: Report,
): Alternative | undefined {
  if (!isObject(operand)) {
    return anythingButValues('value', operand, path, report);
  }
  const inner = soleKey(operand, path, report);
  switch (inner) {
    case undefined:
      return undefined;
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
    case 'wildcard':
      return anythingButValues(
        inner,
        memberOf(operand, inner),
        `${path}.${inner}`,
        report,
      );
    default:
      report({
        path: `${path}.${inner}`,
        code: 'unknown-operator',
        message: `Unsupported anything-but pattern: ${inner}`,
        mend: 'anything-but takes text, numbers, or one of prefix, suffix, equals-ignore-case, wildcard',
      });
      return undefined;
  }
}

function anythingButValues(
  of: AnythingButOf,
  operand: unknown,
  path: string,
  report: Report,
): Alternative | undefined {
  const bad = (code: PatternProblemCode, message: string, mend: string) => {
    report({ path, code, message, mend });
    return undefined;
  };
  const values: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (values.length === 0) {
    return bad(
      'empty-array',
      'Empty arrays are not allowed',
      'Name at least one value to leave out',
    );
  }
  const texts = values.filter(value => typeof value === 'string') as string[];
  if (of !== 'value') {
    if (texts.length !== values.length) {
      return bad(
        'bad-operand',
        `anything-but ${of} match pattern must be a string or a list of strings`,
        `Write {"anything-but": {"${of}": "text"}}`,
      );
    }
    if ((of === 'prefix' || of === 'suffix') && texts.includes('')) {
      return bad(
        'bad-operand',
        'Null prefix/suffix not allowed',
        `Give the ${of} at least one character`,
      );
    }
    if (
      of === 'wildcard' &&
      !texts.every(text => wildcardIsValid(text, path, report))
    ) {
      return undefined;
    }
    return { kind: 'anything-but', of, values: texts };
  }
  const numbers = values.filter(
    value => typeof value === 'number' && Number.isFinite(value),
  ) as number[];
  if (texts.length !== values.length && numbers.length !== values.length) {
    return bad(
      'bad-operand',
      'Inside anything but list, either all values are number or string, mixed type is not supported',
      'List only strings or only numbers; leave out null, true and false',
    );
  }
  return {
    kind: 'anything-but',
    of,
    values: texts.length > 0 ? texts : numbers,
  };
}

const NUMERIC_MEND =
  'Write {"numeric": ["=", 5]}, {"numeric": [">", 0]} or {"numeric": [">", 0, "<=", 5]}';

function parseNumeric(
  operand: unknown,
  path: string,
  report: Report,
): Alternative | undefined {
  const bad = (message: string) => {
    report({ path, code: 'bad-numeric', message, mend: NUMERIC_MEND });
    return undefined;
  };
  if (!Array.isArray(operand)) return bad('Value of numeric must be an array.');
  const terms: unknown[] = operand;
  const [operator, value, operator2, value2] = terms;
  if (
    typeof operator !== 'string' ||
    !['=', '<', '<=', '>', '>='].includes(operator)
  ) {
    return bad(
      `Unrecognized numeric range operator: ${
        JSON.stringify(operator) ?? 'none'
      }`,
    );
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return bad(
      `Value of ${operator === '=' ? 'equals' : operator} must be numeric`,
    );
  }
  const bound: Bound = { value, inclusive: operator.endsWith('=') };
  const opensRange = operator.startsWith('>');
  if (terms.length > 2 && !opensRange) {
    return bad('Too many elements in numeric expression');
  }
  if (operator === '=') return { kind: 'numeric', lower: bound, upper: bound };
  if (!opensRange) return { kind: 'numeric', upper: bound };
  if (terms.length === 2) return { kind: 'numeric', lower: bound };
  if (operator2 !== '<' && operator2 !== '<=') {
    return bad(`Bad numeric range operator: ${JSON.stringify(operator2)}`);
  }
  if (typeof value2 !== 'number' || !Number.isFinite(value2)) {
    return bad(`Value of ${operator2} must be numeric`);
  }
  if (terms.length > 4) {
    return bad('Too many terms in numeric range expression');
  }
  if (value >= value2) return bad('Bottom must be less than top');
  return {
    kind: 'numeric',
    lower: bound,
    upper: { value: value2, inclusive: operator2 === '<=' },
  };
}

function wildcardIsValid(text: string, path: string, report: Report): boolean {
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

function expectText(
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

function soleKey(
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

export function isScalar(value: unknown): value is Scalar {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

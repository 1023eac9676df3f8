import { Alternative, Bound } from './alternative';
import { Report } from './operands';

const NUMERIC_MEND =
  'Write {"numeric": ["=", 5]}, {"numeric": [">", 0]} or {"numeric": [">", 0, "<=", 5]}';

/** Reads the operand of `numeric`: one comparison, or a lower and an upper bound. */
export function parseNumeric(
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

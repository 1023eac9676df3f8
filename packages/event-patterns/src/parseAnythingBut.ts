import { Alternative, AnythingButOf } from './alternative';
import { isObject } from './json';
import { memberOf, Report, soleKey, wildcardIsValid } from './operands';
import { PatternProblemCode } from './problems';

/** Reads the operand of `anything-but`: values, or an operator over text. */
export function parseAnythingBut(
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

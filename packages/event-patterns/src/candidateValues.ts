import { Alternative, Scalar } from './alternative';
import { Budget } from './commonText';
import { commonValue } from './commonValue';
import { firstAddress, parseCidr } from './ipAddress';
import { valueTest } from './matchAlternative';
import { parseWildcard } from './wildcard';

/** Readable values to try where a pattern leaves the choice open. */
const OPEN_CHOICE: readonly Scalar[] = ['example', 'sample', 1, 0, true, null];

/** What a found value may be: `absent` means that the field must have none. */
export type Choice = { value: Scalar } | 'absent';

/**
 * Looks for a value that passes one alternative of every group: a readable one, or else any. Finding none does not prove that
 * there is none.
 */
export function findValue(
  groups: readonly (readonly Alternative[])[],
  isText = false,
  budget?: Budget,
): Choice | undefined {
  const tests = groups.map(group => {
    const passes = group.map(valueTest);
    return (value: Scalar) => passes.some(test => test(value));
  });
  for (const value of candidates(groups.flat())) {
    const mayBe = !isText || typeof value === 'string';
    if (mayBe && tests.every(test => test(value))) return { value };
  }
  if (groups.every(mayBeAbsent)) return 'absent';
  const common = commonValue(groups, isText, budget);
  return typeof common === 'object' ? common : undefined;
}

/** Whether a field with these alternatives may have no value. */
export function mayBeAbsent(alternatives: readonly Alternative[]): boolean {
  return alternatives.some(one => one.kind === 'exists' && !one.present);
}

function candidates(alternatives: readonly Alternative[]): Scalar[] {
  const starts = new Set(['']);
  const middles = new Set(['']);
  const ends = new Set(['']);
  const values: Scalar[] = [];
  const numbers: number[] = [];
  for (const alternative of alternatives) {
    switch (alternative.kind) {
      case 'exact':
        values.push(alternative.value);
        if (typeof alternative.value === 'number') {
          numbers.push(alternative.value);
        }
        break;
      case 'prefix':
        starts.add(alternative.text);
        break;
      case 'suffix':
        ends.add(alternative.text);
        break;
      case 'equals-ignore-case':
        values.push(
          alternative.text,
          alternative.text.toLowerCase(),
          alternative.text.toUpperCase(),
        );
        break;
      case 'wildcard': {
        const parts = parseWildcard(alternative.text);
        starts.add(parts[0]);
        ends.add(parts[parts.length - 1]);
        middles.add(parts.slice(1, -1).join('-'));
        values.push(parts.join('-'), parts.join(''));
        break;
      }
      case 'numeric':
        for (const bound of [alternative.lower, alternative.upper]) {
          if (bound) numbers.push(bound.value);
        }
        break;
      case 'cidr':
        values.push(firstAddress(parseCidr(alternative.text)));
        break;
      default:
        break;
    }
  }
  values.push(...between(numbers));
  const texts: string[] = [];
  for (const start of starts) {
    for (const middle of middles) {
      for (const end of ends) {
        const bare = `${start}${middle}${end}`;
        const padded = `${start}${middle || 'example'}${end}`;
        // `ORD-` and `.png` ask for something beside them, a whole word does not.
        const asksForMore = /[^\p{L}\p{N}]$/u.test(start) || /^\./.test(end);
        texts.push(
          ...(asksForMore ? [padded, bare] : [bare, padded]),
          `${start}-${middle}-${end}`,
          `${start}${middle}zq7${end}`,
        );
      }
    }
  }
  return [...values, ...texts.filter(text => text !== ''), ...OPEN_CHOICE, ''];
}

/** The numbers themselves, whole numbers beside them, and points between neighbours. */
function between(numbers: readonly number[]): number[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const near = sorted.flatMap(number => [
    number,
    Math.floor(number) + 1,
    Math.ceil(number) - 1,
  ]);
  const middles = sorted
    .slice(1)
    .map((number, index) => sorted[index] / 2 + number / 2);
  const ends = sorted.length
    ? [sorted[0] * 2 - 1, sorted[sorted.length - 1] * 2 + 1]
    : [];
  return [...near, ...middles, ...ends].filter(Number.isFinite);
}

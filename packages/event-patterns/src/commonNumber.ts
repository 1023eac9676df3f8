import { Alternative } from './alternative';
import { valueTest } from './matchAlternative';

/** A number that matches every alternative, or `none` if there is none among 64-bit floats. */
export function commonNumber(
  alternatives: readonly Alternative[],
): { number: number } | 'none' {
  const tests = alternatives.map(valueTest);
  // Between two neighbouring limits all numbers fare alike, so one of each stretch decides.
  const limits = [...new Set(alternatives.flatMap(limitsOf))].sort(
    (a, b) => a - b,
  );
  const number = [
    ...limits,
    ...limits.flatMap((limit, index) => beside(limit, limits[index + 1])),
    ...limits.slice(0, 1).flatMap(limit => [limit - 1, -Number.MAX_VALUE]),
    ...(limits.length === 0 ? [1] : []),
  ].find(candidate => tests.every(test => test(candidate)));
  return number === undefined ? 'none' : { number };
}

/** Numbers above the limit and below the next, whole ones first. */
function beside(limit: number, next: number | undefined): number[] {
  if (next === undefined) {
    return [Math.floor(limit) + 1, Number.MAX_VALUE].filter(
      number => number > limit,
    );
  }
  return [Math.floor(limit) + 1, limit / 2 + next / 2].filter(
    number => number > limit && number < next,
  );
}

function limitsOf(alternative: Alternative): number[] {
  switch (alternative.kind) {
    case 'exact':
      return typeof alternative.value === 'number' ? [alternative.value] : [];
    case 'numeric':
      return [alternative.lower, alternative.upper].flatMap(bound =>
        bound ? [bound.value] : [],
      );
    case 'anything-but':
      return alternative.values.filter(
        (value): value is number => typeof value === 'number',
      );
    default:
      return [];
  }
}

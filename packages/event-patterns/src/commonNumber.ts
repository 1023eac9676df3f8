import { Alternative } from './alternative';
import { valueTest } from './matchAlternative';

/** A number that matches every alternative, or `none` if there is none among 64-bit floats. */
export function commonNumber(
  alternatives: readonly Alternative[],
): { number: number } | 'none' {
  const tests = alternatives.map(valueTest);
  const { limits, between } = stretches(alternatives);
  const number = [...limits, ...between].find(candidate =>
    tests.every(test => test(candidate)),
  );
  return number === undefined ? 'none' : { number };
}

/**
 * The numbers that decide: those the alternatives name, in order, and some of each stretch between, below and above them. All
 * numbers of a stretch fare alike.
 */
export function stretches(alternatives: readonly Alternative[]): {
  limits: number[];
  between: number[];
} {
  const limits = [...new Set(alternatives.flatMap(limitsOf))].sort(
    (a, b) => a - b,
  );
  const between = [-Infinity, ...limits].flatMap((limit, index) =>
    inside(limit, limits[index] ?? Infinity),
  );
  return { limits, between };
}

/** Numbers above one limit and below the next, whole ones first. */
function inside(limit: number, next: number): number[] {
  return [
    limit === -Infinity
      ? Math.ceil(Math.min(next, 2)) - 1
      : Math.floor(limit) + 1,
    limit / 2 + next / 2,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
  ].filter(
    number => number > limit && number < next && Number.isFinite(number),
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

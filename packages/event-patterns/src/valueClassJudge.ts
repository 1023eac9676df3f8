import { Alternative, Scalar } from './alternative';
import { Budget, commonText } from './commonText';
import { commonNumber, stretches } from './commonNumber';
import { parseIp } from './ipAddress';
import { valueTest } from './matchAlternative';
import { oppositeOf, refusedBy } from './opposites';
import { textShape } from './textShape';
import {
  inRange,
  mayHold,
  NumberClass,
  TextClass,
  ValueClass,
} from './valueClass';
import { parseWildcard } from './wildcard';

/** Whether a value of these classes may match one of the alternatives. False is proof that none does. */
export function mayPass(
  alternatives: readonly Alternative[],
  classes: readonly ValueClass[],
  budget: Budget,
): boolean {
  return classes.some(one =>
    alternatives.some(alternative => mayMatch(alternative, one, budget)),
  );
}

/** Whether every value of these classes is proven to match one of the alternatives. False means "not proven". */
export function mustPass(
  alternatives: readonly Alternative[],
  classes: readonly ValueClass[],
  budget: Budget,
): boolean {
  if (alternatives.some(one => one.kind === 'exists' && one.present)) {
    return true;
  }
  return classes.every(one => {
    switch (one.kind) {
      case 'values':
        return one.values.every(value => passesAny(alternatives, value));
      case 'number':
        return coversNumbers(alternatives, one);
      default:
        return coversTexts(alternatives, one, budget);
    }
  });
}

export function passesAny(
  alternatives: readonly Alternative[],
  value: Scalar,
): boolean {
  return alternatives.some(alternative => valueTest(alternative)(value));
}

function mayMatch(
  alternative: Alternative,
  one: ValueClass,
  budget: Budget,
): boolean {
  if (alternative.kind === 'exists') return alternative.present;
  if (one.kind === 'values') {
    return one.values.some(valueTest(alternative));
  }
  if (alternative.kind === 'exact') {
    const { value } = alternative;
    // An address has several spellings, any of which may be allowed.
    const isAddress = typeof value === 'string' && parseIp(value) !== undefined;
    return isAddress ? one.kind === 'text' : mayHold(one, value);
  }
  return one.kind === 'number'
    ? mayMatchNumber(alternative, one)
    : mayMatchText(alternative, one, budget);
}

function mayMatchNumber(alternative: Alternative, one: NumberClass): boolean {
  if (alternative.kind !== 'numeric' && alternative.kind !== 'anything-but') {
    return false;
  }
  const all: Alternative[] = [
    alternative,
    { kind: 'numeric', lower: one.lower, upper: one.upper },
    ...(one.excluded.length > 0
      ? [
          {
            kind: 'anything-but' as const,
            of: 'value' as const,
            values: [...one.excluded],
          },
        ]
      : []),
  ];
  return commonNumber(all) !== 'none' && holdsMultiple(alternative, one);
}

/** Whether a multiple lies where the numbers of both do; for whole factors only, since fractions are not exact. */
function holdsMultiple(alternative: Alternative, one: NumberClass): boolean {
  const factors = one.multiplesOf.filter(factor => Number.isInteger(factor));
  if (alternative.kind !== 'numeric') return true;
  return factors.every(factor => {
    const from = Math.max(
      alternative.lower?.value ?? -Infinity,
      one.lower?.value ?? -Infinity,
    );
    const to = Math.min(
      alternative.upper?.value ?? Infinity,
      one.upper?.value ?? Infinity,
    );
    if (!Number.isFinite(from) || !Number.isFinite(to)) return true;
    if (Math.max(Math.abs(from), Math.abs(to)) > Number.MAX_SAFE_INTEGER / 2) {
      return true;
    }
    const first = Math.ceil(from / factor) * factor;
    // The first may be an open bound, so the next is tried too.
    return (
      [first, first + factor, first + 2 * factor].some(
        number => valueTest(alternative)(number) && mayHold(one, number),
      ) || to - first > 3 * factor
    );
  });
}

function mayMatchText(
  alternative: Alternative,
  one: TextClass,
  budget: Budget,
): boolean {
  if (alternative.kind === 'numeric') return false;
  const { shortest, longest } = lengthsOf(alternative);
  if (shortest > one.maxLength || longest < one.minLength) return false;
  return commonText([alternative, ...textShape(one)], budget) !== 'none';
}

/** Bounds of how many characters a matching text has. */
function lengthsOf(alternative: Alternative): {
  shortest: number;
  longest: number;
} {
  switch (alternative.kind) {
    case 'prefix':
    case 'suffix':
      return {
        // Forms of other case may be shorter, by a third at most.
        shortest: alternative.ignoreCase ? 0 : charactersOf(alternative.text),
        longest: Infinity,
      };
    case 'wildcard': {
      const parts = parseWildcard(alternative.text);
      const shortest = charactersOf(parts.join(''));
      return { shortest, longest: parts.length === 1 ? shortest : Infinity };
    }
    default:
      return { shortest: 0, longest: Infinity };
  }
}

function charactersOf(text: string): number {
  return [...text].length;
}

function coversNumbers(
  alternatives: readonly Alternative[],
  one: NumberClass,
): boolean {
  const range: Alternative = {
    kind: 'numeric',
    lower: one.lower,
    upper: one.upper,
  };
  const { limits, between } = stretches([range, ...alternatives]);
  return (
    limits
      .filter(number => mayHold(one, number))
      .every(number => passesAny(alternatives, number)) &&
    // Between limits all numbers fare alike, whether or not these very ones are multiples.
    between
      .filter(number => inRange(one, number))
      .every(number => passesAny(alternatives, number))
  );
}

/** Every text passes if none of the class escapes all alternatives. */
function coversTexts(
  alternatives: readonly Alternative[],
  one: TextClass,
  budget: Budget,
): boolean {
  const escapes = alternatives.flatMap(oppositeOf);
  const takesIn = alternatives.some(
    alternative =>
      alternative.kind === 'anything-but' &&
      alternative.values.every(
        value => !mayMatch(refusedBy(alternative.of, value), one, budget),
      ),
  );
  return (
    takesIn ||
    (escapes.length > 0 &&
      commonText([...escapes, ...textShape(one)], budget) === 'none')
  );
}

import { Alternative } from './alternative';
import { ENVELOPE_FIELDS } from './envelope';
import { branches, EventPattern } from './parsePattern';
import { PatternProblem } from './problems';

/** Older AWS documentation promises numeric matching within these limits only ("numeric matching": ±5 billion, 6 decimals). */
const LARGEST_PROMISED = 5e9;
const DECIMALS_PROMISED = 6;

/**
 * What EventBridge accepts but probably does not do what was meant: fields no event has, or numbers compared with less precision
 * than written. None of it stops the pattern from being used.
 *
 * @public
 */
export function warnPattern(pattern: EventPattern): PatternProblem[] {
  const warnings = new Map<string, PatternProblem>();
  for (const branch of branches(pattern)) {
    for (const [path, alternatives] of branch) {
      for (const warning of warnField(path, alternatives)) {
        warnings.set(`${warning.path} ${warning.code}`, warning);
      }
    }
  }
  return [...warnings.values()];
}

function warnField(
  path: string,
  alternatives: readonly Alternative[],
): PatternProblem[] {
  const [top] = path.split('.');
  const warnings: PatternProblem[] = [];
  const mayBeAbsent = alternatives.some(
    alternative => alternative.kind === 'exists' && !alternative.present,
  );
  if (!ENVELOPE_FIELDS.has(top) && !mayBeAbsent) {
    warnings.push({
      path,
      code: 'never-matches',
      message: `No event has a top-level field "${top}", so the pattern never matches`,
      mend: `Put it inside "detail", or use one of ${[...ENVELOPE_FIELDS].join(
        ', ',
      )}`,
    });
  }
  const imprecise = alternatives.flatMap(numbersOf).filter(isImprecise);
  if (imprecise.length > 0) {
    warnings.push({
      path,
      code: 'imprecise-number',
      message: `${imprecise.join(
        ', ',
      )} lies outside what AWS promises to compare exactly`,
      mend: 'Stay within ±5,000,000,000 and 6 decimals, or send the value as text',
    });
  }
  return warnings;
}

function numbersOf(alternative: Alternative): number[] {
  switch (alternative.kind) {
    case 'exact':
      return typeof alternative.value === 'number' ? [alternative.value] : [];
    case 'anything-but':
      return alternative.values.filter(
        (value): value is number => typeof value === 'number',
      );
    case 'numeric':
      return [alternative.lower, alternative.upper].flatMap(bound =>
        bound ? [bound.value] : [],
      );
    default:
      return [];
  }
}

function isImprecise(value: number): boolean {
  return (
    Math.abs(value) > LARGEST_PROMISED ||
    Number(value.toFixed(DECIMALS_PROMISED)) !== value
  );
}

import { Alternative } from './alternative';
import { EventContract } from './analysis';
import { describeAlternatives } from './describe';
import { ENVELOPE_TEXT_FIELDS } from './envelope';
import { parseIp } from './ipAddress';
import { PatternFinding } from './lintFindings';
import { valueTest } from './matchAlternative';

/** Older AWS documentation promises numeric matching within these limits only ("Numeric matching": ±5 billion, 6 decimals). */
const LARGEST_PROMISED = 5e9;
const DECIMALS_PROMISED = 6;

/** What is surprising about the values listed for one field. */
export function lintValues(
  path: string,
  alternatives: readonly Alternative[],
  _contract: EventContract,
): PatternFinding[] {
  return [
    ...impreciseNumbers(path, alternatives),
    ...neverText(path, alternatives),
    ...needless(path, alternatives),
  ];
}

function impreciseNumbers(
  path: string,
  alternatives: readonly Alternative[],
): PatternFinding[] {
  const imprecise = alternatives.flatMap(numbersOf).filter(isImprecise);
  return imprecise.length === 0
    ? []
    : [
        {
          path,
          code: 'imprecise-number',
          message: `${imprecise.join(
            ', ',
          )} lies outside what AWS promises to compare exactly`,
          mend: 'Stay within ±5,000,000,000 and 6 decimals, or send the value as text',
        },
      ];
}

function neverText(
  path: string,
  alternatives: readonly Alternative[],
): PatternFinding[] {
  if (!ENVELOPE_TEXT_FIELDS.has(path)) return [];
  const wrong = alternatives.filter(
    alternative =>
      alternative.kind === 'numeric' ||
      (alternative.kind === 'exact' && typeof alternative.value !== 'string') ||
      (alternative.kind === 'exists' && !alternative.present),
  );
  return wrong.length === 0
    ? []
    : [
        {
          path,
          code: 'never-matches',
          message: `"${path}" is always text, so it never ${describeAlternatives(
            wrong,
          )}`,
          mend:
            path === 'account'
              ? 'Write the account number as text: ["123456789012"]'
              : 'Compare with text',
        },
      ];
}

function needless(
  path: string,
  alternatives: readonly Alternative[],
): PatternFinding[] {
  const needlessOnes = alternatives.filter((one, index) =>
    alternatives.some(
      (other, at) =>
        at !== index &&
        takesAllOf(other, one) &&
        // Of two that say the same, the first stays.
        (at < index || !takesAllOf(one, other)),
    ),
  );
  return needlessOnes.length === 0
    ? []
    : [
        {
          path,
          code: 'redundant-value',
          message: `Another value of the list already matches whatever ${describeAlternatives(
            needlessOnes,
          )}`,
          mend: 'Leave it out, or make the other value narrower',
        },
      ];
}

/** Proof that every value `inner` matches, `outer` matches too. False means "not proven". */
function takesAllOf(outer: Alternative, inner: Alternative): boolean {
  if (JSON.stringify(outer) === JSON.stringify(inner)) return true;
  if (inner.kind === 'exists') return false;
  if (outer.kind === 'exists') return outer.present;
  if (inner.kind === 'exact') {
    // An address has several spellings, so testing one of them proves nothing about the others.
    const isAddress =
      typeof inner.value === 'string' && parseIp(inner.value) !== undefined;
    return (
      (!isAddress || outer.kind === 'cidr') && valueTest(outer)(inner.value)
    );
  }
  if (inner.kind === 'prefix' || inner.kind === 'suffix') {
    return (
      outer.kind === inner.kind &&
      (outer.ignoreCase || !inner.ignoreCase) &&
      valueTest(outer)(inner.text)
    );
  }
  return false;
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

import { Alternative } from './alternative';
import { Budget } from './commonText';
import { commonValue } from './commonValue';
import { PathFacts } from './contractPaths';
import { describeAlternatives } from './describe';
import { ENVELOPE_TEXT_FIELDS } from './envelope';
import { PatternFinding } from './lintFindings';
import { refusedBy } from './opposites';
import { takesAllOf } from './takesAllOf';

/** Older AWS documentation promises numeric matching within these limits only ("Numeric matching": ±5 billion, 6 decimals). */
const LARGEST_PROMISED = 5e9;
const DECIMALS_PROMISED = 6;

/** Steps of reading texts for one field. */
const MAX_STEPS = 100_000;

/** What is surprising about the values listed for one field. */
export function lintValues(
  path: string,
  alternatives: readonly Alternative[],
  facts: PathFacts | undefined,
): PatternFinding[] {
  return [
    ...impreciseNumbers(path, alternatives),
    ...neverText(path, alternatives),
    ...needless(path, alternatives),
    ...leavesNothingOut(path, alternatives),
    ...onList(path, alternatives, facts),
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
  const budget: Budget = { steps: MAX_STEPS };
  const needlessOnes = alternatives.filter((one, index) =>
    alternatives.some(
      (other, at) =>
        at !== index &&
        takesAllOf(other, one, budget) &&
        // Of two that say the same, the first stays.
        (at < index || !takesAllOf(one, other, budget)),
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

/** The values of a list are joined by "or", which undoes several `anything-but`. */
function leavesNothingOut(
  path: string,
  alternatives: readonly Alternative[],
): PatternFinding[] {
  const asksBoth = [true, false].every(present =>
    alternatives.some(one => one.kind === 'exists' && one.present === present),
  );
  if (asksBoth) {
    return [
      {
        path,
        code: 'always-true',
        message: 'The field may be present or absent, so nothing is left out',
        mend: 'Leave the field out of the pattern, or ask for one of the two',
      },
    ];
  }
  const refused = alternatives.flatMap(one =>
    one.kind === 'anything-but'
      ? [one.values.map(value => refusedBy(one.of, value))]
      : [],
  );
  const budget: Budget = { steps: MAX_STEPS };
  const undone = refused.some((one, index) =>
    refused
      .slice(index + 1)
      .some(other => commonValue([one, other], false, budget) === 'none'),
  );
  return undone
    ? [
        {
          path,
          code: 'always-true',
          message:
            'The values of a list are joined by “or”: what one anything-but leaves out, another takes in, so every value matches',
          mend: 'Put what is not wanted into one list: {"anything-but": ["a", "b"]}',
        },
      ]
    : [];
}

function onList(
  path: string,
  alternatives: readonly Alternative[],
  facts: PathFacts | undefined,
): PatternFinding[] {
  if (!alternatives.some(({ kind }) => kind === 'anything-but')) return [];
  const isList = path === 'resources' || facts?.holdsList === true;
  return isList
    ? [
        {
          path,
          code: 'anything-but-list',
          message: `"${path}" holds a list, and anything-but matches as soon as one element differs, whatever the others are`,
          mend: 'Ask for the elements that are wanted, or have the event say in a field of its own what is left out',
        },
      ]
    : [];
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

import { Alternative } from './alternative';
import { PatternFinding } from './lintFindings';
import { parseWildcard } from './wildcard';
import { wildcardCost } from './wildcardCost';

/** EventBridge does not publish where it draws the line; rules below this have not been heard of as refused. */
const COSTLY = 11;

/** What is costly about the wildcards of one field. */
export function lintWildcards(
  path: string,
  alternatives: readonly Alternative[],
): PatternFinding[] {
  return [...needlessOnes(path, alternatives), ...costly(path, alternatives)];
}

function needlessOnes(
  path: string,
  alternatives: readonly Alternative[],
): PatternFinding[] {
  const swaps = alternatives.flatMap(alternative =>
    alternative.kind === 'wildcard' ? cheaper(alternative.text) : [],
  );
  return swaps.length === 0
    ? []
    : [
        {
          path,
          code: 'wildcard-unneeded',
          message:
            'The wildcard says no more than a cheaper operator; a bus takes 30 rules with wildcards ("Amazon EventBridge quotas")',
          mend: `Write ${swaps.join(', ')}`,
        },
      ];
}

function costly(
  path: string,
  alternatives: readonly Alternative[],
): PatternFinding[] {
  const texts = alternatives.flatMap(alternative => {
    if (alternative.kind === 'wildcard') return [alternative.text];
    return alternative.kind === 'anything-but' && alternative.of === 'wildcard'
      ? alternative.values.map(String)
      : [];
  });
  return wildcardCost(texts, COSTLY) < COSTLY
    ? []
    : [
        {
          path,
          code: 'wildcard-cost',
          message:
            'A text can be at many places of these wildcards at once, so EventBridge may refuse the rule as too complex',
          mend: 'Use fewer asterisks, begin with fixed text, or avoid repeating characters after an asterisk',
        },
      ];
}

/** The same without a wildcard, where that is possible. */
function cheaper(text: string): string[] {
  const parts = parseWildcard(text);
  if (parts.length === 1) return [JSON.stringify(parts[0])];
  if (parts.length > 2) return [];
  const [start, end] = parts;
  if (start === '') return [`{"suffix": ${JSON.stringify(end)}}`];
  return end === '' ? [`{"prefix": ${JSON.stringify(start)}}`] : [];
}

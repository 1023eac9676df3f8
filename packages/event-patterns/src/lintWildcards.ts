import { Alternative } from './alternative';
import { PatternFinding } from './lintFindings';
import { parseWildcard } from './wildcard';

/** What is costly about the wildcards of one field. */
export function lintWildcards(
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
            'The wildcard says no more than a cheaper operator; a bus takes 30 rules with wildcards',
          mend: `Write ${swaps.join(', ')}`,
        },
      ];
}

function cheaper(text: string): string[] {
  const parts = parseWildcard(text);
  if (parts.length === 1) return [JSON.stringify(parts[0])];
  if (parts.length > 2) return [];
  const [start, end] = parts;
  if (start === '' && end === '') return ['{"exists": true}'];
  if (start === '') return [`{"suffix": ${JSON.stringify(end)}}`];
  return end === '' ? [`{"prefix": ${JSON.stringify(start)}}`] : [];
}

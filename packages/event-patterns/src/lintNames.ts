import { Alternative, Branch } from './alternative';
import { PathFacts } from './contractPaths';
import { ENVELOPE_FIELDS } from './envelope';
import { PatternFinding } from './lintFindings';

/** Words that a field is rarely called, and that were probably meant as an operator. */
const OPERATOR_WORDS: ReadonlySet<string> = new Set([
  'exactly',
  'prefix',
  'suffix',
  'equals-ignore-case',
  'wildcard',
  'anything-but',
  'numeric',
  'cidr',
  'exists',
]);

/** What is surprising about a field's place in the event. */
export function lintNames(
  path: string,
  alternatives: readonly Alternative[],
  branch: Branch,
  facts: PathFacts | undefined,
): PatternFinding[] {
  const steps = path.split('.');
  const [top] = steps;
  if (facts?.named && facts.possible.length > 0) return [];

  const operator = steps.find(step => OPERATOR_WORDS.has(step));
  if (operator !== undefined && !facts?.named) {
    const field = steps.slice(0, steps.indexOf(operator)).join('.');
    return [
      {
        path,
        code: 'operator-as-field',
        message: `EventBridge reads "${operator}" as the name of a field here, not as an operator`,
        mend: `Put the operator in a list: {"${
          steps[steps.indexOf(operator) - 1] ?? 'field'
        }": [{"${operator}": …}]}${
          field ? '' : ', inside the field it is meant for'
        }`,
      },
    ];
  }
  if (steps.includes('$or')) {
    return [
      {
        path,
        code: 'or-as-field',
        message: 'EventBridge reads "$or" as the name of a field here',
        mend: 'List two or more objects with field names other than operators; only then does $or mean “or”',
      },
    ];
  }

  const mayBeAbsent = alternatives.some(isAbsence);
  if (!mayBeAbsent) return neverThere(path, top);
  const isObject =
    path === 'detail' ||
    (facts?.named && facts.possible.length === 0) ||
    [...branch.keys()].some(other => other.startsWith(`${path}.`));
  return isObject
    ? [
        {
          path,
          code: 'absent-object',
          message: `"${path}" holds an object, and {"exists": false} looks at values only, so it matches although the object is there`,
          mend: 'Ask for the absence of a field inside the object',
        },
      ]
    : [];
}

function neverThere(path: string, top: string): PatternFinding[] {
  if (!ENVELOPE_FIELDS.has(top)) {
    return [
      {
        path,
        code: 'never-matches',
        message: `No event has a top-level field "${top}", so the pattern never matches`,
        mend: `Put it inside "detail", or use one of ${[
          ...ENVELOPE_FIELDS,
        ].join(', ')}`,
      },
    ];
  }
  if (path === 'detail') {
    return [
      {
        path,
        code: 'never-matches',
        message:
          '"detail" always holds an object, so no value in its list ever matches',
        mend: 'Name a field inside "detail"',
      },
    ];
  }
  if (top !== 'detail' && path !== top) {
    return [
      {
        path,
        code: 'never-matches',
        message: `"${top}" holds ${
          top === 'resources' ? 'a list of texts' : 'text'
        }, so it has no field inside`,
        mend: `List what "${top}" itself should be`,
      },
    ];
  }
  return [];
}

function isAbsence(alternative: Alternative): boolean {
  return alternative.kind === 'exists' && !alternative.present;
}

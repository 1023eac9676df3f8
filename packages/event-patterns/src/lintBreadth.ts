import { Alternative, Branch } from './alternative';
import { ENVELOPE_TEXT_FIELDS } from './envelope';
import { PatternFinding } from './lintFindings';

/** Fields that say where an event came from or how, not what it is about. */
const WHEREABOUTS: ReadonlySet<string> = new Set([
  'version',
  'account',
  'region',
]);

/** Whether the pattern as a whole takes in far more than most rules mean to. */
export function lintBreadth(all: readonly Branch[]): PatternFinding[] {
  const kinds = all.map(breadth);
  const [message] = [
    kinds.includes('everything') &&
      'The pattern matches every event on the bus',
    kinds.includes('whereabouts') &&
      'The pattern matches every event of an account or Region, whatever it is about',
    kinds.includes('presence') &&
      'The pattern asks only whether fields are there, of events from every source',
  ].filter(said => said !== false);
  return message === undefined
    ? []
    : [
        {
          path: '',
          code: 'catch-all',
          message,
          mend: 'Add the "source" and "detail-type" of the events that are meant, unless all are ("Best practices when defining Amazon EventBridge event patterns")',
        },
      ];
}

function breadth(
  branch: Branch,
): 'everything' | 'whereabouts' | 'presence' | 'narrow' {
  const fields = [...branch].filter(
    ([path, alternatives]) => !takesAny(path, alternatives),
  );
  if (fields.length === 0) return 'everything';
  if (fields.every(([path]) => WHEREABOUTS.has(path))) return 'whereabouts';
  const asksOnlyPresence = [...branch.values()].every(alternatives =>
    alternatives.every(({ kind }) => kind === 'exists'),
  );
  return asksOnlyPresence ? 'presence' : 'narrow';
}

/** Whether every event passes at this path. */
function takesAny(path: string, alternatives: readonly Alternative[]): boolean {
  const takes = (kind: Alternative['kind'], present: boolean) =>
    alternatives.some(
      alternative =>
        alternative.kind === kind &&
        (!('present' in alternative) || alternative.present === present),
    );
  if (takes('exists', true) && takes('exists', false)) return true;
  return ENVELOPE_TEXT_FIELDS.has(path) && alternatives.some(takesAnyText);
}

/** Whether every text passes. */
export function takesAnyText(alternative: Alternative): boolean {
  switch (alternative.kind) {
    case 'exists':
      return alternative.present;
    case 'prefix':
    case 'suffix':
      return alternative.text === '';
    case 'wildcard':
      return alternative.text === '*';
    default:
      return false;
  }
}

import { Alternative, Branch } from './alternative';
import { findValue, mayBeAbsent } from './candidateValues';
import { Budget } from './commonText';
import { ENVELOPE_FIELDS, ENVELOPE_TEXT_FIELDS } from './envelope';
import { removeAt, setAt, valueAt } from './eventPlaces';
import { isObject, isScalar } from './json';
import { valueTest } from './matchAlternative';

/**
 * Changes an event so that every field of all these branches has what it asks for: one value for all of them or, with `lists`, a
 * list of values where one does not do. Undefined if a field cannot be filled. Not yet proven to match, because fields inside
 * lists also depend on each other.
 */
export function fillEvent(
  event: Record<string, unknown>,
  wanted: readonly Branch[],
  options: { lists: boolean; budget?: Budget },
): Record<string, unknown> | undefined {
  const groups = new Map<string, (readonly Alternative[])[]>();
  for (const branch of wanted) {
    for (const [path, alternatives] of branch) {
      groups.set(path, [...(groups.get(path) ?? []), alternatives]);
    }
  }
  // A fixed order, so that the answer does not depend on which branch came first.
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, alternatives] of sorted) {
    if (!mayHoldValue(path)) {
      if (!alternatives.every(mayBeAbsent)) return undefined;
      continue;
    }
    const isText = ENVELOPE_TEXT_FIELDS.has(path);
    if (passesAll(valueAt(event, path), alternatives)) continue;
    const choice = findValue(alternatives, isText, options.budget);
    if (choice === 'absent') removeAt(event, path);
    else if (choice) setAt(event, path, choice.value);
    else if (isText || !options.lists) return undefined;
    else {
      const values = alternatives.map(group =>
        findValue([group], false, options.budget),
      );
      if (!values.every(value => typeof value === 'object')) return undefined;
      setAt(
        event,
        path,
        values.map(({ value }) => value),
      );
    }
  }
  return event;
}

function passesAll(
  present: unknown,
  groups: readonly (readonly Alternative[])[],
): boolean {
  return groups.every(group =>
    group.some(alternative => {
      if (present === undefined || isObject(present)) {
        return alternative.kind === 'exists' && !alternative.present;
      }
      return isScalar(present) && valueTest(alternative)(present);
    }),
  );
}

/**
 * Whether an event that EventBridge delivers can have a value at the path: of the envelope's own fields only, and not inside its
 * texts; `detail` itself is always an object ("AWS service event metadata").
 */
export function mayHoldValue(path: string): boolean {
  const [top] = path.split('.');
  if (top === 'detail') return path !== top;
  return ENVELOPE_FIELDS.has(top) && path === top;
}

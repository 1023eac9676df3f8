import { Alternative, Branch } from './alternative';
import { mayBeAbsent } from './candidateValues';
import { Budget } from './commonText';
import { commonValue } from './commonValue';
import { ENVELOPE_TEXT_FIELDS } from './envelope';
import { mayHoldValue } from './eventFill';

/** Proof that no event matches both branches. False means "not proven". */
export function branchesAreApart(
  a: Branch,
  b: Branch,
  singleValued: boolean,
  budget: Budget,
): boolean {
  return [...new Set([...a.keys(), ...b.keys()])].some(path => {
    const groups = [a.get(path), b.get(path)].filter(
      (group): group is readonly Alternative[] => group !== undefined,
    );
    const none = (those: typeof groups, isText = false) =>
      commonValue(those, isText, budget) === 'none';
    if (!mayHoldValue(path)) return !groups.every(mayBeAbsent);
    if (ENVELOPE_TEXT_FIELDS.has(path)) return none(groups, true);
    if (groups.some(group => !mayBeAbsent(group) && none([group]))) return true;
    if (groups.length < 2) return false;
    // Of a list of resources, which every event has, more than one value may be looked at.
    if (singleValued && path !== 'resources') {
      return !groups.every(mayBeAbsent) && none(groups);
    }
    return [
      [a, b],
      [b, a],
    ].some(
      ([one, other]) =>
        requiresAbsence(one, path) && !mayBeAbsent(other.get(path) ?? []),
    );
  });
}

/**
 * Whether the branch refuses any value at the path. Inside a list of objects, absence is judged against the element that other
 * fields chose, so another element may still have the value: then nothing is proven.
 */
function requiresAbsence(branch: Branch, path: string): boolean {
  const [top, second] = path.split('.');
  const shared = `${top}.${second}`;
  return (
    (branch.get(path) ?? []).every(
      one => one.kind === 'exists' && !one.present,
    ) &&
    ![...branch.keys()].some(
      other =>
        other !== path && (other === shared || other.startsWith(`${shared}.`)),
    )
  );
}

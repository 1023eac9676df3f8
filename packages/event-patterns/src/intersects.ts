import { Alternative, Branch } from './alternative';
import { compile } from './compile';
import { ENVELOPE_FIELDS, ENVELOPE_TEXT_FIELDS } from './envelope';
import { valueTest } from './matchAlternative';
import { branches, EventPattern } from './parsePattern';
import { parseIp } from './ipAddress';
import { exampleFor } from './sampleEvent';
import { parseWildcard } from './wildcard';

/** Patterns with many `$or`s make up to a million pairs; undecided beyond these. */
const MAX_PAIRS = 10_000;

/**
 * Whether some event matches both patterns.
 *
 * - `yes`: an event with one value at each path was found that matches both.
 * - `no`: it is proven that no event delivered by EventBridge can.
 * - `unknown`: not decided. Among these are patterns that only an event holding lists could satisfy together, such as
 *   `{"detail": {"x": ["a"]}}` and `{"detail": {"x": ["b"]}}`.
 *
 * @public
 */
export function intersects(
  a: EventPattern,
  b: EventPattern,
): 'yes' | 'no' | 'unknown' {
  const matchesA = compile(a);
  const matchesB = compile(b);
  let allDisjoint = true;
  let pairs = 0;
  for (const branchA of branches(a)) {
    for (const branchB of branches(b)) {
      if (++pairs > MAX_PAIRS) return 'unknown';
      if (areDisjoint(branchA, branchB)) continue;
      allDisjoint = false;
      const event = exampleFor([branchA, branchB]);
      if (event && matchesA(event) && matchesB(event)) return 'yes';
    }
  }
  return allDisjoint ? 'no' : 'unknown';
}

function areDisjoint(a: Branch, b: Branch): boolean {
  return [...new Set([...a.keys(), ...b.keys()])].some(path => {
    const inA = a.get(path);
    const inB = b.get(path);
    if (!ENVELOPE_FIELDS.has(path.split('.')[0])) {
      return [inA, inB].some(list => list && !list.some(isAbsence));
    }
    if (ENVELOPE_TEXT_FIELDS.has(path)) {
      return noTextFits(inA ?? inB ?? [], inB ?? inA ?? []);
    }
    return (
      inA !== undefined &&
      inB !== undefined &&
      ((requiresAbsence(a, path) && !inB.some(isAbsence)) ||
        (requiresAbsence(b, path) && !inA.some(isAbsence)))
    );
  });
}

function isAbsence(alternative: Alternative): boolean {
  return alternative.kind === 'exists' && !alternative.present;
}

/**
 * Whether the branch refuses any value at the path. Inside a list of objects, absence is judged against the element that
 * other fields chose, so another element may still have the value: then nothing is proven.
 */
function requiresAbsence(branch: Branch, path: string): boolean {
  const [top, second] = path.split('.');
  const shared = `${top}.${second}`;
  return (
    (branch.get(path) ?? []).every(isAbsence) &&
    ![...branch.keys()].some(
      other =>
        other !== path && (other === shared || other.startsWith(`${shared}.`)),
    )
  );
}

function noTextFits(
  a: readonly Alternative[],
  b: readonly Alternative[],
): boolean {
  return a.every(one => b.every(other => noTextFitsBoth(one, other)));
}

/** Proof that no text passes both. False means "not proven". */
function noTextFitsBoth(a: Alternative, b: Alternative): boolean {
  if (neverText(a) || neverText(b)) return true;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ]) {
    if (one.kind === 'exact' && typeof one.value === 'string') {
      // An address has several spellings, so testing one of them proves nothing.
      if (!parseIp(one.value)) return !valueTest(other)(one.value);
    }
    if (
      one.kind === 'anything-but' &&
      (one.of === 'prefix' || one.of === 'suffix') &&
      other.kind === one.of &&
      !other.ignoreCase &&
      !valueTest(one)(other.text)
    ) {
      return true;
    }
  }
  const { start: startA, end: endA } = edges(a);
  const { start: startB, end: endB } = edges(b);
  return (
    (!startA.startsWith(startB) && !startB.startsWith(startA)) ||
    (!endA.endsWith(endB) && !endB.endsWith(endA))
  );
}

function neverText(alternative: Alternative): boolean {
  return (
    alternative.kind === 'numeric' ||
    (alternative.kind === 'exact' && typeof alternative.value !== 'string') ||
    isAbsence(alternative)
  );
}

/** Text that every match starts and ends with. */
function edges(alternative: Alternative): { start: string; end: string } {
  if (alternative.kind === 'prefix' && !alternative.ignoreCase) {
    return { start: alternative.text, end: '' };
  }
  if (alternative.kind === 'suffix' && !alternative.ignoreCase) {
    return { start: '', end: alternative.text };
  }
  if (alternative.kind === 'wildcard') {
    const parts = parseWildcard(alternative.text);
    return { start: parts[0], end: parts[parts.length - 1] };
  }
  return { start: '', end: '' };
}

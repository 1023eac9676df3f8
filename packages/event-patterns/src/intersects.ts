import { Branch } from './alternative';
import { branchesAreApart } from './branchesApart';
import { Budget } from './commonText';
import { compile } from './compile';
import { fillEvent, mayHoldValue } from './eventFill';
import { isObject } from './json';
import { branches, EventPattern } from './parsePattern';
import { exampleEvent } from './sampleEvent';

/** Patterns with many `$or`s make up to a million pairs; undecided beyond these. */
const MAX_PAIRS = 10_000;

/** Steps of reading texts, shared by all pairs. */
const MAX_STEPS = 500_000;

/**
 * Which events {@link intersects} asks about.
 *
 * @public
 */
export interface IntersectsOptions {
  /**
   * Leaves out events that hold a list anywhere in their detail, or one field twice. In the others `{"x": ["a"]}` and
   * `{"x": ["b"]}` exclude each other, which an event with `"x": ["a", "b"]` does not let be said of all.
   */
  singleValued?: boolean;
}

/**
 * Whether some event matches both patterns. The answer is the same either way round.
 *
 * - `yes`: an event was found that matches both. If only an event holding a list does, as for `{"detail": {"x": ["a"]}}` and
 *   `{"detail": {"x": ["b"]}}`, that counts, unless `singleValued` leaves such events out.
 * - `no`: it is proven that no event delivered by EventBridge can.
 * - `unknown`: not decided.
 *
 * @public
 */
export function intersects(
  a: EventPattern,
  b: EventPattern,
  options: IntersectsOptions = {},
): 'yes' | 'no' | 'unknown' {
  const { singleValued = false } = options;
  // What is left undecided depends on the order of looking, so that is always the same.
  const [first, second] = [a, b].sort((one, other) =>
    JSON.stringify(one.source) < JSON.stringify(other.source) ? -1 : 1,
  );
  const matchesFirst = compile(first);
  const matchesSecond = compile(second);
  const budget: Budget = { steps: MAX_STEPS };
  let allApart = true;
  let pairs = 0;
  for (const branchA of branches(first)) {
    for (const branchB of branches(second)) {
      if (++pairs > MAX_PAIRS) return 'unknown';
      if (branchesAreApart(branchA, branchB, singleValued, budget)) continue;
      allApart = false;
      for (const event of candidates(branchA, branchB, singleValued, budget)) {
        if (matchesFirst(event) && matchesSecond(event)) return 'yes';
      }
    }
  }
  return allApart ? 'no' : 'unknown';
}

/** Events that may match both branches, plainest first. */
function* candidates(
  a: Branch,
  b: Branch,
  singleValued: boolean,
  budget: Budget,
): Generator<Record<string, unknown>> {
  const plain = fillEvent(exampleEvent(), [a, b], { lists: false, budget });
  if (plain) yield plain;
  if (singleValued) return;
  const withLists = fillEvent(exampleEvent(), [a, b], { lists: true, budget });
  if (withLists) yield withLists;
  const side = sideBySide(a, b, budget);
  if (side) yield side;
}

/**
 * What each branch asks of the detail in an object of its own, side by side in a list, where both ask for fields inside the same
 * object: then neither disturbs the other.
 */
function sideBySide(
  a: Branch,
  b: Branch,
  budget: Budget,
): Record<string, unknown> | undefined {
  const both = fillEvent(exampleEvent(), [envelopeOf(a), envelopeOf(b)], {
    lists: true,
    budget,
  });
  // Values are made in a fixed order, so that the answer does not depend on which branch came first.
  const details = [a, b].map(
    branch =>
      fillEvent(exampleEvent(), [detailOf(branch)], { lists: false, budget })
        ?.detail,
  );
  if (!both || !details.every(isObject)) return undefined;
  const names = new Set(details.flatMap(detail => Object.keys(detail)));
  const detail: Record<string, unknown> = {};
  for (const name of names) {
    const values = details.flatMap(one =>
      Object.hasOwn(one, name) ? [one[name]] : [],
    );
    Object.defineProperty(detail, name, {
      value: values.length > 1 ? values : values[0],
      enumerable: true,
    });
  }
  return { ...both, detail };
}

function envelopeOf(branch: Branch): Branch {
  return new Map([...branch].filter(([path]) => !path.startsWith('detail.')));
}

function detailOf(branch: Branch): Branch {
  return new Map(
    [...branch].filter(
      ([path]) => path.startsWith('detail.') && mayHoldValue(path),
    ),
  );
}

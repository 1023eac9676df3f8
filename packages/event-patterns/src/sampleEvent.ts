import { Alternative, Branch, Scalar } from './alternative';
import { findValue } from './candidateValues';
import { compile } from './compile';
import { ENVELOPE_FIELDS, ENVELOPE_TEXT_FIELDS } from './envelope';
import { isObject } from './json';
import { branches, EventPattern } from './parsePattern';

/**
 * Thrown when no event could be found that matches a pattern.
 *
 * @public
 */
export class NoMatchingEventError extends Error {
  readonly name = 'NoMatchingEventError';
}

/** What EventBridge puts around an event's detail. */
const EXAMPLE_EVENT = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'Example',
  source: 'example',
  account: '123456789012',
  time: '2026-01-01T00:00:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: {},
};

/**
 * An event that matches the pattern, for previews and test events. The base is kept as far as it already fits.
 *
 * @param base - event to start from; may lack envelope fields, which are filled in
 * @throws NoMatchingEventError if none could be found: the pattern may contradict itself or be too intricate
 * @public
 */
export function samplePatternEvent(
  pattern: EventPattern,
  base: object = {},
): Record<string, unknown> {
  const matches = compile(pattern);
  for (const branch of branches(pattern)) {
    const event = { ...EXAMPLE_EVENT, ...(copy(base) as object) };
    if (matches(event)) return event;
    const filled = fillBranch(event, [branch]);
    if (filled && matches(filled)) return filled;
  }
  throw new NoMatchingEventError(
    'No event could be found that matches this pattern',
  );
}

/** An event that gives every field of all these branches one fitting value, or undefined if a field has none. Unverified. */
export function exampleFor(
  wanted: readonly Branch[],
): Record<string, unknown> | undefined {
  return fillBranch(copy(EXAMPLE_EVENT) as Record<string, unknown>, wanted);
}

function fillBranch(
  event: Record<string, unknown>,
  wanted: readonly Branch[],
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
    const steps = path.split('.');
    if (!ENVELOPE_FIELDS.has(steps[0])) {
      // Always absent; fits only where absence is asked for.
      if (findValue(alternatives, () => false) !== 'absent') return undefined;
      continue;
    }
    const isText = ENVELOPE_TEXT_FIELDS.has(path);
    const present = valueAt(event, steps);
    const kept = findValue(alternatives, value => value === present);
    if (kept && kept !== 'absent') continue;
    const choice = findValue(
      alternatives,
      value => !isText || typeof value === 'string',
    );
    if (!choice) return undefined;
    if (choice === 'absent') removeAt(event, steps);
    else setAt(event, steps, choice.value);
  }
  return event;
}

function valueAt(root: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined,
    root,
  );
}

/** Sets a leaf; in a list, in its first object. Where text and object must share a path, a list holds both. */
function setAt(root: object, steps: readonly string[], value: Scalar): void {
  let holder: Record<string, unknown> = root as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) {
    const current = own(holder, step);
    let next: Record<string, unknown>;
    if (isObject(current)) {
      next = current;
    } else if (Array.isArray(current)) {
      const found: unknown = current.find(isObject);
      next = isObject(found) ? found : {};
      if (next !== found) current.push(next);
    } else {
      next = {};
      define(holder, step, current === undefined ? next : [current, next]);
    }
    holder = next;
  }
  const last = steps[steps.length - 1];
  const current = own(holder, last);
  if (isObject(current)) define(holder, last, [value, current]);
  else if (Array.isArray(current)) {
    define(holder, last, [value, ...current.filter(isObject)]);
  } else define(holder, last, value);
}

/** Removes the values at a path; objects stay, since to EventBridge they are no value. */
function removeAt(root: unknown, steps: readonly string[]): void {
  const [step, ...rest] = steps;
  if (Array.isArray(root)) {
    root.forEach(element => removeAt(element, steps));
  } else if (isObject(root) && Object.hasOwn(root, step)) {
    const value = root[step];
    if (rest.length > 0) removeAt(value, rest);
    else if (Array.isArray(value)) define(root, step, value.filter(isObject));
    else if (!isObject(value)) delete root[step];
  }
}

function own(holder: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** Plain assignment would set the prototype for a field called `__proto__`. */
function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

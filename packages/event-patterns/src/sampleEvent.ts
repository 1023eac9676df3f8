import { compile } from './compile';
import { fillEvent } from './eventFill';
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
 * An event that matches the pattern, for previews and test events. The base is kept as far as it already fits; where it stands in
 * the way, its detail is left out, and then all of it.
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
  const whole = { ...exampleEvent(), ...(copy(base) as object) };
  if (matches(whole)) return whole;
  const starts = [whole, { ...whole, detail: {} }, exampleEvent()];
  for (const start of starts) {
    for (const branch of branches(pattern)) {
      const event = fillEvent(copyEvent(start), [branch], { lists: false });
      if (event && matches(event)) return event;
    }
  }
  throw new NoMatchingEventError(
    'No event could be found that matches this pattern',
  );
}

/** An event of no particular kind, to be filled. */
export function exampleEvent(): Record<string, unknown> {
  return copyEvent(EXAMPLE_EVENT);
}

function copyEvent(event: object): Record<string, unknown> {
  return copy(event) as Record<string, unknown>;
}

function copy(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

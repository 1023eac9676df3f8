import {
  compile,
  EventPattern,
  InvalidEventPatternError,
  NoMatchingEventError,
  parsePattern,
  samplePatternEvent,
} from '@busline/event-patterns';
import {
  JsonSchema,
  NoSampleError,
  sample,
  validate,
} from '@busline/event-schemas';
import { patternOfEventType } from '../topology/rulePattern';
import { EventTypeKey } from '../topology/types';

/** No event can be made that the contract and the filter both accept. @public */
export class NoTestEventError extends Error {
  readonly name = 'NoTestEventError';
}

/** What {@link testEvent} makes an event for. @public */
export interface TestEventOptions {
  eventType: EventTypeKey;
  /** The subscription's filter, as in {@link WantedSubscription}. */
  filter?: string | Record<string, unknown>;
  /** JSON Schema of `detail`. */
  contractSchema?: JsonSchema;
  /** Goes into `resources`, by which the event is known again at its end. */
  marker: string;
}

/** An entry of PutEvents, without the bus. @public */
export interface TestEventEntry {
  Source: string;
  DetailType: string;
  /** JSON text. */
  Detail: string;
  Resources: string[];
}

/** Different seeds give different samples; one of them may fit both. */
const SEEDS = 60;

/** What EventBridge fills in itself. */
const NOT_OURS = ['version', 'id', 'account', 'time', 'region'];

/**
 * An event that is valid by the contract and that the filter takes. Compiles
 * code, to check against the contract.
 *
 * @throws NoTestEventError where contract and filter leave no room, or the
 * filter asks for a field that EventBridge fills in itself
 * @public
 */
export function testEvent(options: TestEventOptions): TestEventEntry {
  const { eventType, contractSchema, marker } = options;
  const pattern = wholePattern(options);
  const foreign = NOT_OURS.filter(field => field in pattern.source);
  if (foreign.length > 0) {
    throw new NoTestEventError(
      `The filter asks for ${foreign.join(
        ', ',
      )}, which EventBridge fills in itself; a test event cannot choose it`,
    );
  }
  const isValid = contractSchema ? validate(contractSchema) : () => [];
  const matches = compile(pattern);
  let nearest = '';
  for (let seed = 1; seed <= SEEDS; seed++) {
    const event = eventLike(pattern, {
      source: eventType.source,
      'detail-type': eventType.detailType,
      resources: [marker],
      detail: sampleDetail(contractSchema, seed),
    });
    // The filter may have asked for resources of its own.
    const resources = [...new Set([...listOfTexts(event.resources), marker])];
    const problems = isValid(event.detail);
    if (problems.length === 0 && matches({ ...event, resources })) {
      return {
        Source: eventType.source,
        DetailType: eventType.detailType,
        Detail: JSON.stringify(event.detail),
        Resources: resources,
      };
    }
    nearest ||= problems[0]?.message ?? 'the filter does not take the marker';
  }
  throw new NoTestEventError(
    `No event was found that both the contract and the filter accept; the nearest had this problem: ${nearest}`,
  );
}

function wholePattern({ eventType, filter }: TestEventOptions): EventPattern {
  const text = typeof filter === 'string' ? filter.trim() : filter;
  try {
    const own = text ? parsePatternOrNothing(text) : {};
    return parsePattern({ ...own, ...patternOfEventType(eventType) });
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      throw new NoTestEventError(error.message);
    }
    throw error;
  }
}

function parsePatternOrNothing(
  filter: string | Record<string, unknown>,
): Record<string, unknown> {
  const isEmpty =
    typeof filter === 'string'
      ? /^\{\s*\}$/.test(filter)
      : Object.keys(filter).length === 0;
  return isEmpty ? {} : parsePattern(filter).source;
}

function sampleDetail(schema: JsonSchema | undefined, seed: number): unknown {
  try {
    return schema ? sample(schema, seed) : {};
  } catch (error) {
    if (error instanceof NoSampleError) {
      throw new NoTestEventError(error.message);
    }
    throw error;
  }
}

function eventLike(
  pattern: EventPattern,
  base: Record<string, unknown>,
): Record<string, unknown> {
  try {
    return samplePatternEvent(pattern, base);
  } catch (error) {
    if (error instanceof NoMatchingEventError) {
      throw new NoTestEventError(error.message);
    }
    throw error;
  }
}

function listOfTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

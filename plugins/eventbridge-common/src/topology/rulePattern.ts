import {
  analyse,
  describePattern,
  EventPattern,
  intersects,
  parsePattern,
} from '@busline/event-patterns';
import { canonicalJson } from '../aws/canonicalJson';
import { EventTypeKey } from './types';

/** The API's own maximum ("PutRule"); what AWS holds may be longer than the default quota. */
const MAX_STORED_CHARACTERS = 4096;

/** An event pattern as a rule holds it, or why it could not be read. */
export type RulePattern =
  | { readable: true; pattern: EventPattern }
  | { readable: false; reason: string };

/** Reads the event pattern of a rule. */
export function readRulePattern(text: string): RulePattern {
  try {
    return {
      readable: true,
      pattern: parsePattern(text, { maxCharacters: MAX_STORED_CHARACTERS }),
    };
  } catch (error) {
    return {
      readable: false,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

/** The pattern that takes every event of one type. */
export function patternOfEventType(key: EventTypeKey): Record<string, unknown> {
  return { source: [key.source], 'detail-type': [key.detailType] };
}

/**
 * What a rule takes of one event type: its pattern with source and detail-type
 * fixed, or `undefined` where it provably takes none of it.
 */
export function narrowTo(
  pattern: EventPattern,
  key: EventTypeKey,
): EventPattern | undefined {
  if (
    isElsewhere(pattern, 'source', key.source) ||
    isElsewhere(pattern, 'detail-type', key.detailType)
  ) {
    return undefined;
  }
  const whole = parsePattern(patternOfEventType(key));
  if (intersects(pattern, whole) === 'no') {
    return undefined;
  }
  return parsePattern(
    { ...pattern.source, ...patternOfEventType(key) },
    { maxCharacters: Number.MAX_SAFE_INTEGER },
  );
}

/**
 * Whether a plain list of values leaves this one out. Most rules and event types
 * have nothing to do with each other; this tells without looking further.
 */
function isElsewhere(
  { source: fields }: EventPattern,
  field: string,
  value: string,
): boolean {
  const wanted = fields[field];
  return (
    fields.$or === undefined &&
    Array.isArray(wanted) &&
    wanted.every(item => typeof item === 'string') &&
    !wanted.includes(value)
  );
}

/** Whether a rule takes every event of a type, so that nothing is left to filter. */
export function takesAll(pattern: EventPattern, key: EventTypeKey): boolean {
  return analyse(pattern, key).verdict === 'always';
}

/** Event types that a pattern names outright, without operators. */
export function namedEventTypes(pattern: EventPattern): EventTypeKey[] {
  const sources = plainTexts(pattern.source.source);
  const detailTypes = plainTexts(pattern.source['detail-type']);
  return sources.flatMap(source =>
    detailTypes.map(detailType => ({ source, detailType })),
  );
}

/** A pattern without source and detail-type; `undefined` where nothing is left. */
export function filterOf(
  pattern: EventPattern,
): Record<string, unknown> | undefined {
  const {
    source: _source,
    'detail-type': _detailType,
    ...filter
  } = pattern.source;
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** The filters of several rules in a row as one, in JSON and in words. */
export function combineFilters(patterns: EventPattern[]): {
  filter?: Record<string, unknown>;
  filterWords: string[];
} {
  const filters = new Map<string, Record<string, unknown>>();
  for (const pattern of patterns) {
    const filter = filterOf(pattern);
    if (filter) {
      filters.set(canonicalJson(filter), filter);
    }
  }
  const filterWords = new Set(
    patterns.flatMap(pattern =>
      describePattern(pattern, { omit: ['source', 'detail-type'] }),
    ),
  );
  const combined = [...filters.values()].reduce(
    (all, filter) => merge(all, filter),
    {},
  );
  return {
    ...(filters.size > 0 ? { filter: combined } : {}),
    filterWords: [...filterWords],
  };
}

/**
 * Both filters at once. Where both name a field with different values, no
 * single pattern says "both": the later one, nearer the consumer, is shown, and
 * the words tell the rest.
 */
function merge(
  one: Record<string, unknown>,
  other: Record<string, unknown>,
): Record<string, unknown> {
  const merged = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] =
      isFields(before) && isFields(value) ? merge(before, value) : value;
  }
  return merged;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plainTexts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

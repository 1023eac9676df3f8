import {
  EventPattern,
  InvalidEventPatternError,
  parsePattern,
} from '@busline/event-patterns';
import { ServiceError } from '../../wire/errors';

const API_MAX_CHARACTERS = 4096;

/**
 * Reads an event pattern.
 *
 * @throws `InvalidEventPatternException`, or `LimitExceededException` for one
 * that is longer than the account's quota.
 */
export function readPattern(
  text: string,
  maxCharacters = API_MAX_CHARACTERS,
): EventPattern {
  if (text.length > maxCharacters) {
    throw new ServiceError(
      'LimitExceededException',
      `Event pattern has ${text.length} characters; the quota is ${maxCharacters}.`,
    );
  }
  try {
    return parsePattern(text, { maxCharacters });
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      throw new ServiceError('InvalidEventPatternException', error.message);
    }
    throw error;
  }
}

/** Whether a pattern, which may not be valid, has the filter `wildcard`. */
export function usesWildcard(text: string | undefined): boolean {
  let isUsed = false;
  try {
    JSON.parse(text ?? '{}', (key, value) => {
      isUsed ||= key === 'wildcard';
      return value;
    });
  } catch {
    // The pattern's own check has the words for this.
    return false;
  }
  return isUsed;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What a pattern asks of a top-level field, as values of the condition keys
 * `events:source` and `events:detail-type`. A filter such as `prefix` counts
 * as its own JSON, which equals no literal: a policy that demands a literal
 * then refuses it.
 */
export function patternValues(
  text: string | undefined,
  field: 'source' | 'detail-type',
): string[] | undefined {
  if (text === undefined) {
    return undefined;
  }
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    return undefined;
  }
  const values = isObject(pattern) ? pattern[field] : undefined;
  return Array.isArray(values)
    ? values.map(value =>
        typeof value === 'string' ? value : JSON.stringify(value),
      )
    : undefined;
}

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

/** The word itself, or letters that JSON may hide it behind. */
const MAY_HAVE_WILDCARD = /wildcard|\\u/;

/** Whether a pattern, which may not be valid, has the filter `wildcard`. */
export function usesWildcard(text: string | undefined): boolean {
  // To walk through a pattern takes longer than all the rest of PutRule.
  if (!text || !MAY_HAVE_WILDCARD.test(text)) {
    return false;
  }
  let isUsed = false;
  try {
    JSON.parse(text, (key, value) => {
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

function valuesOf(field: unknown): string[] | undefined {
  return Array.isArray(field)
    ? field.map(value =>
        typeof value === 'string' ? value : JSON.stringify(value),
      )
    : undefined;
}

/**
 * What a pattern asks of the top-level fields that policies may speak of, as
 * condition keys. A filter such as `prefix` counts as its own JSON, which
 * equals no literal: a policy that demands a literal then refuses it.
 */
export function patternKeys(
  text: string | undefined,
): Record<'events:source' | 'events:detail-type', string[] | undefined> {
  let pattern: unknown;
  try {
    pattern = text === undefined ? undefined : JSON.parse(text);
  } catch {
    // The pattern's own check has the words for this.
  }
  const fields = isObject(pattern) ? pattern : {};
  return {
    'events:source': valuesOf(fields.source),
    'events:detail-type': valuesOf(fields['detail-type']),
  };
}

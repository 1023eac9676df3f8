import { invalidParameter } from './errors';
import { readJsonPattern } from './jsonPattern';
import { readTermPattern } from './termPattern';

/** Whether a log event's message matches. */
export type MessageFilter = (message: string) => boolean;

/**
 * Reads a filter pattern ("Filter pattern syntax for metric filters,
 * subscription filters, filter log events, and Live Tail"): terms, or a
 * condition on JSON in braces.
 *
 * @throws ServiceError `InvalidParameterException`, also for the two forms that
 * local AWS does not know: words in brackets and regular expressions
 */
export function readFilterPattern(text: string): MessageFilter {
  const pattern = text.trim();
  if (pattern.startsWith('{')) {
    return readJsonPattern(pattern);
  }
  if (pattern.startsWith('[')) {
    throw invalidParameter(
      'Invalid filter pattern: local AWS does not know patterns for space-delimited log events',
    );
  }
  return readTermPattern(pattern);
}

import { readJsonPattern } from './jsonPattern';
import { readSpacePattern } from './spacePattern';
import { readTermPattern } from './termPattern';

/** Whether a log event's message matches. */
export type MessageFilter = (message: string) => boolean;

/**
 * Reads a filter pattern ("Filter pattern syntax for metric filters,
 * subscription filters, filter log events, and Live Tail"): terms, a condition
 * on JSON in braces, or the fields of a line in brackets.
 *
 * @throws ServiceError `InvalidParameterException`, also for regular
 * expressions, which local AWS does not know
 */
export function readFilterPattern(text: string): MessageFilter {
  const pattern = text.trim();
  if (pattern.startsWith('{')) {
    return readJsonPattern(pattern);
  }
  if (pattern.startsWith('[')) {
    return readSpacePattern(pattern);
  }
  return readTermPattern(pattern);
}

import { InvalidEventError } from '../problems';
import { FieldTree } from './fieldTree';
import { Leaves } from './leaves';
import { readEventText } from './readEventText';
import { readParsedEvent } from './readParsedEvent';

/**
 * Takes the leaves of an event, parsed or as JSON text.
 *
 * @throws InvalidEventError if it is not a JSON object, or its lists nest too deep
 */
export function readEvent(
  event: unknown,
  tree: FieldTree,
  leaves: Leaves,
): void {
  leaves.clear();
  if (typeof event !== 'string') {
    readParsedEvent(event, tree, leaves);
    return;
  }
  if (readEventText(event, tree, leaves)) return;
  leaves.clear();
  readParsedEvent(parseJson(event), tree, leaves);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidEventError(
      `Event is not valid JSON: ${
        error instanceof Error ? error.message : error
      }`,
      { cause: error },
    );
  }
}

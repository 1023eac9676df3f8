import { serializationError } from './errors';
import { Shape } from './shape';
import { parseTimestamp } from './timestamp';

/**
 * Reads a value that is written as text: in a Query parameter, or in the path,
 * query string or a header of a REST request.
 *
 * @throws ServiceError `SerializationException` for a text of another type
 */
export function readText(type: Shape['type'], text: string): unknown {
  switch (type) {
    case 'number': {
      const number = Number(text);
      if (text === '' || Number.isNaN(number)) {
        throw serializationError(
          'STRING_VALUE can not be converted to an Integer',
        );
      }
      return number;
    }
    case 'boolean':
      return text.toLowerCase() === 'true';
    case 'timestamp': {
      const date = parseTimestamp(text);
      if (!date) {
        throw serializationError(
          'STRING_VALUE can not be converted to a Timestamp',
        );
      }
      return date;
    }
    case 'blob':
    case 'stream':
      return Buffer.from(text, 'base64');
    default:
      return text;
  }
}

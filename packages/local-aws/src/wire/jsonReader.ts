import { Shape } from './shape';
import { valueReaders } from './valueReader';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const jsonReader = valueReaders({
  readBlob: value =>
    typeof value === 'string' && BASE64.test(value)
      ? Buffer.from(value, 'base64')
      : undefined,
  readTimestamp: value => {
    switch (typeof value) {
      case 'number':
        return new Date(Math.round(value * 1000));
      case 'string':
        return new Date(value);
      default:
        return undefined;
    }
  },
  hasJsonNames: true,
});

/**
 * Reads parsed JSON by a shape of the service's model. Members the model does
 * not know are dropped, as AWS drops them.
 *
 * @throws ServiceError `SerializationException` for a value of the wrong type
 */
export function readJson(shape: Shape, value: unknown): unknown {
  return value === null || value === undefined
    ? undefined
    : jsonReader(shape)(value);
}

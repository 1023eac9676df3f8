import { kebabCase, resourceName } from '../aws/resourceName';
import { eventTypeId } from '../topology/eventTypeId';
import { EventTypeKey } from '../topology/types';

/** Longest name the Backstage catalog accepts. */
const MAX_ENTITY_NAME_LENGTH = 63;

const READABLE_SOURCE = /^[a-z0-9]+([.-][a-z0-9]+)*$/;

/**
 * The name of an event type's API entity.
 *
 * Where source and detail-type can be read back from it, the name is
 * `<source>.<detail-type in kebab case>`, which people can write into catalog
 * files by hand: `com.larkgate.access.access-granted` for `Access granted`. That
 * holds for a lower-case source and a detail-type of lower-case words after a
 * first capital. Every other event type gets a readable stem and a hash; such a
 * name has no dot, so the two forms never meet.
 *
 * @public
 */
export function apiEntityName(key: EventTypeKey): string {
  const words = kebabCase(key.detailType);
  const readable = `${key.source}.${words}`;
  if (
    READABLE_SOURCE.test(key.source) &&
    words !== '' &&
    sentence(words) === key.detailType &&
    readable.length <= MAX_ENTITY_NAME_LENGTH
  ) {
    return readable;
  }
  const lastLabel = kebabCase(key.source.split('.').pop() ?? '');
  const stem = words.startsWith(`${lastLabel}-`)
    ? words
    : `${lastLabel} ${words}`;
  return resourceName({
    stem,
    identity: eventTypeId(key),
    maxLength: MAX_ENTITY_NAME_LENGTH,
  });
}

/**
 * The full ref of an event type's API entity, `api:default/<name>`.
 *
 * @public
 */
export function apiEntityRef(key: EventTypeKey): string {
  return `api:default/${apiEntityName(key)}`;
}

function sentence(words: string): string {
  const text = words.replace(/-/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

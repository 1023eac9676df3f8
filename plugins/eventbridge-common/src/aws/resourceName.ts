import { identityHash } from './identityHash';

/** What {@link resourceName} needs to know. @public */
export interface ResourceNameOptions {
  /** What a person should read, in any spelling: `Access granted to delivery`. */
  stem: string;
  /** Everything that makes this thing a different thing from all others. */
  identity: string;
  /** In characters; 64 for rules and statement ids, 80 for queues. */
  maxLength: number;
  /** Matches one allowed character; default lower-case letters, digits, hyphen. */
  allowed?: RegExp;
}

const HASH_LENGTH = 8;

/**
 * Words in lower case joined by hyphens: `Access granted` and `AccessGranted`
 * both become `access-granted`.
 *
 * @public
 */
export function kebabCase(text: string, allowed: RegExp = /[a-z0-9-]/): string {
  const spaced = text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  return Array.from(spaced, char => (allowed.test(char) ? char : '-'))
    .join('')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_.]+|[-_.]+$/g, '');
}

/**
 * The one way a name is made where AWS or Backstage limits it: a readable stem
 * and a hash of the full identity. The hash is left out only where the name
 * already is the identity, so two different things never share a name.
 *
 * @example
 * ```ts
 * resourceName({
 *   stem: 'Access granted to delivery-service',
 *   identity: 'com.larkgate.access@Access granted component:default/delivery-service',
 *   maxLength: 64,
 * }); // access-granted-to-delivery-service-81c03f5a
 * ```
 *
 * @public
 */
export function resourceName(options: ResourceNameOptions): string {
  const { stem, identity, maxLength, allowed } = options;
  const readable = kebabCase(stem, allowed);
  if (readable && readable === identity && readable.length <= maxLength) {
    return readable;
  }
  const kept = readable
    .slice(0, maxLength - HASH_LENGTH - 1)
    .replace(/[-_.]+$/, '');
  const hash = identityHash(identity);
  // A name that is all digits or begins with one is fine for AWS and Backstage.
  return kept ? `${kept}-${hash}` : hash;
}

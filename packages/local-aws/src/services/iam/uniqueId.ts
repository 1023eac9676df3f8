import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * A new unique id ("IAM identifiers: Understanding unique ID prefixes"):
 * `AROA` for a role, `AIDA` for a user, `ANPA` for a managed policy, `AKIA`
 * for an access key, `ASIA` for a temporary one.
 *
 * @param length - of the part after the prefix
 */
export function newUniqueId(
  prefix: 'AROA' | 'AIDA' | 'ANPA' | 'AKIA' | 'ASIA',
  length = 17,
): string {
  return `${prefix}${[...randomBytes(length)]
    .map(byte => ALPHABET[byte % 32])
    .join('')}`;
}

import { Alternative, Scalar } from '../alternative';
import { parseIp } from '../ipAddress';
import { parseWildcard } from '../wildcard';

/**
 * By what part or form of a value an alternative is looked up. `isEnough`: a value found that way passes for sure;
 * otherwise the alternative has to be tested too.
 */
export type Access =
  | { by: 'value'; key: Scalar; isEnough: true }
  /** Equal for all spellings of an address. */
  | { by: 'address'; key: string; isEnough: true }
  | { by: 'start' | 'end'; key: string; isEnough: boolean }
  /** In lower case. */
  | {
      by: 'folded' | 'folded-start' | 'folded-end';
      key: string;
      isEnough: false;
    }
  | { by: 'test'; isEnough: false }
  /** No value passes. */
  | { by: 'absence'; isEnough: false };

/**
 * Only these have one lower-case form that all their forms share, so that comparing it misses nothing. Other characters,
 * such as `ß` or the long `ſ`, are compared one by one.
 */
// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7f]*$/;

const TEST: Access = { by: 'test', isEnough: false };
const ABSENCE: Access = { by: 'absence', isEnough: false };

/** The best way to look an alternative up. */
export function accessTo(alternative: Alternative): Access {
  switch (alternative.kind) {
    case 'exact':
      return exactAccess(alternative.value);
    case 'prefix':
    case 'suffix': {
      const { kind, text, ignoreCase } = alternative;
      const side = kind === 'prefix' ? 'start' : 'end';
      if (!ignoreCase) return { by: side, key: text, isEnough: true };
      return ASCII.test(text)
        ? { by: `folded-${side}`, key: text.toLowerCase(), isEnough: false }
        : TEST;
    }
    case 'equals-ignore-case':
      return ASCII.test(alternative.text)
        ? {
            by: 'folded',
            key: alternative.text.toLowerCase(),
            isEnough: false,
          }
        : TEST;
    case 'wildcard': {
      const parts = parseWildcard(alternative.text);
      const first = parts[0];
      const last = parts[parts.length - 1];
      if (first !== '') return { by: 'start', key: first, isEnough: false };
      if (last !== '') return { by: 'end', key: last, isEnough: false };
      return TEST;
    }
    case 'numeric': {
      const { lower, upper } = alternative;
      return lower && upper && lower.value === upper.value
        ? { by: 'value', key: lower.value, isEnough: true }
        : TEST;
    }
    case 'exists':
      return alternative.present ? TEST : ABSENCE;
    default:
      return TEST;
  }
}

function exactAccess(value: Scalar): Access {
  const address = typeof value === 'string' ? parseIp(value) : undefined;
  return address
    ? { by: 'address', key: addressKey(address), isEnough: true }
    : { by: 'value', key: value, isEnough: true };
}

/** Equal for all spellings of one address. */
export function addressKey(address: readonly number[]): string {
  return address.join();
}

import { Alternative, Bound, Scalar } from '../alternative';
import { IpBlock, parseCidr, parseIp } from '../ipAddress';
import { parseWildcard } from '../wildcard';
import { blockOf } from './blockIndex';
import { NumberRange, rangeOf } from './rangeIndex';

/**
 * By what part or form of a value an alternative is looked up. `isEnough`: a value found that way passes for sure;
 * otherwise the alternative has to be tested too.
 */
export type Access =
  | { by: 'value'; key: Scalar; isEnough: true }
  | { by: 'block'; key: IpBlock; isEnough: true }
  | { by: 'range'; key: NumberRange; isEnough: boolean }
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
    case 'numeric':
      return numericAccess(alternative.lower, alternative.upper);
    case 'cidr':
      return { by: 'block', key: parseCidr(alternative.text), isEnough: true };
    case 'exists':
      return alternative.present ? TEST : ABSENCE;
    default:
      return TEST;
  }
}

function exactAccess(value: Scalar): Access {
  const address = typeof value === 'string' ? parseIp(value) : undefined;
  return address
    ? { by: 'block', key: blockOf(address), isEnough: true }
    : { by: 'value', key: value, isEnough: true };
}

function numericAccess(
  lower: Bound | undefined,
  upper: Bound | undefined,
): Access {
  if (lower && upper && lower.value === upper.value) {
    return { by: 'value', key: lower.value, isEnough: true };
  }
  const isClosed = [lower, upper].every(bound => bound?.inclusive !== false);
  return { by: 'range', key: rangeOf(lower, upper), isEnough: isClosed };
}

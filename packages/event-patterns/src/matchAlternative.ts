import { Alternative, AnythingButOf, Scalar } from './alternative';
import { caseless } from './ignoreCase';
import { blockHolds, parseCidr, parseIp, sameIp } from './ipAddress';
import { matchesWildcard, parseWildcard } from './wildcard';

/** Decides one leaf value of an event. */
export type ValueTest = (value: Scalar) => boolean;

/** The test an alternative stands for. `exists: false` is about a field with no value, so no value passes it. */
export function valueTest(alternative: Alternative): ValueTest {
  switch (alternative.kind) {
    case 'exact':
      return exactTest(alternative.value);
    case 'prefix': {
      const { text, ignoreCase } = alternative;
      return onText(
        ignoreCase ? caseless(text).startsIn : value => value.startsWith(text),
      );
    }
    case 'suffix': {
      const { text, ignoreCase } = alternative;
      return onText(
        ignoreCase ? caseless(text).endsIn : value => value.endsWith(text),
      );
    }
    case 'equals-ignore-case':
      return onText(caseless(alternative.text).equals);
    case 'wildcard': {
      const parts = parseWildcard(alternative.text);
      return onText(value => matchesWildcard(parts, value));
    }
    case 'anything-but': {
      const refused = alternative.values.map(value =>
        refusedTest(alternative.of, value),
      );
      return value => !refused.some(test => test(value));
    }
    case 'numeric': {
      const { lower, upper } = alternative;
      return value =>
        typeof value === 'number' &&
        (!lower ||
          value > lower.value ||
          (lower.inclusive && value === lower.value)) &&
        (!upper ||
          value < upper.value ||
          (upper.inclusive && value === upper.value));
    }
    case 'cidr': {
      const block = parseCidr(alternative.text);
      return onText(value => {
        const address = parseIp(value);
        return address !== undefined && blockHolds(block, address);
      });
    }
    case 'exists':
      return () => alternative.present;
    default:
      throw new TypeError(`Unknown alternative ${JSON.stringify(alternative)}`);
  }
}

/** EventBridge compares text that reads as an IP address as an address, so different spellings of one IPv6 address match. */
function exactTest(expected: Scalar): ValueTest {
  const address = typeof expected === 'string' ? parseIp(expected) : undefined;
  if (!address) return value => value === expected;
  return onText(value => {
    if (value === expected) return true;
    const other = parseIp(value);
    return other !== undefined && sameIp(address, other);
  });
}

function refusedTest(of: AnythingButOf, value: string | number): ValueTest {
  const text = String(value);
  switch (of) {
    case 'value':
      return actual => actual === value;
    case 'prefix':
    case 'suffix':
      return valueTest({ kind: of, text, ignoreCase: false });
    default:
      return valueTest({ kind: of, text });
  }
}

function onText(test: (value: string) => boolean): ValueTest {
  return value => typeof value === 'string' && test(value);
}

import { Alternative } from './alternative';
import { Budget, commonText } from './commonText';
import { commonValue } from './commonValue';
import { blockHolds, parseCidr, parseIp } from './ipAddress';
import { valueTest } from './matchAlternative';
import { oppositeOf, refusedBy } from './opposites';
import { mustPass } from './valueClassJudge';

/** Proof that every value `inner` matches, `outer` matches too. False means "not proven". */
export function takesAllOf(
  outer: Alternative,
  inner: Alternative,
  budget: Budget,
): boolean {
  if (JSON.stringify(outer) === JSON.stringify(inner)) return true;
  if (inner.kind === 'exists') return false;
  if (outer.kind === 'exists') return outer.present;
  if (inner.kind === 'exact') {
    // An address has several spellings, so testing one of them proves nothing about the others.
    const isAddress =
      typeof inner.value === 'string' && parseIp(inner.value) !== undefined;
    const knowsAddresses = outer.kind === 'cidr' || outer.kind === 'exact';
    return (!isAddress || knowsAddresses) && valueTest(outer)(inner.value);
  }
  if (outer.kind === 'anything-but') {
    return (
      inner.kind !== 'anything-but' &&
      outer.values.every(
        value =>
          commonValue(
            [[inner], [refusedBy(outer.of, value)]],
            false,
            budget,
          ) === 'none',
      )
    );
  }
  switch (inner.kind) {
    case 'numeric': {
      const range = { ...inner, kind: 'number' as const };
      return mustPass(
        [outer],
        [{ ...range, multiplesOf: [], excluded: [] }],
        budget,
      );
    }
    case 'cidr': {
      if (outer.kind !== 'cidr') return false;
      const [wide, narrow] = [parseCidr(outer.text), parseCidr(inner.text)];
      return (
        wide.maskBits <= narrow.maskBits && blockHolds(wide, narrow.network)
      );
    }
    case 'anything-but':
      // It also takes in numbers, true, false and null, which no operator on text does.
      return false;
    default: {
      const opposite = oppositeOf(outer);
      return (
        opposite.length > 0 &&
        commonText([inner, ...opposite], budget) === 'none'
      );
    }
  }
}

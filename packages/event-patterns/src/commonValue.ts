import { Alternative, Scalar } from './alternative';
import { commonNumber } from './commonNumber';
import { Budget, commonText } from './commonText';
import { blockHolds, IpBlock, parseCidr, parseIp } from './ipAddress';
import { valueTest } from './matchAlternative';

/** A value found, `none` if it is proven that there is none, `unknown` if it was not decided. */
export type Common = { value: Scalar } | 'none' | 'unknown';

/** Lists of many operators each could be combined for ever; undecided beyond. */
const MAX_COMBINATIONS = 1000;

const DEFAULT_STEPS = 200_000;

/**
 * One value that matches an alternative of every group. `exists: false` counts as matching no value.
 *
 * @param isText - the value must be text, as in most fields of the envelope
 */
export function commonValue(
  groups: readonly (readonly Alternative[])[],
  isText = false,
  budget: Budget = { steps: DEFAULT_STEPS },
): Common {
  const present = groups.map(group =>
    group.filter(one => one.kind !== 'exists' || one.present),
  );
  const tests = present.map(group => {
    const passes = group.map(valueTest);
    return (value: Scalar) => passes.some(test => test(value));
  });
  const fits = (value: Scalar) =>
    (!isText || typeof value === 'string') && tests.every(test => test(value));

  // A plain value is decided by trying it.
  for (const alternative of present.flat()) {
    if (alternative.kind === 'exact' && fits(alternative.value)) {
      return { value: alternative.value };
    }
  }
  const open = present.map(group => group.filter(isOpen));
  const combinations = open.reduce((count, group) => count * group.length, 1);
  if (combinations > MAX_COMBINATIONS) return 'unknown';
  let isDecided = true;
  for (const combination of combine(open)) {
    const found = commonToAll(combination, isText, budget);
    if (found === 'unknown') isDecided = false;
    else if (found !== 'none') {
      if (fits(found.value)) return found;
      isDecided = false;
    }
  }
  return isDecided ? 'none' : 'unknown';
}

/** Not decided by trying one value: an address has several spellings. */
function isOpen(alternative: Alternative): boolean {
  return (
    alternative.kind !== 'exact' || addressBlock(alternative) !== undefined
  );
}

function* combine(
  groups: readonly (readonly Alternative[])[],
): Generator<Alternative[]> {
  if (groups.length === 0) {
    yield [];
    return;
  }
  const [first, ...others] = groups;
  for (const alternative of first) {
    for (const rest of combine(others)) yield [alternative, ...rest];
  }
}

function commonToAll(
  alternatives: readonly Alternative[],
  isText: boolean,
  budget: Budget,
): Common {
  const kinds = new Set(alternatives.map(({ kind }) => kind));
  const takesAnyType = [...kinds].every(
    kind => kind === 'anything-but' || kind === 'exists',
  );
  if (kinds.has('numeric')) {
    if (isText) return 'none';
    const found = commonNumber(alternatives);
    return found === 'none' ? 'none' : { value: found.number };
  }
  if (blocksExclude(alternatives)) return 'none';
  const found = commonText(alternatives.map(asAddress), budget);
  if (typeof found === 'object') return { value: found.text };
  if (!takesAnyType || isText) return found;
  // `anything-but` names texts and numbers only.
  return { value: true };
}

/** Whether the alternatives name blocks of addresses that have none in common. */
function blocksExclude(alternatives: readonly Alternative[]): boolean {
  const blocks = alternatives.flatMap(alternative => {
    const block = addressBlock(alternative);
    return block ? [block] : [];
  });
  return blocks.some(one =>
    blocks.some(
      other =>
        // Blocks are nested or apart.
        !blockHolds(one, other.network) && !blockHolds(other, one.network),
    ),
  );
}

function addressBlock(alternative: Alternative): IpBlock | undefined {
  if (alternative.kind === 'cidr') return parseCidr(alternative.text);
  if (alternative.kind === 'exact' && typeof alternative.value === 'string') {
    const network = parseIp(alternative.value);
    return network && { network, maskBits: network.length * 8 };
  }
  return undefined;
}

/** A plain address as a block, because it has several spellings. */
function asAddress(alternative: Alternative): Alternative {
  if (alternative.kind !== 'exact' || !addressBlock(alternative)) {
    return alternative;
  }
  return { kind: 'cidr', text: `${alternative.value}/0` };
}

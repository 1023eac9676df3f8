import { ScalarAtom } from './atoms';
import { Found, foundValues, HIDDEN, NONE } from './found';

/** More whole numbers than this are not tried one by one. */
const MAX_TRIED = 2000;

/** Numbers that meet all conditions. Nothing found means there are none. */
export function numberRoom(atoms: readonly ScalarAtom[]): readonly Found[] {
  const fits = (value: number) => atoms.every(atom => meets(atom, value));
  const fixed = atoms.find(atom => atom.on === 'same' && atom.holds);
  if (fixed?.on === 'same') {
    const { value } = fixed;
    return typeof value === 'number' && fits(value) ? [{ value }] : NONE;
  }
  const least = Math.max(...bounds(atoms, 'least'), -Infinity);
  const most = Math.min(...bounds(atoms, 'most'), Infinity);
  if (least > most || contradict(atoms)) return NONE;
  if (least === most) return fits(least) ? [{ value: least }] : NONE;
  const step = wholeStep(atoms);
  if (step !== undefined) {
    const from = Math.ceil(least / step);
    const to = Math.floor(most / step);
    if (to < from) return NONE;
    if (to - from <= MAX_TRIED) {
      const all = Array.from(
        { length: to - from + 1 },
        (_, index) => (from + index) * step,
      );
      return foundValues(all.filter(fits));
    }
  }
  const found = candidates(atoms, least, most).filter(fits);
  return found.length > 0 ? foundValues(found) : HIDDEN;
}

/** Judged exactly as the validator does, rounding included. */
function meets(atom: ScalarAtom, value: number): boolean {
  switch (atom.on) {
    case 'same':
      return (atom.value === value) === atom.holds;
    case 'least':
      return atom.isOpen ? value > atom.value : value >= atom.value;
    case 'most':
      return atom.isOpen ? value < atom.value : value <= atom.value;
    case 'whole':
      return Number.isInteger(value) === atom.holds;
    case 'multiple':
      return isMultiple(value, atom.of) === atom.holds;
    default:
      return true;
  }
}

function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  // Of very large numbers the validator reads the first digit only.
  return times === parseInt(String(times), 10);
}

function bounds(
  atoms: readonly ScalarAtom[],
  side: 'least' | 'most',
): number[] {
  return atoms.flatMap(atom => (atom.on === side ? [atom.value] : []));
}

/**
 * The distance between the numbers that come into question, where they are whole. Numbers beyond ±2^53 are left aside: JSON
 * readers do not keep them exactly (RFC 8259, section 6).
 */
function wholeStep(atoms: readonly ScalarAtom[]): number | undefined {
  const steps = atoms.flatMap(atom => {
    if (atom.on === 'whole' && atom.holds) return [1];
    return atom.on === 'multiple' && atom.holds && Number.isInteger(atom.of)
      ? [atom.of]
      : [];
  });
  return steps.length > 0 ? Math.max(...steps) : undefined;
}

function contradict(atoms: readonly ScalarAtom[]): boolean {
  const step = wholeStep(atoms);
  return atoms.some(atom => {
    if (atom.on === 'least' || atom.on === 'most') {
      return (
        atom.isOpen &&
        atoms.some(
          other =>
            (other.on === 'least' || other.on === 'most') &&
            other.on !== atom.on &&
            other.value === atom.value,
        )
      );
    }
    if (atom.on === 'whole') return !atom.holds && step !== undefined;
    if (atom.on !== 'multiple' || atom.holds) return false;
    if (atom.of === 1 && step !== undefined) return true;
    return atoms.some(
      other =>
        other.on === 'multiple' && other.holds && divides(atom.of, other.of),
    );
  });
}

/**
 * Whether every multiple of `large` is one of `small` for the validator too, which divides in floating point: for fractions
 * it rounds each division its own way, so only doubling is sure.
 */
function divides(small: number, large: number): boolean {
  const times = large / small;
  if (!Number.isInteger(times)) return false;
  return (
    (Number.isInteger(small) && Number.isInteger(large)) ||
    (Number.isInteger(Math.log2(times)) && small * times === large)
  );
}

function candidates(
  atoms: readonly ScalarAtom[],
  least: number,
  most: number,
): number[] {
  const steps = atoms.flatMap(atom =>
    atom.on === 'multiple' ? [atom.of] : [],
  );
  const middle =
    Number.isFinite(least) && Number.isFinite(most) ? [(least + most) / 2] : [];
  const marks = [1, 0, least, most, ...middle].filter(Number.isFinite);
  const near = marks.flatMap(mark => [
    mark,
    mark + 1,
    mark - 1,
    mark + 0.5,
    mark - 0.5,
    Math.ceil(mark),
    Math.floor(mark),
  ]);
  const multiples = marks.flatMap(mark =>
    steps.flatMap(step =>
      [0, 1, -1, 2, 3, 5, 7].map(more =>
        Number(((Math.round(mark / step) + more) * step).toPrecision(12)),
      ),
    ),
  );
  return [...new Set([...near, ...multiples])];
}

import { samplePattern } from '../samplePattern';
import { sampleText } from '../sampleText';
import { SeededRandom } from '../seededRandom';
import { ScalarAtom } from './atoms';
import { Found, foundValues, HIDDEN, NONE } from './found';
import { textLanguage } from './textLanguage';
import { expressionOf, hasTextFormat, lengthOf } from './textRules';

/** Longer texts are not written down. */
const MAX_LENGTH = 100_000;

/** A pattern that is not anchored fits anywhere in a text, so these find the empty text in each. */
const FITS_EVERYTHING: ReadonlySet<string> = new Set([
  '',
  '^',
  '$',
  '.*',
  '^.*',
  '.*$',
  '[\\s\\S]*',
  '^[\\s\\S]*$',
]);

/** Texts that meet all conditions. Nothing found means there are none. */
export function textRoom(atoms: readonly ScalarAtom[]): readonly Found[] {
  const fits = (text: string) => atoms.every(atom => meets(atom, text));
  const fixed = atoms.find(atom => atom.on === 'same' && atom.holds);
  if (fixed?.on === 'same') {
    const { value } = fixed;
    return typeof value === 'string' && fits(value) ? [{ value }] : NONE;
  }
  const { least, most } = lengths(atoms);
  if (least > most || atoms.some(atom => contradicts(atom, atoms))) return NONE;
  if (most === 0) return fits('') ? [{ value: '' }] : NONE;
  const language = textLanguage(atoms);
  if (language?.isEmpty) return NONE;
  const found = [
    ...candidates(atoms, least, most),
    ...(language?.texts ?? []),
  ].filter(fits);
  if (found.length > 0) return foundValues(found);
  return language?.isComplete ? NONE : HIDDEN;
}

function meets(atom: ScalarAtom, text: string): boolean {
  switch (atom.on) {
    case 'same':
      return (atom.value === text) === atom.holds;
    case 'length': {
      const length = lengthOf(text);
      return length >= atom.least && length <= atom.most;
    }
    case 'pattern': {
      const { expression, isUnicode, holds } = atom;
      return expressionOf(expression, isUnicode)?.test(text) === holds;
    }
    case 'format':
      return hasTextFormat(atom.name, text) === atom.holds;
    default:
      return true;
  }
}

function lengths(atoms: readonly ScalarAtom[]): {
  least: number;
  most: number;
} {
  let [least, most] = [0, Infinity];
  for (const atom of atoms) {
    if (atom.on === 'length') {
      least = Math.max(least, atom.least);
      most = Math.min(most, atom.most);
    }
  }
  return { least, most };
}

/** Whether a refused expression or format is also asked for, or is one that every text fits. */
function contradicts(
  refused: ScalarAtom,
  atoms: readonly ScalarAtom[],
): boolean {
  if (refused.on === 'format' && !refused.holds) {
    return atoms.some(
      atom => atom.on === 'format' && atom.holds && atom.name === refused.name,
    );
  }
  if (refused.on !== 'pattern' || refused.holds) return false;
  return (
    FITS_EVERYTHING.has(refused.expression) ||
    atoms.some(
      atom =>
        atom.on === 'pattern' &&
        atom.holds &&
        atom.expression === refused.expression &&
        atom.isUnicode === refused.isUnicode,
    )
  );
}

function candidates(
  atoms: readonly ScalarAtom[],
  least: number,
  most: number,
): string[] {
  const random = new SeededRandom(7);
  const texts = ['example', 'x', ''];
  for (const atom of atoms) {
    if (atom.on === 'pattern') {
      for (let count = 0; count < 6; count++) {
        const text = samplePattern(atom.expression, random);
        if (text !== undefined) texts.push(text);
      }
    } else if (atom.on === 'format') {
      texts.push(sampleText({ format: atom.name }, '', random));
    } else if (atom.on === 'same' && typeof atom.value === 'string') {
      texts.push(`${atom.value}x`, atom.value.slice(0, -1));
    }
  }
  texts.push(' ', '-', '0', 'A', '\n', 'example-2', 'é😀', '{"', '<>');
  const aims = [least, least + 1, most].filter(
    aim => aim > 0 && aim <= MAX_LENGTH,
  );
  const stretched = texts.flatMap(text => aims.map(aim => resized(text, aim)));
  return [...new Set([...texts, ...stretched])];
}

function resized(text: string, length: number): string {
  const characters = [...text];
  if (characters.length >= length) return characters.slice(0, length).join('');
  const filler = characters[characters.length - 1] ?? 'x';
  return text + filler.repeat(length - characters.length);
}

import { Access } from './access';
import { AffixIndex } from './affixIndex';
import { BlockIndex } from './blockIndex';
import { Buckets } from './buckets';

/** The ways to look up a text by a part or another form of it. */
export type TextAccess = Exclude<
  Access,
  { by: 'value' | 'range' | 'test' | 'absence' }
>;

/** Finds what is kept under parts and forms of a text. */
export class TextIndex<T> {
  readonly #starts = new AffixIndex<T>('start');
  readonly #ends = new AffixIndex<T>('end');
  readonly #folded = new Buckets<string, T>();
  readonly #foldedStarts = new AffixIndex<T>('start');
  readonly #foldedEnds = new AffixIndex<T>('end');
  readonly #blocks = new BlockIndex<T>();

  add(access: TextAccess, item: T): void {
    if (access.by === 'block') this.#blocks.add(access.key, item);
    else this.#keyed(access.by).add(access.key, item);
  }

  remove(access: TextAccess, isWanted: (item: T) => boolean): void {
    if (access.by === 'block') this.#blocks.remove(access.key, isWanted);
    else this.#keyed(access.by).remove(access.key, isWanted);
  }

  #keyed(by: Exclude<TextAccess['by'], 'block'>) {
    switch (by) {
      case 'start':
        return this.#starts;
      case 'end':
        return this.#ends;
      case 'folded':
        return this.#folded;
      case 'folded-start':
        return this.#foldedStarts;
      default:
        return this.#foldedEnds;
    }
  }

  /** Appends what the text leads to. */
  find(text: string, found: T[]): void {
    this.#starts.find(text, found);
    this.#ends.find(text, found);
    if (
      !this.#folded.isEmpty ||
      !this.#foldedStarts.isEmpty ||
      !this.#foldedEnds.isEmpty
    ) {
      const folded = text.toLowerCase();
      this.#folded.appendTo(found, folded);
      this.#foldedStarts.find(folded, found);
      this.#foldedEnds.find(folded, found);
    }
    if (!this.#blocks.isEmpty) this.#blocks.find(text, found);
  }
}

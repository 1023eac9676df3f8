/** A queue of items in memory: it gives out what came first, at the same cost however long it is. */
export class Line<Item> {
  #items: Item[] = [];
  /** Everything before this is given out already. */
  #from = 0;

  get length(): number {
    return this.#items.length - this.#from;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    if (this.length === 0) {
      return undefined;
    }
    const item = this.#items[this.#from++];
    if (this.#from > 1_000 && this.#from > this.length) {
      this.#items = this.#items.slice(this.#from);
      this.#from = 0;
    }
    return item;
  }

  /** Keeps only some. */
  retain(isWanted: (item: Item) => boolean): void {
    this.#items = this.#items.slice(this.#from).filter(isWanted);
    this.#from = 0;
  }
}

import { hash } from './schemaName';

/** Hands out component keys, which may hold letters, digits, `.`, `-` and `_`, never the same for two things. */
export class Names {
  readonly #byIdentity = new Map<string, string>();
  readonly #taken = new Set<string>();

  nameOf(text: string, identity: string): string {
    const known = this.#byIdentity.get(identity);
    if (known !== undefined) return known;
    const words = text.replace(/\s+/g, '');
    const plain = words.replace(/[^0-9A-Za-z._-]+/g, '-');
    const name =
      plain !== words || this.#taken.has(plain)
        ? `${plain}-${hash(identity)}`
        : plain;
    this.#byIdentity.set(identity, name);
    this.#taken.add(name);
    return name;
  }
}

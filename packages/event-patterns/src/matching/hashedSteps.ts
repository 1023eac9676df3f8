import { LONE_SURROGATE, utf8Encoder } from './utf8';

export const NAME_HASH_START = 0;

/** Takes one more byte of a name into its hash. */
export function nameHash(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

function foldHash(hash: number): number {
  return hash ^ (hash >>> 15);
}

function sameBytes(
  name: Uint8Array,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at++) {
    if (name[at] !== bytes[start + at]) return false;
  }
  return true;
}

interface HashedStep<N> {
  hash: number;
  bytes: Uint8Array;
  node: N;
}

/** The steps of a node in buckets by the hash of their names' UTF-8 bytes. */
export class HashedSteps<N extends { readonly name: string }> {
  #buckets: (HashedStep<N>[] | undefined)[] = [];
  #mask = 0;

  add(node: N, all: ReadonlyMap<string, N>): void {
    if (all.size * 2 > this.#buckets.length) this.rebuild(all);
    else this.#put(node);
  }

  rebuild(all: ReadonlyMap<string, N>): void {
    let size = 2;
    while (size < all.size * 4) size *= 2;
    this.#buckets = new Array(size).fill(undefined);
    this.#mask = size - 1;
    for (const node of all.values()) this.#put(node);
  }

  #put(node: N): void {
    // A name that UTF-8 cannot carry is in no text that is read as bytes.
    if (!utf8Encoder || LONE_SURROGATE.test(node.name)) return;
    const bytes = utf8Encoder.encode(node.name);
    let hash = NAME_HASH_START;
    for (const byte of bytes) hash = nameHash(hash, byte);
    const bucket = foldHash(hash) & this.#mask;
    (this.#buckets[bucket] ??= []).push({ hash, bytes, node });
  }

  /** The step whose name's bytes are these, given their hash. */
  find(
    hash: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): N | undefined {
    const bucket = this.#buckets[foldHash(hash) & this.#mask];
    if (bucket === undefined) return undefined;
    for (let at = 0; at < bucket.length; at++) {
      const step = bucket[at];
      if (step.hash === hash && sameBytes(step.bytes, bytes, start, end)) {
        return step.node;
      }
    }
    return undefined;
  }
}

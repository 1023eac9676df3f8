import { IpBlock, IpBytes, masked, parseIp } from '../ipAddress';
import { Buckets } from './buckets';

/** Finds what is kept under blocks of addresses, in time that grows with their distinct sizes. */
export class BlockIndex<T> {
  readonly #items = new Buckets<string, T>();
  /** How many blocks there are of each family and size. */
  readonly #sizes = new Map<string, BlockSize & { count: number }>();

  get isEmpty(): boolean {
    return this.#sizes.size === 0;
  }

  add(block: IpBlock, item: T): void {
    if (!this.#items.add(keyOf(block), item)) return;
    const size = sizeOf(block);
    const key = `${size.bytes}/${size.maskBits}`;
    const known = this.#sizes.get(key);
    if (known) known.count++;
    else this.#sizes.set(key, { ...size, count: 1 });
  }

  remove(block: IpBlock, isWanted: (item: T) => boolean): void {
    if (!this.#items.remove(keyOf(block), isWanted)) return;
    const size = sizeOf(block);
    const key = `${size.bytes}/${size.maskBits}`;
    const known = this.#sizes.get(key);
    if (known && --known.count === 0) this.#sizes.delete(key);
  }

  /** Appends the items of the blocks that hold the address; none if the value is no address. */
  find(value: string, found: T[]): void {
    const address = parseIp(value);
    if (!address) return;
    for (const { bytes, maskBits } of this.#sizes.values()) {
      if (bytes === address.length) {
        const network = masked(address, maskBits);
        this.#items.appendTo(found, keyOf({ network, maskBits }));
      }
    }
  }
}

interface BlockSize {
  /** Of an address: 4 or 16. */
  bytes: number;
  maskBits: number;
}

function sizeOf({ network, maskBits }: IpBlock): BlockSize {
  return { bytes: network.length, maskBits };
}

function keyOf({ network, maskBits }: IpBlock): string {
  return `${maskBits}/${network.join()}`;
}

/** The block that holds one address only. */
export function blockOf(address: IpBytes): IpBlock {
  return { network: address, maskBits: address.length * 8 };
}

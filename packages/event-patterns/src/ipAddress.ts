import ipaddr from 'ipaddr.js';

/** An address as its 4 or 16 bytes. */
export type IpBytes = readonly number[];

/** A contiguous block of addresses of one family. */
export interface IpBlock {
  network: IpBytes;
  maskBits: number;
}

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

/** EventBridge's address reader takes `255.255.255.255` and nothing longer, so leading zeros have an end. */
const IPV4_MAX_CHARACTERS = 15;
const IPV6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;

/**
 * Reads an IPv4 or IPv6 literal, or undefined. Leading zeros are decimal, as for EventBridge, where `ipaddr.js` alone would
 * read them as octal. Zone ids and dotted IPv4-in-IPv6 forms are not addresses to EventBridge; IPv4-mapped IPv6 addresses
 * count as IPv4.
 */
export function parseIp(text: string): IpBytes | undefined {
  if (IPV4.test(text)) {
    if (text.length > IPV4_MAX_CHARACTERS) return undefined;
    const bytes = text.split('.').map(Number);
    return bytes.every(byte => byte <= 255) ? bytes : undefined;
  }
  if (IPV6.test(text) && ipaddr.IPv6.isValid(text)) {
    const address = ipaddr.IPv6.parse(text);
    return address.isIPv4MappedAddress()
      ? address.toIPv4Address().toByteArray()
      : address.toByteArray();
  }
  return undefined;
}

/**
 * Reads the operand of `cidr`.
 *
 * @throws RangeError with what is wrong
 */
export function parseCidr(text: string): IpBlock {
  // EventBridge overlooks slashes at the end.
  const [address, mask, ...rest] = text.replace(/\/+$/, '').split('/');
  if (mask === undefined || rest.length > 0) {
    throw new RangeError("Malformed CIDR, one '/' required");
  }
  if (!/^[+-]?\d+$/.test(mask)) {
    throw new RangeError('Malformed CIDR, mask bits must be an integer');
  }
  const maskBits = Number(mask);
  if (maskBits < 0) {
    throw new RangeError('Malformed CIDR, mask bits must not be negative');
  }
  const bytes = parseIp(address);
  if (!bytes) throw new RangeError(`Invalid IP address: ${address}`);
  const widest = bytes.length * 8;
  if (maskBits >= widest) {
    throw new RangeError(
      `IPv${bytes.length === 4 ? 4 : 6} mask bits must be < ${widest}`,
    );
  }
  return { network: masked(bytes, maskBits), maskBits };
}

/** The address with all bits after the mask cleared. */
export function masked(bytes: IpBytes, maskBits: number): IpBytes {
  return bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, maskBits - index * 8));
    // eslint-disable-next-line no-bitwise
    return byte & (0xff << (8 - kept)) & 0xff;
  });
}

/** Whether two addresses are the same, however written. */
export function sameIp(a: IpBytes, b: IpBytes): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Whether the block holds the address. */
export function blockHolds(block: IpBlock, address: IpBytes): boolean {
  return (
    address.length === block.network.length &&
    sameIp(masked(address, block.maskBits), block.network)
  );
}

/** The first address of the block, as text. */
export function firstAddress(block: IpBlock): string {
  return ipaddr.fromByteArray([...block.network]).toString();
}

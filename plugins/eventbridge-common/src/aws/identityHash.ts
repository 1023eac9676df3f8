/**
 * Eight hexadecimal digits that tell identities apart: 32-bit FNV-1a over the
 * UTF-16 code units of the text, low byte first. Not for secrets; it is chosen
 * because it is the same in a browser and in Node and needs no dependency.
 *
 * @public
 */
export function identityHash(identity: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < identity.length; index++) {
    const unit = identity.charCodeAt(index);
    for (const byte of [unit % 256, Math.floor(unit / 256)]) {
      // eslint-disable-next-line no-bitwise -- FNV-1a is defined by xor.
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
  }
  // eslint-disable-next-line no-bitwise -- makes the 32-bit value unsigned.
  return (hash >>> 0).toString(16).padStart(8, '0');
}

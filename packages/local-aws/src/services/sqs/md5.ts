import { hash } from 'node:crypto';
import { MessageAttribute } from './state';

/** MD5 in hexadecimal, which SDK clients compare with what they sent. */
export function md5(data: string | Buffer): string {
  return hash('md5', data, 'hex');
}

/** "Calculating the MD5 message digest for message attributes". */
export function md5OfAttributes(
  attributes: ReadonlyMap<string, MessageAttribute>,
): string | undefined {
  if (attributes.size === 0) {
    return undefined;
  }
  const chunks: Buffer[] = [];
  const add = (data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    chunks.push(length, data);
  };
  for (const name of [...attributes.keys()].sort()) {
    const attribute = attributes.get(name);
    if (attribute) {
      add(Buffer.from(name));
      add(Buffer.from(attribute.DataType));
      const isBinary = attribute.DataType.startsWith('Binary');
      chunks.push(Buffer.from([isBinary ? 2 : 1]));
      add(
        isBinary
          ? Buffer.from(attribute.BinaryValue ?? [])
          : Buffer.from(attribute.StringValue ?? ''),
      );
    }
  }
  return md5(Buffer.concat(chunks));
}

/** Characters and length the schema registry allows ("CreateSchema", SchemaName). */
const MAX_LENGTH = 385;

/**
 * The name under which the contract of an event type is kept in the schema registry: `source@detail-type`. Where that would
 * need characters the registry does not allow, or be too long, the name is a readable stem (`orders@OrderPlaced-` for
 * "Order Placed") and a hash of the original, so two event types never share a name by accident.
 *
 * @public
 */
export function schemaNameOf(eventType: {
  source: string;
  detailType: string;
}): string {
  const { source, detailType } = eventType;
  const faithful = `${source}@${detailType}`;
  // A second `@` would make it unclear where the source ends.
  if (
    faithful.length <= MAX_LENGTH &&
    /^[0-9A-Za-z_.-]+@[0-9A-Za-z_.-]+$/.test(faithful)
  ) {
    return faithful;
  }
  const words = detailType
    .split(/\s+/)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1));
  const stem = `${clean(source)}@${clean(words.join(''))}`;
  const suffix = `-${hash(JSON.stringify([source, detailType]))}`;
  return stem.slice(0, MAX_LENGTH - suffix.length) + suffix;
}

function clean(text: string): string {
  return text.replace(/[^0-9A-Za-z_.-]+/g, '-');
}

/** 48 bits of FNV-1a, twice over, as 12 hexadecimal digits: enough to keep names apart, and the same in every runtime. */
export function hash(text: string): string {
  const digits = [0x811c9dc5, 0x9747b28c].map(start => {
    let value = start;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      /* eslint-disable no-bitwise */
      value = Math.imul(value ^ (unit & 0xff), 0x01000193);
      value = Math.imul(value ^ (unit >>> 8), 0x01000193);
      /* eslint-enable no-bitwise */
    }
    // eslint-disable-next-line no-bitwise
    return (value >>> 0).toString(16).padStart(8, '0').slice(0, 6);
  });
  return digits.join('');
}

import { Shape } from './model';

/** Escapes text for an XML element. */
export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#xD;');
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function scalar(value: unknown): string {
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('base64');
  }
  return escapeXml(String(value));
}

function writeMember(name: string, shape: Shape, value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  const traits = shape.getMergedTraits();
  const tag = traits.xmlName ?? name;
  const flat = Boolean(traits.xmlFlattened);
  if (shape.isListSchema() && Array.isArray(value)) {
    const member = shape.getValueSchema();
    const itemTag = flat ? tag : member.getMergedTraits().xmlName ?? 'member';
    const items = value
      .map(item => element(itemTag, writeXml(member, item)))
      .join('');
    return flat ? items : element(tag, items);
  }
  if (shape.isMapSchema() && typeof value === 'object') {
    const keyTag = shape.getKeySchema().getMergedTraits().xmlName ?? 'key';
    const member = shape.getValueSchema();
    const valueTag = member.getMergedTraits().xmlName ?? 'value';
    const entries = Object.entries(value)
      .map(([key, item]) =>
        element(
          flat ? tag : 'entry',
          element(keyTag, escapeXml(key)) +
            element(valueTag, writeXml(member, item)),
        ),
      )
      .join('');
    return flat ? entries : element(tag, entries);
  }
  return element(tag, writeXml(shape, value));
}

/** Writes the content of an XML element by a shape of the service's model. */
export function writeXml(shape: Shape, value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (shape.isStructSchema() && typeof value === 'object') {
    const members = new Map<string, unknown>(Object.entries(value));
    let content = '';
    for (const [name, member] of shape.structIterator()) {
      content += writeMember(name, member, members.get(name));
    }
    return content;
  }
  return scalar(value);
}

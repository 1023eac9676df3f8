import { isDate } from 'node:util/types';
import { oncePerShape } from './oncePerShape';
import { Member, Shape, StructureShape } from './shape';
import { formatTimestamp } from './timestamp';

/** Writes one value as the content of an element, or as elements. */
type XmlWriter = (value: unknown) => string;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** Escapes text for an XML element. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, character => ESCAPES[character]);
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function writeScalar(value: unknown): string {
  if (isDate(value)) {
    // Query services write whole seconds without a fraction.
    return String(formatTimestamp(value, 'date-time')).replace('.000Z', 'Z');
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('base64');
  }
  return escapeXml(String(value));
}

type WriterOf = (shape: Shape) => XmlWriter;

function structureWriter({ members }: StructureShape, of: WriterOf): XmlWriter {
  const names = members.map(({ name }) => name);
  const writers = members.map(member => memberWriter(member.name, member, of));
  return value => {
    const given = new Map(Object.entries(Object(value)));
    let content = '';
    for (let i = 0; i < names.length; i++) {
      const item = given.get(names[i]);
      if (item !== undefined && item !== null) {
        content += writers[i](item);
      }
    }
    return content;
  };
}

/** Writes a member with its tags: a flat list has the list's own tag per item. */
function memberWriter(
  name: string,
  { shape, traits }: Member,
  of: WriterOf,
): XmlWriter {
  const tag = traits.xmlName ?? name;
  const isFlat = traits.xmlFlattened ?? false;
  const outer = (content: string) => (isFlat ? content : element(tag, content));
  if (shape.type === 'list') {
    const { member } = shape;
    const itemTag = isFlat ? tag : member.traits.xmlName ?? 'member';
    const writeItem = of(member.shape);
    return value =>
      outer(
        [value]
          .flat()
          .map(item => element(itemTag, writeItem(item)))
          .join(''),
      );
  }
  if (shape.type === 'map') {
    const keyTag = shape.key.traits.xmlName ?? 'key';
    const valueTag = shape.value.traits.xmlName ?? 'value';
    const entryTag = isFlat ? tag : 'entry';
    const writeValue = of(shape.value.shape);
    return value =>
      outer(
        Object.entries(Object(value))
          .map(([key, item]) =>
            element(
              entryTag,
              element(keyTag, escapeXml(key)) +
                element(valueTag, writeValue(item)),
            ),
          )
          .join(''),
      );
  }
  const write = of(shape);
  return value => element(tag, write(value));
}

const contentWriter = oncePerShape<[value: unknown], string>((shape, of) =>
  shape.type === 'structure' ? structureWriter(shape, of) : writeScalar,
);

/** Writes the content of an XML element by a shape of the service's model. */
export function writeXml(shape: Shape, value: unknown): string {
  return value === null || value === undefined
    ? ''
    : contentWriter(shape)(value);
}

import { isObject, JsonSchema, textOf } from '../jsonSchema';
import { PERSONAL_DATA_KEYWORD } from '../personalData';
import { partsOf } from '../schemaParts';

/** What a comment says of a schema, line by line: its description, and what a type does not show. */
export function aboutSchema(root: JsonSchema, schema: unknown): string[] {
  if (!isObject(schema)) return [];
  const parts = partsOf(root, schema);
  const format = textOf(schema.format);
  return [
    ...linesOf(textOf(schema.description) ?? ''),
    ...(parts.some(part => part[PERSONAL_DATA_KEYWORD] === true)
      ? ['Personal data.']
      : []),
    ...(format === undefined ? [] : linesOf(`Format: ${format}.`)),
    ...(schema.deprecated === true ? ['Deprecated.'] : []),
  ];
}

/** Lines as any language counts them, without control characters, so that a comment ends where it seems to. */
export function linesOf(text: string): string[] {
  const lines = text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map(line =>
      line.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, ' ').trimEnd(),
    );
  while (lines.length > 0 && !lines[lines.length - 1]) lines.pop();
  while (lines.length > 0 && !lines[0]) lines.shift();
  return lines;
}

import { isObject, JsonSchema, listOf, textOf, typesOf } from './jsonSchema';
import { PERSONAL_DATA_KEYWORD } from './personalData';
import { partsOf } from './schemaParts';

/**
 * One field of an event's detail.
 *
 * @public
 */
export interface ContractField {
  /** Such as `detail.customer.name` or `detail.items[].sku`. */
  path: string;
  /** Last step of the path; `*` for the members of a map. */
  name: string;
  /** In words: `string`, `string or null`, `array of object`, or `any`. */
  type: string;
  /** Whether the object around it must have it. */
  required: boolean;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  format?: string;
  /** Personal data, by its own mark or that of a field around it. */
  sensitive: boolean;
  children?: ContractField[];
}

/** Fields inside fields inside recursive fields stop here. */
const MAX_DEPTH = 12;

/** Schemas that refer to each other all round would unfold without end. */
const MAX_FIELDS = 2000;

/**
 * The fields of a detail as a tree, for tables and pickers. A recursive schema is unfolded once. Compiles no code.
 *
 * @public
 */
export function contractFields(detailSchema: JsonSchema): ContractField[] {
  return fieldsOf({
    root: detailSchema,
    schema: detailSchema,
    path: 'detail',
    isSensitive: false,
    depth: 0,
    open: [],
    left: { fields: MAX_FIELDS },
  });
}

interface Place {
  root: JsonSchema;
  schema: unknown;
  path: string;
  isSensitive: boolean;
  depth: number;
  /** Schemas being unfolded: meeting one again means recursion. */
  open: unknown[];
  /** Shared by all places. */
  left: { fields: number };
}

function fieldsOf(place: Place): ContractField[] {
  const parts = partsOf(place.root, place.schema);
  if (
    place.left.fields <= 0 ||
    place.depth >= MAX_DEPTH ||
    parts.some(part => place.open.includes(part) && part.properties)
  ) {
    return [];
  }
  const open = [...place.open, ...parts];
  const depth = place.depth + 1;
  const isSensitive =
    place.isSensitive ||
    parts.some(part => part[PERSONAL_DATA_KEYWORD] === true);
  const required = new Set(parts.flatMap(part => listOf(part.required)));
  const properties = new Map<string, unknown>();
  for (const part of parts) {
    if (!isObject(part.properties)) continue;
    for (const name of Object.keys(part.properties)) {
      if (!properties.has(name)) properties.set(name, part.properties[name]);
    }
  }
  const fields = [...properties].map(([name, schema]) =>
    fieldOf(
      {
        ...place,
        schema,
        open,
        depth,
        isSensitive,
        path: `${place.path}.${name}`,
      },
      name,
      required.has(name),
    ),
  );
  const map = parts.find(part => isObject(part.additionalProperties));
  if (map && Object.keys(map.additionalProperties ?? {}).length > 0) {
    fields.push(
      fieldOf(
        {
          ...place,
          schema: map.additionalProperties,
          open,
          depth,
          isSensitive,
          path: `${place.path}.*`,
        },
        '*',
        false,
      ),
    );
  }
  return fields;
}

function fieldOf(place: Place, name: string, required: boolean): ContractField {
  place.left.fields--;
  const parts = partsOf(place.root, place.schema);
  const first = <T>(read: (part: JsonSchema) => T | undefined) =>
    parts.map(read).find(value => value !== undefined);
  const isSensitive =
    place.isSensitive ||
    parts.some(part => part[PERSONAL_DATA_KEYWORD] === true);
  const items = first(part => (isObject(part.items) ? part.items : undefined));
  const path = items ? `${place.path}[]` : place.path;
  const children = fieldsOf({
    ...place,
    isSensitive,
    path,
    ...(items ? { schema: innermostItems(place.root, items) } : {}),
  });
  const description = first(part => textOf(part.description));
  const example = first(exampleOf);
  const values = first(valuesOf);
  const format = first(part => textOf(part.format));
  return {
    path,
    name,
    type: describeType(place.root, place.schema),
    required,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    ...(values === undefined ? {} : { enum: values }),
    ...(format === undefined ? {} : { format }),
    sensitive: isSensitive,
    ...(children.length > 0 ? { children } : {}),
  };
}

function innermostItems(root: JsonSchema, items: unknown): unknown {
  let current = items;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const inner = partsOf(root, current).find(part => isObject(part.items));
    if (!inner) return current;
    current = inner.items;
  }
  return current;
}

function describeType(root: JsonSchema, schema: unknown, depth = 0): string {
  const parts = partsOf(root, schema);
  const types = [...new Set(parts.flatMap(part => typesOf(part) ?? []))];
  if (types.length === 0) {
    const values = parts.flatMap(part =>
      Array.isArray(part.enum) ? part.enum : [],
    );
    if (values.length > 0) {
      return [...new Set(values.map(jsonType))].join(' or ');
    }
    return parts.some(part => part.properties) ? 'object' : 'any';
  }
  return types
    .map(type => {
      const items = parts.find(part => isObject(part.items))?.items;
      return type === 'array' && items !== undefined && depth < MAX_DEPTH
        ? `array of ${describeType(root, items, depth + 1)}`
        : type;
    })
    .join(' or ');
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function valuesOf(part: JsonSchema): unknown[] | undefined {
  if (Array.isArray(part.enum)) return part.enum;
  return Object.hasOwn(part, 'const') ? [part.const] : undefined;
}

function exampleOf(part: JsonSchema): unknown {
  if (part.example !== undefined) return part.example;
  if (Array.isArray(part.examples)) return part.examples[0];
  return part.default;
}

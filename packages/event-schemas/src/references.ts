import { dialectOf, ignoresBesideRef } from './dialect';
import { isObject, JsonSchema, resolveRef, textOf } from './jsonSchema';
import { innerSchemas } from './schemaKeywords';

/** Stands for the document's own address, which no one has given. */
const UNNAMED = 'schema:///';

/** What a document calls its parts ("JSON Schema: A Media Type for Describing JSON Documents", section 8). */
interface Names {
  /** Address of the resource a schema belongs to, where that is not the document's. */
  baseOf: Map<unknown, string>;
  byAddress: Map<string, unknown>;
  /** Every schema that carries a dynamic anchor of this name, the document's own first. */
  dynamic: Map<string, JsonSchema[]>;
  /** Every resource that marks itself as `$recursiveAnchor`, the document's own first. */
  recursive: JsonSchema[];
  /** Addresses given twice. */
  clashes: string[];
}

const namesByDocument = new WeakMap<object, Names>();

/**
 * Follows a reference to another place of the same document: a JSON pointer, an anchor, or the `$id` of a schema inside it.
 * Undefined when it leads nowhere. The document's names are found once, so it must not change meanwhile.
 *
 * @param root - the whole document
 * @param holder - the schema that holds the reference; `$id`s around it change what the reference is relative to
 */
export function resolveReference(
  root: unknown,
  ref: string,
  holder?: unknown,
): unknown {
  if (!isObject(root)) return undefined;
  const { baseOf, byAddress } = namesOf(root);
  const address = join(ref, baseOf.get(holder) ?? baseOf.get(root) ?? UNNAMED);
  if (address === undefined) return undefined;
  const [uri, fragment] = split(address);
  const resource = byAddress.get(uri);
  if (fragment === '' || resource === undefined) return resource;
  return fragment.startsWith('/')
    ? resolveRef(resource, `#${fragment}`)
    : byAddress.get(`${uri}#${fragment}`);
}

/**
 * Everywhere the references of a schema may lead: `$ref`, and `$dynamicRef` and `$recursiveRef`, which lead to several places
 * where it depends on the way taken.
 */
export function referredSchemas(root: unknown, schema: JsonSchema): unknown[] {
  const { $ref } = schema;
  return [
    ...(typeof $ref === 'string' ? [resolveReference(root, $ref, schema)] : []),
    ...(dynamicTargets(root, schema) ?? []),
  ];
}

/** Where a dynamic reference may lead; undefined if the schema has none, several if it depends on the way taken. */
export function dynamicTargets(
  root: unknown,
  schema: JsonSchema,
): unknown[] | undefined {
  const { $dynamicRef, $recursiveRef } = schema;
  const ref = textOf($dynamicRef) ?? textOf($recursiveRef);
  if (ref === undefined || !isObject(root)) return undefined;
  const target = resolveReference(root, ref, schema);
  const { dynamic, recursive } = namesOf(root);
  const anchor = isObject(target) ? target.$dynamicAnchor : undefined;
  let choices: JsonSchema[] = [];
  if ($dynamicRef === undefined) {
    if (isObject(target) && target.$recursiveAnchor === true)
      choices = recursive;
  } else if (typeof anchor === 'string' && ref.endsWith(`#${anchor}`)) {
    choices = dynamic.get(anchor) ?? [];
  }
  if (choices.length === 0) return [target];
  // Reading starts at the document, so what the document itself names is the outermost.
  return isOfDocument(root, choices[0]) ? [choices[0]] : choices;
}

/** Whether any part of the document has a name, so that references may be more than JSON pointers. */
export function hasNames(root: JsonSchema): boolean {
  const { byAddress, dynamic, recursive } = namesOf(root);
  // The document itself is always there.
  return byAddress.size > 1 || dynamic.size > 0 || recursive.length > 0;
}

/** Addresses that the document gives to two schemas, so that a reference could mean either. */
export function clashingNames(root: JsonSchema): string[] {
  return namesOf(root).clashes.map(address => address.replace(UNNAMED, ''));
}

function isOfDocument(root: JsonSchema, schema: JsonSchema): boolean {
  const { baseOf } = namesOf(root);
  return (baseOf.get(schema) ?? UNNAMED) === (baseOf.get(root) ?? UNNAMED);
}

function namesOf(root: JsonSchema): Names {
  const known = namesByDocument.get(root);
  if (known) return known;
  const names = findNames(root);
  namesByDocument.set(root, names);
  return names;
}

function findNames(root: JsonSchema): Names {
  const names: Names = {
    baseOf: new Map(),
    byAddress: new Map([[UNNAMED, root]]),
    dynamic: new Map(),
    recursive: [],
    clashes: [],
  };
  const idKeyword = dialectOf(root) === 'draft-04' ? 'id' : '$id';
  const isAlone = ignoresBesideRef(root);
  const open: [JsonSchema, string][] = [[root, UNNAMED]];
  for (const schema of openApiSchemas(root)) open.push([schema, UNNAMED]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [schema, around] = next;
    const base = enter(schema, around);
    for (const inner of innerSchemas(schema)) open.push([inner, base]);
  }
  return names;

  function enter(schema: JsonSchema, around: string): string {
    const isReference = typeof schema.$ref === 'string' && isAlone;
    const id = isReference ? undefined : textOf(schema[idKeyword]);
    const address = id === undefined ? undefined : join(id, around);
    const [uri, fragment] = split(address ?? around);
    if (address !== undefined) {
      name(fragment === '' ? uri : address, schema);
    }
    // Up to Draft-07, an id that is only a fragment is an anchor.
    const base = fragment === '' ? uri : around;
    if (base !== UNNAMED) names.baseOf.set(schema, base);
    const anchor = textOf(schema.$anchor);
    if (anchor !== undefined) name(`${base}#${anchor}`, schema);
    const dynamicAnchor = textOf(schema.$dynamicAnchor);
    if (dynamicAnchor !== undefined) {
      if (dynamicAnchor !== anchor) name(`${base}#${dynamicAnchor}`, schema);
      const others = names.dynamic.get(dynamicAnchor) ?? [];
      names.dynamic.set(dynamicAnchor, outermostFirst(others, schema, base));
    }
    if (schema.$recursiveAnchor === true) {
      names.recursive = outermostFirst(names.recursive, schema, base);
    }
    return base;
  }

  function name(address: string, schema: JsonSchema): void {
    const known = names.byAddress.get(address);
    if (known !== undefined && known !== schema) names.clashes.push(address);
    else names.byAddress.set(address, schema);
  }

  function outermostFirst(
    others: JsonSchema[],
    schema: JsonSchema,
    base: string,
  ): JsonSchema[] {
    if (others.includes(schema)) return others;
    return base === (names.baseOf.get(root) ?? UNNAMED)
      ? [schema, ...others]
      : [...others, schema];
  }
}

/** An OpenAPI document keeps its schemas where JSON Schema has no keyword. */
function openApiSchemas(document: JsonSchema): JsonSchema[] {
  const { components } = document;
  const schemas = isObject(components) ? components.schemas : undefined;
  return isObject(schemas) ? Object.values(schemas).filter(isObject) : [];
}

function join(ref: string, base: string): string | undefined {
  // The usual case, and the only one where an address may hold what a URL would rewrite.
  if (ref === '' || ref.startsWith('#')) return split(base)[0] + ref;
  try {
    return new URL(ref, base).href;
  } catch {
    return undefined;
  }
}

function split(address: string): [string, string] {
  const at = address.indexOf('#');
  if (at < 0) return [address, ''];
  return [address.slice(0, at), address.slice(at + 1)];
}

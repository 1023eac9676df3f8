/**
 * A JSON Schema as plain JSON. Keywords are read with care, since schemas come from outside.
 *
 * @public
 */
export type JsonSchema = { [keyword: string]: unknown };

export const DRAFT_04 = 'http://json-schema.org/draft-04/schema#';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The type names a schema allows, or undefined if it does not limit them. */
export function typesOf(schema: JsonSchema): string[] | undefined {
  if (typeof schema.type === 'string') return [schema.type];
  if (Array.isArray(schema.type)) {
    return schema.type.filter(
      (type): type is string => typeof type === 'string',
    );
  }
  return undefined;
}

/**
 * Follows a JSON pointer, as the schemas this package writes use them; undefined when it leads nowhere. Schemas of other hands
 * may also refer by name, which `references.ts` knows.
 */
export function resolveRef(root: unknown, ref: string): unknown {
  if (ref === '#' || ref === '') return root;
  if (!ref.startsWith('#/')) return undefined;
  return refSteps(ref).reduce<unknown>((value, step) => {
    if (Array.isArray(value)) {
      return /^(?:0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
    }
    return isObject(value) && Object.hasOwn(value, step)
      ? value[step]
      : undefined;
  }, root);
}

/** The steps of a JSON pointer in a URI fragment, unescaped (RFC 6901, section 6: first the URI's escapes). */
export function refSteps(ref: string): string[] {
  return decoded(ref.slice(2))
    .split('/')
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A name as one step of a JSON pointer in a URI fragment. Half a surrogate
 * pair has no form in a URI and becomes the replacement character.
 */
export function refStep(name: string): string {
  const step = name.replace(/~/g, '~0').replace(/\//g, '~1');
  return encodeURIComponent(step.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** The reference that leads to a member of `definitions`. */
export function definitionRef(name: string): string {
  return `#/definitions/${refStep(name)}`;
}

/** Plain assignment would set the prototype for a member called `__proto__`. */
export function defineMember(
  holder: object,
  name: string,
  value: unknown,
): void {
  Object.defineProperty(holder, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** An object with every member mapped. */
export function mapMembers(
  object: Record<string, unknown>,
  change: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  const mapped = {};
  for (const name of Object.keys(object)) {
    defineMember(mapped, name, change(object[name], name));
  }
  return mapped;
}

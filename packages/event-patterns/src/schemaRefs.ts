import { isObject } from './json';

/** Finds what a `$ref` of a contract points at; undefined if it is not in the contract or not certain. */
export type ResolveRef = (ref: string) => unknown;

/** A contract with more parts than this is not searched for anchors. */
const MAX_PARTS = 20_000;

/**
 * Resolves references within one contract: JSON pointers, plain-name anchors (`$anchor`, or `$id` beginning with `#`) and the
 * `$id` of a part ("JSON Schema Core", `$ref`).
 */
export function refResolver(root: unknown): ResolveRef {
  let parts: Parts | undefined;
  return ref => {
    parts ??= collectParts(root);
    const own = idOf(root)?.replace(/#$/, '');
    const local =
      own && ref.startsWith(`${own}#`) ? ref.slice(own.length) : ref;
    if (local === '#' || local === own) return root;
    if (!local.startsWith('#')) return parts.byId.get(local);
    // A part with an id of its own is the base of the pointers inside it, which is not followed here.
    if (parts.byId.size > 0) return undefined;
    if (!local.startsWith('#/')) return parts.byAnchor.get(local.slice(1));
    return pointedAt(root, local.slice(2));
  };
}

interface Parts {
  byAnchor: Map<string, unknown>;
  byId: Map<string, unknown>;
}

function collectParts(root: unknown): Parts {
  const byAnchor = new Map<string, unknown>();
  const byId = new Map<string, unknown>();
  const open: unknown[] = [root];
  for (let count = 0; open.length > 0 && count < MAX_PARTS; count++) {
    const part = open.pop();
    if (Array.isArray(part)) open.push(...part);
    if (!isObject(part)) continue;
    open.push(...Object.values(part));
    if (typeof part.$anchor === 'string') byAnchor.set(part.$anchor, part);
    const id = idOf(part);
    if (id?.startsWith('#')) byAnchor.set(id.slice(1), part);
    else if (id !== undefined && part !== root) byId.set(id, part);
  }
  return { byAnchor, byId };
}

/** Draft-04 calls it `id`. */
function idOf(schema: unknown): string | undefined {
  if (!isObject(schema)) return undefined;
  const id = schema.$id ?? schema.id;
  return typeof id === 'string' ? id : undefined;
}

function pointedAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .map(step => decoded(step).replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>(
      (value, step) =>
        (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, step)
          ? Reflect.get(value, step)
          : undefined,
      root,
    );
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

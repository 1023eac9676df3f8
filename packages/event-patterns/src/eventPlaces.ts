import { Scalar } from './alternative';
import { isObject } from './json';

/** What lies at a dotted path of an event; inside a list of objects, in its first. Undefined where nothing does. */
export function valueAt(root: unknown, path: string): unknown {
  if (Array.isArray(root)) return valueAt(root.find(isObject), path);
  if (!isObject(root)) return undefined;
  for (const [name, value] of Object.entries(root)) {
    if (name === path) return value;
    const rest = restOf(path, name);
    const found = rest === undefined ? undefined : valueAt(value, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Sets a value, or the values of a list, at a dotted path; inside a list of objects, in its first. Where a value and fields inside
 * it share a name, the fields take dotted names, which mean the same to EventBridge.
 */
export function setAt(
  root: Record<string, unknown>,
  path: string,
  value: Scalar | Scalar[],
): void {
  const steps = path.split('.');
  let holder = root;
  for (let at = 0; at < steps.length - 1; at++) {
    const step = steps[at];
    const current = own(holder, step);
    if (current === undefined) {
      const next = {};
      define(holder, step, next);
      holder = next;
    } else if (isObject(current)) {
      holder = current;
    } else {
      const element: unknown = Array.isArray(current)
        ? current.find(isObject)
        : undefined;
      if (isObject(element)) {
        holder = element;
        continue;
      }
      define(holder, steps.slice(at).join('.'), value);
      return;
    }
  }
  const last = steps[steps.length - 1];
  const current = own(holder, last);
  if (Array.isArray(current)) {
    define(holder, last, [value, ...current.filter(isObject)].flat());
    return;
  }
  if (isObject(current)) {
    for (const [name, inner] of Object.entries(current)) {
      define(holder, `${last}.${name}`, inner);
    }
  }
  define(holder, last, value);
}

/** Removes the values at a dotted path; objects stay, since to EventBridge they are no value. */
export function removeAt(root: unknown, path: string): void {
  if (Array.isArray(root)) {
    root.forEach(element => removeAt(element, path));
    return;
  }
  if (!isObject(root)) return;
  for (const [name, value] of Object.entries(root)) {
    const rest = restOf(path, name);
    if (rest !== undefined) removeAt(value, rest);
    else if (name !== path || isObject(value)) continue;
    else if (Array.isArray(value)) {
      define(root, name, value.filter(isObject));
    } else delete root[name];
  }
}

/** The path below a name, or undefined if the name does not lead there. */
function restOf(path: string, name: string): string | undefined {
  return path.startsWith(`${name}.`) ? path.slice(name.length + 1) : undefined;
}

function own(holder: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** Plain assignment would set the prototype for a field called `__proto__`. */
function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

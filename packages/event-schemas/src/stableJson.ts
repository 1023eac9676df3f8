import { isObject } from './jsonSchema';

/** JSON text with object members in code-point order, so that equal values give equal text. */
export function stableJson(value: unknown, indent = 2): string {
  return JSON.stringify(sorted(value), undefined, indent);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(name => [name, sorted(value[name])]),
  );
}

/** Whether two JSON values are equal, whatever the order of their members. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  // Only lists and objects can be equal without being the same.
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return stableJson(a, 0) === stableJson(b, 0);
}

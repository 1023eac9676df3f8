import { isObject } from './jsonSchema';

/** The dotted path of a JSON pointer into a value: `items[0].sku`. Only what stands in a list is counted. */
export function dottedPath(value: unknown, steps: readonly string[]): string {
  let path = '';
  let current = value;
  for (const step of steps) {
    if (Array.isArray(current)) path += `[${step}]`;
    else path += path ? `.${step}` : step;
    current = memberOf(current, step);
  }
  return path;
}

/** What stands at a place of a value; where an outer value stands for all inside it, that one. */
export function valueAt(value: unknown, steps: readonly string[]): unknown {
  let current = value;
  for (const step of steps) {
    if (typeof current !== 'object' || current === null) return current;
    current = memberOf(current, step);
  }
  return current;
}

/** The steps of a JSON pointer. */
export function pointerSteps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function memberOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) && Object.hasOwn(value, step)
    ? value[step]
    : undefined;
}

import { Violation } from './errors';
import { requiredMembers, Shape } from './model';

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * Every member that the model requires and the input leaves out, at any depth.
 * Paths are written the way AWS writes them in validation messages.
 */
export function missingMembers(
  shape: Shape,
  value: unknown,
  path = '',
): Violation[] {
  if (value === null || value === undefined) {
    return [];
  }
  if (shape.isListSchema() && Array.isArray(value)) {
    const member = shape.getValueSchema();
    return value.flatMap((item, i) =>
      missingMembers(member, item, `${path}.${i + 1}.member`),
    );
  }
  if (!shape.isStructSchema() || typeof value !== 'object') {
    return [];
  }
  const given = new Map<string, unknown>(Object.entries(value));
  const inside = path ? `${path}.` : '';
  const missing = requiredMembers(shape)
    .filter(name => given.get(name) === undefined)
    .map(name => ({
      path: inside + lowerFirst(name),
      value: undefined,
      constraint: 'Member must not be null',
    }));
  const nested = [...shape.structIterator()].flatMap(([name, member]) =>
    missingMembers(member, given.get(name), inside + lowerFirst(name)),
  );
  return [...missing, ...nested];
}

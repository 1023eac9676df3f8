import { Violation } from './errors';
import { oncePerShape } from './oncePerShape';
import { Member, Shape, StructureShape } from './shape';

/** Adds what a value lacks to a list. Paths end where the value stands. */
type Checker = (value: unknown, path: string, found: Violation[]) => void;

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function missing(path: string): Violation {
  return { path, value: undefined, constraint: 'Member must not be null' };
}

type CheckerOf = (shape: Shape) => Checker;

/** Checks the parts of a member; nothing when it has none. */
function partsChecker({ shape }: Member, of: CheckerOf): Checker | undefined {
  return ['structure', 'list', 'map'].includes(shape.type)
    ? of(shape)
    : undefined;
}

function structureChecker({ members }: StructureShape, of: CheckerOf): Checker {
  const checks = members.map(member => ({
    name: member.name,
    step: lowerFirst(member.name),
    isRequired: member.isRequired,
    check: partsChecker(member, of),
  }));
  return (value, path, found) => {
    const given = Object(value);
    const inside = path === '' ? '' : `${path}.`;
    for (const { name, step, isRequired } of checks) {
      if (isRequired && given[name] === undefined) {
        found.push(missing(inside + step));
      }
    }
    for (const { name, step, check } of checks) {
      if (check && given[name] !== undefined) {
        check(given[name], inside + step, found);
      }
    }
  };
}

function listChecker(check: Checker | undefined): Checker {
  return (value, path, found) => {
    const items = Array.isArray(value) ? value : [];
    items.forEach((item, i) => {
      const place = `${path}.${i + 1}.member`;
      if (item === undefined) {
        found.push(missing(place));
      } else {
        check?.(item, place, found);
      }
    });
  };
}

function mapChecker(check: Checker | undefined): Checker {
  return (value, path, found) => {
    if (check) {
      for (const [key, item] of Object.entries(Object(value))) {
        check(item, `${path}.${key}.member`, found);
      }
    }
  };
}

const checkerOf = oncePerShape<Parameters<Checker>, void>((shape, of) => {
  switch (shape.type) {
    case 'structure':
      return structureChecker(shape, of);
    case 'list':
      return listChecker(partsChecker(shape.member, of));
    case 'map':
      return mapChecker(partsChecker(shape.value, of));
    default:
      return () => {};
  }
});

/**
 * Every member that the model requires and the input leaves out, at any depth.
 * Paths are written the way AWS writes them in validation messages.
 *
 * @param input - as the wire has read it by the same shape
 */
export function missingMembers(
  shape: Shape | undefined,
  input: unknown,
): Violation[] {
  const found: Violation[] = [];
  if (shape?.type === 'structure' && input) {
    checkerOf(shape)(input, '', found);
  }
  return found;
}

import { Violation, violationsMessage } from './errors';
import { ServiceModel } from './model';
import { oncePerShape } from './oncePerShape';
import { Member, Shape, StructureShape } from './shape';

/** Where a value stands, in the two ways that services speak of it. */
interface Place {
  /** As in validation messages: `entries.1.member.source`. */
  path: string;
  /** As Query requests name it: `MetricData.member.1.MetricName`. */
  parameter: string;
}

/** A required member that an input leaves out. */
export interface MissingMember extends Violation {
  /** As Query requests name it: `MetricData.member.1.MetricName`. */
  parameter: string;
}

type WholeOf = (shape: Shape) => (value: unknown) => boolean;

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function wholeStructure({ members }: StructureShape, of: WholeOf) {
  const required = members
    .filter(({ isRequired }) => isRequired)
    .map(({ name }) => name);
  const parts = members
    .filter(({ shape }) => ['structure', 'list', 'map'].includes(shape.type))
    .map(({ name, shape }) => ({ name, isWhole: of(shape) }));
  return (value: unknown) => {
    const given = Object(value);
    return (
      required.every(name => isGiven(given[name])) &&
      parts.every(
        ({ name, isWhole }) => !isGiven(given[name]) || isWhole(given[name]),
      )
    );
  };
}

/** Nearly all inputs are whole: to say so takes no paths. */
const wholeOf = oncePerShape<[value: unknown], boolean>((shape, of) => {
  switch (shape.type) {
    case 'structure':
      return wholeStructure(shape, of);
    case 'list': {
      const isWhole = of(shape.member.shape);
      return value =>
        !Array.isArray(value) ||
        value.every(item => isGiven(item) && isWhole(item));
    }
    case 'map': {
      const isWhole = of(shape.value.shape);
      return value => Object.values(Object(value)).every(isWhole);
    }
    default:
      return () => true;
  }
});

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function missing(place: Place): MissingMember {
  return { ...place, value: undefined, constraint: 'Member must not be null' };
}

function inside({ path, parameter }: Place, step: Place): Place {
  return {
    path: path === '' ? step.path : `${path}.${step.path}`,
    parameter:
      parameter === '' ? step.parameter : `${parameter}.${step.parameter}`,
  };
}

function collect(
  { shape, traits }: Member,
  value: unknown,
  place: Place,
): MissingMember[] {
  if (shape.type === 'structure') {
    const given = Object(value);
    const members = shape.members.map(member => ({
      member,
      item: given[member.name],
      at: inside(place, {
        path: lowerFirst(member.name),
        parameter: member.traits.xmlName ?? member.name,
      }),
    }));
    return [
      ...members
        .filter(({ member, item }) => member.isRequired && !isGiven(item))
        .map(({ at }) => missing(at)),
      ...members
        .filter(({ item }) => isGiven(item))
        .flatMap(({ member, item, at }) => collect(member, item, at)),
    ];
  }
  if (shape.type === 'list') {
    const { member } = shape;
    const name = member.traits.xmlName ?? 'member';
    return [value].flat().flatMap((item, i) => {
      const at = inside(place, {
        path: `${i + 1}.member`,
        parameter: traits.xmlFlattened ? `${i + 1}` : `${name}.${i + 1}`,
      });
      return isGiven(item) ? collect(member, item, at) : [missing(at)];
    });
  }
  if (shape.type === 'map') {
    const entry = traits.xmlFlattened ? '' : 'entry.';
    const name = shape.value.traits.xmlName ?? 'value';
    return Object.entries(Object(value)).flatMap(([key, item], i) =>
      collect(
        shape.value,
        item,
        inside(place, {
          path: `${key}.member`,
          parameter: `${entry}${i + 1}.${name}`,
        }),
      ),
    );
  }
  return [];
}

/**
 * Every member that the model requires and the input leaves out, at any depth.
 * Paths are written the way AWS writes them in validation messages.
 *
 * @param input - as the wire has read it by the same shape
 */
export function missingMembers(
  shape: Shape | undefined,
  input: unknown,
): MissingMember[] {
  return !shape || wholeOf(shape)(input)
    ? []
    : collect({ shape, traits: {} }, input, { path: '', parameter: '' });
}

/**
 * What a service says of required members that are missing. Most count them
 * all; SQS and CloudWatch name the first as a parameter.
 *
 * @param missed - at least one
 */
export function missingMessage(
  { missingParameter }: Pick<ServiceModel, 'missingParameter'>,
  missed: readonly MissingMember[],
): string {
  const [first] = missed;
  return missingParameter
    ? missingParameter(first.parameter)
    : violationsMessage(missed);
}

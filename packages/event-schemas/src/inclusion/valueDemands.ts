import { isObject, JsonSchema, listOf, mapMembers } from '../jsonSchema';
import { Item, Kind, Primitive } from './atoms';
import { Demand } from './demand';
import { MakeGoal } from './makeGoal';
import { elementsOf, Reading } from './reading';

/** `enum` and `const`: the value is one of those listed. */
export function valueDemands(
  schema: JsonSchema,
  kind: Kind,
  reading: Reading,
  goal: MakeGoal,
): Demand[] {
  const demands: Demand[] = [];
  if (Array.isArray(schema.enum)) demands.push(oneOf(listOf(schema.enum)));
  if (Object.hasOwn(schema, 'const')) demands.push(oneOf([schema.const]));
  return demands;

  function oneOf(values: unknown[]): Demand {
    const fitting = values.filter(value => kindOf(value) === kind);
    return {
      met: fitting.map(value => [isValue(value, true)]),
      broken: [fitting.map(value => isValue(value, false))],
    };
  }

  function isValue(value: unknown, holds: boolean): Item {
    return isPrimitive(value)
      ? { atom: { on: 'same', value, holds } }
      : { goal: goal(schemaOfValue(value, reading), holds) };
  }
}

/** A schema that accepts this object or array and nothing else, one level at a time. */
function schemaOfValue(value: unknown, reading: Reading): JsonSchema {
  if (Array.isArray(value)) {
    const places = value.map(element => ({ enum: [element] }));
    const listed = { items: places, additionalItems: false };
    const newer = { prefixItems: places, items: false };
    const isRead = elementsOf(newer, reading).first.length === places.length;
    return {
      type: 'array',
      minItems: places.length,
      maxItems: places.length,
      ...(isRead ? newer : listed),
    };
  }
  const members = isObject(value) ? value : {};
  return {
    type: 'object',
    required: Object.keys(members),
    properties: mapMembers(members, member => ({ enum: [member] })),
    additionalProperties: false,
  };
}

export function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value as Kind;
    default:
      return 'object';
  }
}

function isPrimitive(value: unknown): value is Primitive {
  return value === null || typeof value !== 'object';
}

import type { JsonSchema } from '@busline/event-schemas';
import { javaHashOrder } from './javaOrder';

/**
 * A schema inferred as Draft-04 in the words of OpenAPI 3.0, as discovery
 * writes it: whole numbers are `int64`, other numbers `double`, of the formats
 * of text only `date-time` is told, an empty list has `object` items, and what
 * was always `null` may be anything.
 */
export function openApiSchema(inferred: unknown): JsonSchema {
  if (!isSchema(inferred)) {
    return {};
  }
  const types = [inferred.type].flat().map(String);
  const choices = types
    .filter(type => type !== 'null' && type !== 'undefined')
    .map(type => ({
      ...schemaOf(type, inferred),
      ...(types.includes('null') ? { nullable: true } : {}),
    }));
  if (choices.length > 1) {
    return { anyOf: choices };
  }
  return choices[0] ?? {};
}

function schemaOf(type: string, inferred: JsonSchema): JsonSchema {
  switch (type) {
    case 'string':
      return inferred.format === 'date-time'
        ? { type, format: 'date-time' }
        : { type };
    case 'integer':
      return { type, format: 'int64' };
    case 'number':
      return { type, format: 'double' };
    case 'array':
      return {
        type,
        items:
          inferred.items === undefined
            ? { type: 'object' }
            : openApiSchema(inferred.items),
      };
    case 'object':
      return objectSchema(inferred);
    default:
      return { type };
  }
}

function objectSchema({ properties, required }: JsonSchema): JsonSchema {
  const described = isSchema(properties) ? properties : {};
  const names = Object.keys(described).sort();
  if (names.length === 0) {
    return { type: 'object' };
  }
  const always = Array.isArray(required)
    ? names.filter(name => required.includes(name))
    : [];
  return {
    type: 'object',
    ...(always.length > 0 ? { required: javaHashOrder(always) } : {}),
    properties: Object.fromEntries(
      names.map(name => [name, openApiSchema(described[name])]),
    ),
  };
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

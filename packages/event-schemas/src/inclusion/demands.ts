import { isObject, JsonSchema, typesOf } from '../jsonSchema';
import { Kind } from './atoms';
import { combinationDemands } from './combinationDemands';
import { Demand, IMPOSSIBLE } from './demand';
import { listDemands } from './listDemands';
import { numberDemands } from './numberDemands';
import { objectDemands } from './objectDemands';
import { Reading } from './reading';
import { MakeGoal } from './makeGoal';
import { textDemands } from './textDemands';
import { valueDemands } from './valueDemands';

const WHOLE: Demand = {
  met: [[{ atom: { on: 'whole', holds: true } }]],
  broken: [[{ atom: { on: 'whole', holds: false } }]],
};

/**
 * What a schema asks of a value of a kind, keyword by keyword ("JSON Schema Validation", section 6: a keyword says nothing
 * about values of other kinds than its own).
 */
export function demandsOf(
  schema: unknown,
  kind: Kind,
  reading: Reading,
  goal: MakeGoal,
): Demand[] {
  if (schema === false) return [IMPOSSIBLE];
  if (!isObject(schema)) return [];
  const types = allowedTypes(schema);
  if (types && !types.includes(kind)) {
    if (kind !== 'number' || !types.includes('integer')) return [IMPOSSIBLE];
  }
  const isWhole = kind === 'number' && types && !types.includes('number');
  return [
    ...(isWhole ? [WHOLE] : []),
    ...valueDemands(schema, kind, reading, goal),
    ...kindDemands(schema, kind, reading, goal),
    ...combinationDemands(schema, reading, goal),
  ];
}

function kindDemands(
  schema: JsonSchema,
  kind: Kind,
  reading: Reading,
  goal: MakeGoal,
): Demand[] {
  switch (kind) {
    case 'number':
      return numberDemands(schema);
    case 'string':
      return textDemands(schema, reading);
    case 'array':
      return listDemands(schema, reading, goal);
    case 'object':
      return objectDemands(schema, reading, goal);
    default:
      return [];
  }
}

function allowedTypes(schema: JsonSchema): string[] | undefined {
  const types = typesOf(schema);
  return types && schema.nullable === true ? [...types, 'null'] : types;
}

import { isObject, JsonSchema, listOf } from './jsonSchema';
import { errorAt, SchemaProblem } from './problems';
import { referredSchemas } from './references';
import { allPlaces } from './schemaKeywords';
import { pointerSteps } from './valueAt';

/** More schemas than this for one and the same value is made to keep a validator busy. */
const MOST_READ = 100_000;

/** A place whose reading would not end, or not in reasonable time. */
export interface CostlyPlace {
  pointer: string;
  isEndless: boolean;
}

/**
 * The first place where a validator would read schemas without end before it comes to a part of the value, as in
 * `{"$ref": "#"}`, or very many of them, as where each of thirty definitions refers twice to the next.
 */
export function costlyPlace(root: JsonSchema): CostlyPlace | undefined {
  const costs = new Map<JsonSchema, number>();
  for (const { pointer, schema } of allPlaces(root)) {
    const cost = costOf(root, schema, costs);
    if (cost > MOST_READ) return { pointer, isEndless: cost === Infinity };
  }
  return undefined;
}

/** The same in words. */
export function costlyProblem({
  pointer,
  isEndless,
}: CostlyPlace): SchemaProblem {
  return errorAt(
    pointerSteps(pointer).map(decodeURIComponent).join('.'),
    isEndless ? 'endless-ref' : 'too-intricate',
    isEndless
      ? 'The schema refers to itself without end, so no value can be judged'
      : `The schema asks to read more than ${MOST_READ} schemas for one value`,
    isEndless
      ? 'Let a schema refer to itself only from inside "properties" or "items"'
      : 'Refer to each definition once, or write the choices out',
  );
}

/** How many schemas are read for a value, without its members and elements. A stack of its own, since chains may be long. */
function costOf(
  root: JsonSchema,
  start: JsonSchema,
  costs: Map<JsonSchema, number>,
): number {
  const open: [JsonSchema, JsonSchema[]][] = [
    [start, readTogether(root, start)],
  ];
  const entered = new Set([start]);
  for (let top = open[open.length - 1]; top; top = open[open.length - 1]) {
    const [schema, parts] = top;
    const next = parts.find(part => !costs.has(part));
    if (costs.has(schema)) {
      open.pop();
    } else if (next === undefined) {
      const cost = parts.reduce((sum, part) => sum + (costs.get(part) ?? 0), 1);
      costs.set(schema, cost);
      open.pop();
    } else if (entered.has(next)) {
      costs.set(next, Infinity);
    } else {
      entered.add(next);
      open.push([next, readTogether(root, next)]);
    }
  }
  return costs.get(start) ?? 1;
}

/** The schemas that judge the same value as this one. */
function readTogether(root: JsonSchema, schema: JsonSchema): JsonSchema[] {
  const parts = [...referredSchemas(root, schema)];
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    parts.push(...listOf(schema[keyword]));
  }
  for (const keyword of ['not', 'if', 'then', 'else'])
    parts.push(schema[keyword]);
  for (const keyword of ['dependencies', 'dependentSchemas']) {
    const map = schema[keyword];
    if (isObject(map)) parts.push(...Object.values(map));
  }
  return parts.filter(isObject);
}

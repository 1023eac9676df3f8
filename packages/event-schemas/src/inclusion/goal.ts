import { isObject, JsonSchema, listOf, mapMembers } from '../jsonSchema';
import { resolveReference } from '../references';
import {
  constrains,
  SCHEMA_LISTS,
  SCHEMA_MAPS,
  SCHEMAS,
} from '../schemaKeywords';
import { stableJson } from '../stableJson';
import { Reading } from './reading';

/** A wish about one value: that a schema accepts it, or that it refuses it. */
export interface Goal {
  /** The same for schemas that say the same in the same words, whatever document they stand in. */
  readonly id: number;
  readonly schema: unknown;
  readonly reading: Reading;
  readonly holds: boolean;
}

/** Names every schema it meets by what it says, so that what did not change is seen at once. */
export class GoalTable {
  readonly #byText = new Map<string, number>();
  readonly #known = new Map<Reading, Map<unknown, number>>();
  readonly #documents = new Map<string, number>();

  goal(schema: unknown, reading: Reading, holds: boolean): Goal {
    return { id: this.#idOf(schema, reading), schema, reading, holds };
  }

  #idOf(schema: unknown, reading: Reading): number {
    const known = this.#known.get(reading) ?? new Map<unknown, number>();
    this.#known.set(reading, known);
    const found = known.get(schema);
    if (found !== undefined) return found;
    const id = numberOf(this.#byText, this.#textOf(schema, reading));
    known.set(schema, id);
    return id;
  }

  #textOf(schema: unknown, reading: Reading): string {
    const { dialect, isUnicode, root } = reading;
    const { texts, isSelfContained } = textsOf(schema, reading);
    return JSON.stringify([
      dialect,
      isUnicode,
      ...texts,
      isSelfContained ? 0 : numberOf(this.#documents, stableJson(root, 0)) + 1,
    ]);
  }
}

/** The schema's text, and that of everything it refers to, directly or not. */
function textsOf(
  schema: unknown,
  { root, hasNames }: Reading,
): { texts: string[]; isSelfContained: boolean } {
  const own = stableJson(constraints(schema), 0);
  const referred = new Map<string, string>();
  const open = [schema];
  let isSelfContained = true;
  for (const next of open) {
    for (const holder of holdersIn(next)) {
      if (hasNames || typeof holder.$ref !== 'string') {
        isSelfContained = false;
      } else if (!referred.has(holder.$ref)) {
        const target = resolveReference(root, holder.$ref, holder);
        referred.set(holder.$ref, stableJson(constraints(target), 0));
        open.push(target);
      }
    }
  }
  return {
    texts: [own, ...[...referred].sort().flat()],
    isSelfContained,
  };
}

/** Every schema inside that refers elsewhere. */
function holdersIn(schema: unknown): JsonSchema[] {
  const holders: JsonSchema[] = [];
  const open = [schema];
  for (const next of open) {
    if (!isObject(next)) continue;
    if (['$ref', '$dynamicRef', '$recursiveRef'].some(key => key in next)) {
      holders.push(next);
    }
    for (const keyword of Object.keys(next)) {
      if (constrains(keyword)) open.push(...innerOf(next, keyword));
    }
  }
  return holders;
}

function innerOf(schema: JsonSchema, keyword: string): unknown[] {
  const value = schema[keyword];
  if (SCHEMA_MAPS.includes(keyword)) {
    return isObject(value) ? Object.values(value) : [];
  }
  if (SCHEMA_LISTS.includes(keyword)) return listOf(value);
  if (keyword === 'items') return Array.isArray(value) ? value : [value];
  return SCHEMAS.includes(keyword) ? [value] : [];
}

/** The schema without what says nothing about values. */
function constraints(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const kept = Object.keys(schema).filter(constrains);
  return mapMembers(
    Object.fromEntries(kept.map(keyword => [keyword, schema[keyword]])),
    (value, keyword) => {
      if (SCHEMA_MAPS.includes(keyword)) {
        return isObject(value) ? mapMembers(value, constraints) : value;
      }
      if (keyword === 'required' && Array.isArray(value)) {
        return [...value].map(String).sort();
      }
      if (Array.isArray(value)) {
        return SCHEMA_LISTS.includes(keyword) || keyword === 'items'
          ? value.map(constraints)
          : value;
      }
      return keyword === 'items' || SCHEMAS.includes(keyword)
        ? constraints(value)
        : value;
    },
  );
}

function numberOf(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}

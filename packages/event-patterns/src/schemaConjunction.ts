import { isObject } from './json';
import { ResolveRef } from './schemaRefs';

/** Schemas that all apply to one value, each without references and combinations: nothing, if no value can satisfy them. */
export type Conjunction = readonly Record<string, unknown>[];

/** How to read a contract. */
export interface Reading {
  resolve: ResolveRef;
  /** Draft-04 does not know `const`, `contains`, `if` or numeric exclusive bounds, so a validator passes over them. */
  isDraft4: boolean;
  /** From 2019-09 on, what stands beside a `$ref` applies too; before, it is passed over. */
  refHasSiblings: boolean;
  /** What may still be looked at; a schema that branches into itself would be walked for ever. */
  visits: { left: number };
}

const MAX_REFS = 64;

/**
 * The ways in which a value can satisfy all these schemas: `anyOf`, `oneOf` and `if` make one for each choice. Undefined if it
 * cannot be told.
 */
export function waysToSatisfy(
  schemas: readonly unknown[],
  reading: Reading,
): Conjunction[] | undefined {
  const ways: Conjunction[] = [];
  const open: { todo: unknown[]; done: Record<string, unknown>[] }[] = [
    { todo: [...schemas], done: [] },
  ];
  let refs = 0;
  for (let way = open.pop(); way; way = open.pop()) {
    const { todo, done } = way;
    if (todo.length === 0) {
      ways.push(done);
      continue;
    }
    if (reading.visits.left-- <= 0) return undefined;
    const schema = todo.pop();
    if (schema === false) continue;
    if (!isObject(schema)) {
      open.push(way);
      continue;
    }
    if (typeof schema.$ref === 'string') {
      const target = reading.resolve(schema.$ref);
      if (target === undefined || ++refs > MAX_REFS) return undefined;
      const { $ref: _, ...siblings } = schema;
      open.push({
        todo: [...todo, target, ...(reading.refHasSiblings ? [siblings] : [])],
        done,
      });
      continue;
    }
    const choice = firstChoice(schema, reading);
    if (!choice) {
      const { allOf, ...own } = schema;
      open.push({ todo: [...todo, ...listOf(allOf)], done: [...done, own] });
      continue;
    }
    for (const option of choice.options) {
      open.push({ todo: [...todo, choice.rest, ...option], done });
    }
  }
  return ways;
}

/** A choice the schema leaves open, and the schema without it. */
function firstChoice(
  schema: Record<string, unknown>,
  { isDraft4 }: Reading,
): { options: unknown[][]; rest: unknown } | undefined {
  for (const key of ['anyOf', 'oneOf']) {
    const { [key]: options, ...rest } = schema;
    if (listOf(options).length > 0) {
      return { options: listOf(options).map(option => [option]), rest };
    }
  }
  if (schema.if === undefined || isDraft4) return undefined;
  const { if: condition, then: met, else: otherwise, ...rest } = schema;
  return {
    options: [
      [condition, met],
      [{ not: condition }, otherwise],
    ].map(option => option.filter(part => part !== undefined)),
    rest,
  };
}

/** How this contract is to be read, by its `$schema`. */
export function readingOf(root: unknown, resolve: ResolveRef): Reading {
  const dialect = isObject(root) ? String(root.$schema ?? '') : '';
  return {
    resolve,
    isDraft4: /draft-0[34]/.test(dialect),
    refHasSiblings: /20(19-09|20-12)/.test(dialect),
    visits: { left: 5000 },
  };
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

import { distance } from 'fastest-levenshtein';
import { isObject, JsonSchema, listOf } from '../jsonSchema';
import { changeAt } from './changeAt';
import type { ComparedPlace } from './placeChanges';
import { SchemaChange } from './schemaChange';

/** How the members of an object changed. */
export function objectChanges(place: ComparedPlace): SchemaChange[] {
  const { before, after, path } = place;
  const old = mapOf(before.properties);
  const now = mapOf(after.properties);
  const removed = namesIn(old).filter(name => !Object.hasOwn(now, name));
  const added = namesIn(now).filter(name => !Object.hasOwn(old, name));
  const kept = namesIn(old).filter(name => Object.hasOwn(now, name));
  return [
    ...removed.map(name => {
      const required = isRequired(before, name);
      return changeAt(`${path}.${name}`, required ? 'both' : 'narrows', {
        kind: 'property-removed',
        required,
      });
    }),
    ...added.map(name => {
      const required = isRequired(after, name);
      return changeAt(`${path}.${name}`, required ? 'both' : 'widens', {
        kind: 'property-added',
        required,
      });
    }),
    ...renames(place, removed, added),
    ...requiredChanges(place, new Set([...removed, ...added])),
    ...kept.flatMap(name =>
      place.compare({
        before: old[name],
        after: now[name],
        path: `${path}.${name}`,
      }),
    ),
    ...patternChanges(place),
    ...restChanges(place),
  ];
}

/** A removed and an added property that say the same, and are alike in name or the only ones. */
function renames(
  place: ComparedPlace,
  removed: readonly string[],
  added: readonly string[],
): SchemaChange[] {
  const { before, after, path } = place;
  const old = mapOf(before.properties);
  const now = mapOf(after.properties);
  const areOnly = removed.length === 1 && added.length === 1;
  return removed.flatMap(name => {
    const newName = added.find(
      candidate =>
        (areOnly || areAlike(name, candidate)) &&
        place.saySame(old[name], now[candidate]),
    );
    return newName === undefined
      ? []
      : [
          changeAt(`${path}.${name}`, 'none', {
            kind: 'property-renamed',
            newPath: `${path}.${newName}`,
          }),
        ];
  });
}

/** `orderId`, `order_id` and `OrderID` are alike, and so are `id` and `orderId`. */
function areAlike(one: string, other: string): boolean {
  const [a, b] = [one, other].map(name =>
    name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  );
  return a.includes(b) || b.includes(a) || distance(a, b) <= 2;
}

/** @param but - names that are new or gone, of which that is said already */
function requiredChanges(
  { before, after, path }: ComparedPlace,
  but: ReadonlySet<string>,
): SchemaChange[] {
  const old = listOf(before.required).map(String);
  const now = listOf(after.required).map(String);
  const without = (names: string[], others: string[]) =>
    names.filter(name => !others.includes(name) && !but.has(name));
  return [
    ...without(now, old).map(name =>
      changeAt(`${path}.${name}`, 'narrows', { kind: 'required-added' }),
    ),
    ...without(old, now).map(name =>
      changeAt(`${path}.${name}`, 'widens', { kind: 'required-removed' }),
    ),
  ];
}

function patternChanges(place: ComparedPlace): SchemaChange[] {
  const { before, after, path } = place;
  const old = mapOf(before.patternProperties);
  const now = mapOf(after.patternProperties);
  const patterns = [...new Set([...namesIn(old), ...namesIn(now)])];
  return patterns.flatMap(pattern => {
    const pair = { before: own(old, pattern), after: own(now, pattern) };
    const inside = `${path}./${pattern}/`;
    return pair.before !== undefined && pair.after !== undefined
      ? place.compare({ ...pair, path: inside })
      : [
          changeAt(inside, 'unknown', {
            kind: 'rule-changed',
            keyword: 'patternProperties',
            ...pair,
          }),
        ];
  });
}

/** The schema of all other members, where both versions have one. */
function restChanges({
  before,
  after,
  path,
  compare,
}: ComparedPlace): SchemaChange[] {
  const pair = {
    before: before.additionalProperties,
    after: after.additionalProperties,
  };
  return isObject(pair.before) && isObject(pair.after)
    ? compare({ ...pair, path: `${path}.*` })
    : [];
}

function isRequired(view: JsonSchema, name: string): boolean {
  return listOf(view.required).includes(name);
}

function mapOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function namesIn(map: Record<string, unknown>): string[] {
  return Object.keys(map);
}

function own(map: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

import { JsonSchema } from '../jsonSchema';
import { changeAt } from './changeAt';
import type { ComparedPlace } from './placeChanges';
import { ChangeEffect, SchemaChange } from './schemaChange';

/** How the elements of a list, or the places of a tuple, changed. */
export function listChanges(place: ComparedPlace): SchemaChange[] {
  const { before, after, path } = place;
  const pair = { before: before.items, after: after.items };
  if (Array.isArray(pair.before) && Array.isArray(pair.after)) {
    const { before: old, after: now } = pair;
    const shared = Math.min(old.length, now.length);
    return [
      ...old.slice(0, shared).flatMap((schema: unknown, index) =>
        place.compare({
          before: schema,
          after: now[index],
          path: `${path}[${index}]`,
        }),
      ),
      ...(old.length === now.length ? [] : [itemsChange(place, 'items')]),
      ...elementChanges(place, 'additionalItems'),
    ];
  }
  return [
    ...elementChanges(place, 'items'),
    ...elementChanges(place, 'additionalItems'),
  ];
}

function elementChanges(
  place: ComparedPlace,
  keyword: 'items' | 'additionalItems',
): SchemaChange[] {
  const { [keyword]: before } = place.before;
  const { [keyword]: after } = place.after;
  if (before === undefined && after === undefined) return [];
  const isComparable =
    before !== undefined &&
    after !== undefined &&
    !Array.isArray(before) &&
    !Array.isArray(after);
  return isComparable
    ? place.compare({ before, after, path: `${place.path}[]` })
    : [itemsChange(place, keyword)];
}

function itemsChange(
  { before, after, path }: ComparedPlace,
  keyword: keyof JsonSchema & string,
): SchemaChange {
  let effect: ChangeEffect = 'unknown';
  if (before[keyword] === undefined) effect = 'narrows';
  else if (after[keyword] === undefined) effect = 'widens';
  return changeAt(`${path}[]`, effect, {
    kind: 'rule-changed',
    keyword,
    before: before[keyword],
    after: after[keyword],
  });
}

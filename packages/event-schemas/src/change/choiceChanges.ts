import { listOf } from '../jsonSchema';
import { changeAt } from './changeAt';
import type { ComparedPlace } from './placeChanges';
import { SchemaChange } from './schemaChange';

/** Longer lists of choices are compared as they are written. */
const MAX_CHOICES = 50;

/** How the choices of `anyOf` and `oneOf` changed. The order of choices says nothing. */
export function choiceChanges(place: ComparedPlace): SchemaChange[] {
  return (['anyOf', 'oneOf'] as const).flatMap(keyword =>
    keywordChanges(place, keyword),
  );
}

function keywordChanges(
  place: ComparedPlace,
  keyword: 'anyOf' | 'oneOf',
): SchemaChange[] {
  const { path } = place;
  const { [keyword]: before } = place.before;
  const { [keyword]: after } = place.after;
  if (before === undefined && after === undefined) return [];
  if (before === undefined || after === undefined) {
    return [
      changeAt(path, before === undefined ? 'narrows' : 'widens', {
        kind: 'rule-changed',
        keyword,
        before,
        after,
      }),
    ];
  }
  const added = [...listOf(after)];
  const removed: unknown[] = [];
  for (const choice of listOf(before)) {
    const at =
      added.length > MAX_CHOICES
        ? added.indexOf(choice)
        : added.findIndex(candidate => place.saySame(choice, candidate));
    if (at < 0) removed.push(choice);
    else added.splice(at, 1);
  }
  if (added.length === 1 && removed.length === 1) {
    return place.compare({ before: removed[0], after: added[0], path });
  }
  // Of `oneOf` exactly one may fit, so that one choice more may also shut out what fitted another.
  const isOneOf = keyword === 'oneOf';
  return [
    ...removed.map(() =>
      changeAt(path, isOneOf ? 'unknown' : 'narrows', {
        kind: 'choice-removed',
        keyword,
      }),
    ),
    ...added.map(() =>
      changeAt(path, isOneOf ? 'unknown' : 'widens', {
        kind: 'choice-added',
        keyword,
      }),
    ),
  ];
}

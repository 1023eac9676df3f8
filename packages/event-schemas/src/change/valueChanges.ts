import { JsonSchema, listOf, numberOf } from '../jsonSchema';
import { sameJson } from '../stableJson';
import { ChangeEffect, SchemaChangeDetail } from './schemaChange';

/** A change of a place that is not about its members. */
export type PlaceChange = SchemaChangeDetail & { effect: ChangeEffect };

const LOWER = [
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
  'minContains',
];
const UPPER = [
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'maxContains',
];

/** How the types, values, limits, format and pattern of one place changed. */
export function valueChanges(
  before: JsonSchema,
  after: JsonSchema,
): PlaceChange[] {
  return [
    ...typeChanges(before, after),
    ...enumChanges(before, after),
    ...limitChanges(before, after),
    ...textChanges(before, after),
  ];
}

function typeChanges(before: JsonSchema, after: JsonSchema): PlaceChange[] {
  const old = typeNames(before);
  const now = typeNames(after);
  const changes: PlaceChange[] = [];
  const oldTypes = old.filter(type => type !== 'null');
  const nowTypes = now.filter(type => type !== 'null');
  const wasAny = old.length === 0;
  const isAny = now.length === 0;
  if (!wasAny && !isAny && old.includes('null') !== now.includes('null')) {
    changes.push(
      now.includes('null')
        ? { kind: 'null-allowed', effect: 'widens' }
        : { kind: 'null-refused', effect: 'narrows' },
    );
  }
  if (wasAny !== isAny || !sameJson(oldTypes, nowTypes)) {
    changes.push({
      kind: 'type-changed',
      before: old,
      after: now,
      effect: effectOf(
        isAny || (!wasAny && oldTypes.every(type => holds(nowTypes, type))),
        wasAny || (!isAny && nowTypes.every(type => holds(oldTypes, type))),
      ),
    });
  }
  return changes;
}

function typeNames(view: JsonSchema): string[] {
  return listOf(view.type).map(String).sort();
}

/** Every integer is a number. */
function holds(types: readonly string[], type: string): boolean {
  return (
    types.includes(type) || (type === 'integer' && types.includes('number'))
  );
}

/** From whether all that was accepted still is, and all that is accepted was. */
function effectOf(keepsAll: boolean, addsNone: boolean): ChangeEffect {
  if (keepsAll) return addsNone ? 'none' : 'widens';
  return addsNone ? 'narrows' : 'both';
}

function enumChanges(before: JsonSchema, after: JsonSchema): PlaceChange[] {
  const wasListed = Array.isArray(before.enum);
  const isListed = Array.isArray(after.enum);
  if (!wasListed && !isListed) return [];
  if (wasListed !== isListed) {
    return [
      {
        kind: 'rule-changed',
        keyword: 'enum',
        before: before.enum,
        after: after.enum,
        effect: isListed ? 'narrows' : 'widens',
      },
    ];
  }
  const added = without(listOf(after.enum), listOf(before.enum));
  const removed = without(listOf(before.enum), listOf(after.enum));
  const changes: PlaceChange[] = [];
  if (added.length > 0) {
    changes.push({ kind: 'values-added', values: added, effect: 'widens' });
  }
  if (removed.length > 0) {
    changes.push({
      kind: 'values-removed',
      values: removed,
      effect: 'narrows',
    });
  }
  return changes;
}

function without(
  values: readonly unknown[],
  others: readonly unknown[],
): unknown[] {
  return values.filter(value => !others.some(each => sameJson(each, value)));
}

function limitChanges(before: JsonSchema, after: JsonSchema): PlaceChange[] {
  return [...LOWER, ...UPPER].flatMap((keyword): PlaceChange[] => {
    const old = numberOf(before[keyword]);
    const now = numberOf(after[keyword]);
    if (old === now) return [];
    const isLower = LOWER.includes(keyword);
    const none = isLower ? -Infinity : Infinity;
    const isLooser = isLower
      ? (now ?? none) < (old ?? none)
      : (now ?? none) > (old ?? none);
    return [
      {
        kind: 'limit-changed',
        keyword,
        before: old,
        after: now,
        effect: isLooser ? 'widens' : 'narrows',
      },
    ];
  });
}

function textChanges(before: JsonSchema, after: JsonSchema): PlaceChange[] {
  return (['format', 'pattern'] as const).flatMap((keyword): PlaceChange[] => {
    const old = before[keyword];
    const now = after[keyword];
    if (sameJson(old ?? null, now ?? null)) return [];
    let effect: ChangeEffect = 'unknown';
    if (old === undefined) effect = 'narrows';
    else if (now === undefined) effect = 'widens';
    return [{ kind: `${keyword}-changed`, before: old, after: now, effect }];
  });
}

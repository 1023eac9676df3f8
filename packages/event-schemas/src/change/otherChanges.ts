import { isObject, JsonSchema } from '../jsonSchema';
import { PERSONAL_DATA_KEYWORD } from '../personalData';
import { constrains } from '../schemaKeywords';
import { sameJson } from '../stableJson';
import { SchemaChangeDetail, UnnamedProperties } from './schemaChange';
import { PlaceChange } from './valueChanges';

/** Keywords that are looked at member by member, or in another file. */
const COMPARED_ELSEWHERE = new Set([
  'type',
  'enum',
  'format',
  'pattern',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minContains',
  'maxContains',
  'required',
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'additionalItems',
  'anyOf',
  'oneOf',
  PERSONAL_DATA_KEYWORD,
]);

/** How everything else at one place changed, so that no change goes unsaid. */
export function otherChanges(
  before: JsonSchema,
  after: JsonSchema,
): PlaceChange[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [
    ...markChanges(before, after),
    ...unnamedPropertiesChanges(before, after),
    ...[...keywords]
      .filter(keyword => !COMPARED_ELSEWHERE.has(keyword))
      .flatMap(keyword => keywordChanges(keyword, before, after)),
  ];
}

function markChanges(before: JsonSchema, after: JsonSchema): PlaceChange[] {
  const wasMarked = before[PERSONAL_DATA_KEYWORD] === true;
  const isMarked = after[PERSONAL_DATA_KEYWORD] === true;
  if (wasMarked === isMarked) return [];
  const kind = isMarked
    ? 'personal-data-mark-gained'
    : 'personal-data-mark-lost';
  return [{ kind, effect: 'none' }];
}

function keywordChanges(
  keyword: string,
  before: JsonSchema,
  after: JsonSchema,
): PlaceChange[] {
  const values = { before: before[keyword], after: after[keyword] };
  if (sameJson(values.before ?? null, values.after ?? null)) return [];
  if (!constrains(keyword)) {
    return [{ kind: 'annotation-changed', keyword, ...values, effect: 'none' }];
  }
  let effect: PlaceChange['effect'] = 'unknown';
  if (values.before === undefined) effect = 'narrows';
  else if (values.after === undefined) effect = 'widens';
  return [{ kind: 'rule-changed', keyword, ...values, effect }];
}

function unnamedPropertiesChanges(
  before: JsonSchema,
  after: JsonSchema,
): PlaceChange[] {
  const old = unnamedProperties(before);
  const now = unnamedProperties(after);
  if (old === now) return [];
  const detail: SchemaChangeDetail = {
    kind: 'unnamed-properties-changed',
    before: old,
    after: now,
  };
  const freedom = ['refused', 'described', 'allowed'];
  const isFreer = freedom.indexOf(now) > freedom.indexOf(old);
  return [{ ...detail, effect: isFreer ? 'widens' : 'narrows' }];
}

function unnamedProperties(view: JsonSchema): UnnamedProperties {
  const { additionalProperties: rest } = view;
  if (rest === false) return 'refused';
  return isObject(rest) && Object.keys(rest).length > 0
    ? 'described'
    : 'allowed';
}

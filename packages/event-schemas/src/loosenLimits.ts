import { isObject, JsonSchema } from './jsonSchema';
import { stableJson } from './stableJson';
import { surelyAccepts } from './surelyAccepts';

/** Which keywords speak only of values of one type. */
export const KEYWORDS_OF: Readonly<Partial<Record<string, readonly string[]>>> =
  {
    string: ['pattern', 'format', 'minLength', 'maxLength'],
    number: [
      'minimum',
      'exclusiveMinimum',
      'maximum',
      'exclusiveMaximum',
      'multipleOf',
    ],
    object: [
      'properties',
      'required',
      'additionalProperties',
      'minProperties',
      'maxProperties',
    ],
    array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  };

const LOOSENED = new Set([
  'type',
  'enum',
  ...Object.values(KEYWORDS_OF).flatMap(keywords => keywords ?? []),
]);

/** Whether a keyword can be loosened by itself, without a look at what stands beside it. */
export function isLoosened(keyword: string, value: unknown): boolean {
  if (keyword === 'items') return isObject(value);
  // OpenAPI once had a flag here.
  if (keyword === 'required') return Array.isArray(value);
  return LOOSENED.has(keyword);
}

/** Leaves out every limit of a Draft-04 schema that the value exceeds, or may exceed. */
export function loosenLimits(schema: JsonSchema, value: unknown): void {
  if (typeof value === 'string') loosenText(schema, value);
  else if (typeof value === 'number') loosenNumber(schema, value);
  else if (Array.isArray(value)) loosenList(schema, value);
  else if (isObject(value)) loosenObject(schema, value);
}

function loosenText(schema: JsonSchema, text: string): void {
  for (const keyword of KEYWORDS_OF.string ?? []) {
    if (schema[keyword] === undefined) continue;
    if (!surelyAccepts({ [keyword]: schema[keyword] }, text)) {
      delete schema[keyword];
    }
  }
}

function loosenNumber(schema: JsonSchema, value: number): void {
  const { minimum, maximum, multipleOf } = schema;
  const isAbove =
    value > Number(minimum) ||
    (value === minimum && schema.exclusiveMinimum !== true);
  if (!isAbove) {
    delete schema.minimum;
    delete schema.exclusiveMinimum;
  }
  const isBelow =
    value < Number(maximum) ||
    (value === maximum && schema.exclusiveMaximum !== true);
  if (!isBelow) {
    delete schema.maximum;
    delete schema.exclusiveMaximum;
  }
  // Fractions of fractions are not exact, so nothing is sure about them.
  const isMultiple =
    Number.isSafeInteger(value) &&
    Number.isSafeInteger(multipleOf) &&
    value % Number(multipleOf) === 0;
  if (!isMultiple) delete schema.multipleOf;
}

function loosenList(schema: JsonSchema, list: unknown[]): void {
  if (list.length < Number(schema.minItems)) delete schema.minItems;
  // A list that was always empty is another matter: its elements are new.
  if (schema.maxItems !== 0 && list.length > Number(schema.maxItems)) {
    delete schema.maxItems;
  }
  if (schema.uniqueItems === true) {
    const texts = new Set(list.map(element => stableJson(element, 0)));
    if (texts.size < list.length) delete schema.uniqueItems;
  }
}

function loosenObject(
  schema: JsonSchema,
  value: Record<string, unknown>,
): void {
  const count = Object.keys(value).length;
  if (count < Number(schema.minProperties)) delete schema.minProperties;
  if (count > Number(schema.maxProperties)) delete schema.maxProperties;
}

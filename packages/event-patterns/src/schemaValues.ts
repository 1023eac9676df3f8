import { Bound, Scalar } from './alternative';
import { isObject, isScalar } from './json';
import { Conjunction, listOf, Reading } from './schemaConjunction';
import { mayHold, NumberClass, TextClass, ValueClass } from './valueClass';

/** Types of JSON Schema, `integer` counting as `number`. */
export type JsonType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'object'
  | 'array';

const ALL_TYPES: readonly JsonType[] = [
  'string',
  'number',
  'boolean',
  'null',
  'object',
  'array',
];

/** Whole numbers of a range this small are listed one by one. */
const MAX_LISTED = 100;

/** Types that a value may have under all these schemas. */
export function typesOf(schemas: Conjunction, reading: Reading): Set<JsonType> {
  const listed = listedValues(schemas, reading);
  const types = listed ? new Set(listed.map(typeOf)) : new Set(ALL_TYPES);
  for (const { type, nullable, not } of schemas) {
    if (typeof type === 'string' || Array.isArray(type)) {
      const own = new Set<unknown>([type].flat());
      if (own.has('integer')) own.add('number');
      // OpenAPI's way to let null in beside a type.
      if (nullable === true) own.add('null');
      types.forEach(one => own.has(one) || types.delete(one));
    }
    const refused = isObject(not) && Object.keys(not).length === 1 && not.type;
    // Not an integer may still be another number.
    [refused].flat().forEach(one => types.delete(one as JsonType));
  }
  return types;
}

/** The values without members that are allowed under all these schemas, in classes; a value is allowed if a class may hold it. */
export function scalarClasses(
  schemas: Conjunction,
  reading: Reading,
): ValueClass[] {
  const types = typesOf(schemas, reading);
  const classes: ValueClass[] = [];
  if (types.has('string')) classes.push(textClass(schemas, reading));
  if (types.has('number')) classes.push(numberClass(schemas, reading));
  const constants: Scalar[] = [
    ...(types.has('boolean') ? [true, false] : []),
    ...(types.has('null') ? [null] : []),
  ].filter(value => !excludedValues(schemas, reading).includes(value));
  if (constants.length > 0) classes.push({ kind: 'values', values: constants });

  const listed = listedValues(schemas, reading);
  if (!listed) return classes.map(wholeNumbersListed);
  const values = listed.filter(
    (value): value is Scalar =>
      isScalar(value) && classes.some(one => mayHold(one, value)),
  );
  return values.length > 0 ? [{ kind: 'values', values }] : [];
}

/** The values that `enum` and `const` leave, if there are such. */
export function listedValues(
  schemas: Conjunction,
  { isDraft4 }: Reading,
): unknown[] | undefined {
  let listed: unknown[] | undefined;
  for (const schema of schemas) {
    for (const own of [
      schema.enum,
      !isDraft4 && Object.hasOwn(schema, 'const') ? [schema.const] : undefined,
    ]) {
      if (!Array.isArray(own)) continue;
      listed = listed
        ? listed.filter(value =>
            // Lists and objects are only compared by their JSON, which lets too few differ.
            own.some(
              other => !isScalar(other) || !isScalar(value) || other === value,
            ),
          )
        : own;
    }
  }
  return listed;
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}

/** Values that a plain `not` with `enum` or `const` rules out. */
function excludedValues(schemas: Conjunction, { isDraft4 }: Reading): Scalar[] {
  return schemas.flatMap(({ not }) => {
    if (!isObject(not) || Object.keys(not).length !== 1) return [];
    const constant =
      !isDraft4 && Object.hasOwn(not, 'const') ? [not.const] : [];
    return [...listOf(not.enum), ...constant].filter(isScalar);
  });
}

function textClass(schemas: Conjunction, reading: Reading): TextClass {
  const numbers = (key: string) =>
    schemas.map(schema => schema[key]).filter(isNumber);
  return {
    kind: 'text',
    minLength: Math.max(0, ...numbers('minLength')),
    maxLength: Math.min(Infinity, ...numbers('maxLength')),
    patterns: schemas.flatMap(({ pattern }) => readPattern(pattern)),
    formats: schemas.flatMap(({ format }) =>
      typeof format === 'string' ? [format] : [],
    ),
    excluded: excludedValues(schemas, reading).filter(
      value => typeof value === 'string',
    ),
  };
}

/** A regular expression that cannot be read is left out, which allows too much, never too little. */
function readPattern(pattern: unknown): RegExp[] {
  if (typeof pattern !== 'string') return [];
  try {
    return [new RegExp(pattern, 'u')];
  } catch {
    return [];
  }
}

function numberClass(schemas: Conjunction, reading: Reading): NumberClass {
  const lower: Bound[] = [];
  const upper: Bound[] = [];
  for (const schema of schemas) {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
    if (isNumber(minimum)) {
      // Draft-04 marks the bound as exclusive; later drafts give an exclusive bound of its own.
      lower.push({
        value: minimum,
        inclusive: !(reading.isDraft4 && exclusiveMinimum === true),
      });
    }
    if (isNumber(maximum)) {
      upper.push({
        value: maximum,
        inclusive: !(reading.isDraft4 && exclusiveMaximum === true),
      });
    }
    if (reading.isDraft4) continue;
    if (isNumber(exclusiveMinimum)) {
      lower.push({ value: exclusiveMinimum, inclusive: false });
    }
    if (isNumber(exclusiveMaximum)) {
      upper.push({ value: exclusiveMaximum, inclusive: false });
    }
  }
  const isWhole = schemas.some(({ type }) => {
    const own = [type].flat();
    return own.includes('integer') && !own.includes('number');
  });
  return {
    kind: 'number',
    lower: tightest(lower, (a, b) => b.value - a.value),
    upper: tightest(upper, (a, b) => a.value - b.value),
    multiplesOf: [
      ...schemas.map(({ multipleOf }) => multipleOf).filter(isNumber),
      ...(isWhole ? [1] : []),
    ].filter(factor => factor > 0),
    excluded: excludedValues(schemas, reading).filter(isNumber),
  };
}

function tightest(
  bounds: Bound[],
  compare: (a: Bound, b: Bound) => number,
): Bound | undefined {
  return bounds.sort(
    (a, b) => compare(a, b) || Number(a.inclusive) - Number(b.inclusive),
  )[0];
}

function wholeNumbersListed(one: ValueClass): ValueClass {
  if (one.kind !== 'number' || !one.multiplesOf.includes(1)) return one;
  const from = Math.ceil(one.lower?.value ?? -Infinity);
  const to = Math.floor(one.upper?.value ?? Infinity);
  if (!(to - from < MAX_LISTED)) return one;
  const values = Array.from(
    { length: Math.max(0, to - from + 1) },
    (_, n) => from + n,
  );
  return {
    kind: 'values',
    values: values.filter(value => mayHold(one, value)),
  };
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

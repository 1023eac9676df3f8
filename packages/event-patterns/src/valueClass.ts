import { Bound, Scalar } from './alternative';

/** Values a contract allows at one place: one of some, texts of a kind, or numbers of a kind. */
export type ValueClass = ListedValues | TextClass | NumberClass;

export interface ListedValues {
  kind: 'values';
  values: readonly Scalar[];
}

/** Texts; lengths count characters, not UTF-16 units ("JSON Schema Validation", maxLength). */
export interface TextClass {
  kind: 'text';
  minLength: number;
  maxLength: number;
  /** Regular expressions that each must find something. */
  patterns: readonly RegExp[];
  /** JSON Schema formats, such as `date-time`. */
  formats: readonly string[];
  excluded: readonly string[];
}

export interface NumberClass {
  kind: 'number';
  lower?: Bound;
  upper?: Bound;
  multiplesOf: readonly number[];
  excluded: readonly number[];
}

/** Nothing is known: any text, any number, true, false or null. */
export const ANY_VALUE: readonly ValueClass[] = [
  {
    kind: 'text',
    minLength: 0,
    maxLength: Infinity,
    patterns: [],
    formats: [],
    excluded: [],
  },
  { kind: 'number', multiplesOf: [], excluded: [] },
  { kind: 'values', values: [true, false, null] },
];

/** Whether the class may hold the value. True also where it cannot be told. */
export function mayHold(one: ValueClass, value: Scalar): boolean {
  switch (one.kind) {
    case 'values':
      return one.values.includes(value);
    case 'number':
      return (
        typeof value === 'number' &&
        inRange(one, value) &&
        one.multiplesOf.every(factor => mayBeMultiple(value, factor)) &&
        !one.excluded.includes(value)
      );
    default: {
      if (typeof value !== 'string') return false;
      const length = [...value].length;
      return (
        length >= one.minLength &&
        length <= one.maxLength &&
        one.patterns.every(pattern => pattern.test(value)) &&
        one.formats.every(format => mayHaveFormat(value, format)) &&
        !one.excluded.includes(value)
      );
    }
  }
}

/** Whether the number lies between the bounds. */
export function inRange({ lower, upper }: NumberClass, value: number): boolean {
  const above =
    !lower || (lower.inclusive ? value >= lower.value : value > lower.value);
  const below =
    !upper || (upper.inclusive ? value <= upper.value : value < upper.value);
  return above && below;
}

/** Validators differ on fractions such as 0.3 of 0.1, so only whole factors are judged. */
function mayBeMultiple(value: number, factor: number): boolean {
  return !Number.isInteger(factor) || value % factor === 0;
}

/**
 * Shapes of the formats ("JSON Schema Validation", format). They let through more than the formats do, so that only a refusal
 * proves something.
 */
const FORMAT_SHAPES: ReadonlyMap<string, RegExp> = new Map([
  ['date-time', /^\d{4}-\d\d-\d\d.\d\d:\d\d/s],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['time', /^\d\d:\d\d/],
  ['uuid', /^(urn:uuid:)?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ['email', /@/],
  ['ipv4', /^[\d.]+$/],
  ['ipv6', /:/],
  ['uri', /^[a-z][a-z\d+.-]*:/i],
]);

function mayHaveFormat(value: string, format: string): boolean {
  return FORMAT_SHAPES.get(format)?.test(value) ?? true;
}

import { BlockList, isIP, isIPv4 } from 'node:net';
import { compilePatterns, TextMatcher } from './pattern';
import { fillTemplate, readTemplate } from './template';

/** Prepares the values of a condition: does a given value match any of them? */
type Family = (values: string[], variables: boolean) => TextMatcher;

/** Texts with their variables replaced; those without a value fall away. */
function textFamily(fold: (text: string) => string): Family {
  return (values, variables) => {
    const templates = values.map(value =>
      readTemplate(value, { wildcards: false, variables }),
    );
    if (templates.every(pieces => pieces.every(p => typeof p === 'string'))) {
      const wanted = new Set(templates.map(pieces => fold(pieces.join(''))));
      return given => wanted.has(fold(given));
    }
    return (given, context) => {
      const folded = fold(given);
      return templates.some(pieces => {
        const wanted = fillTemplate(pieces, context);
        return wanted !== undefined && fold(wanted) === folded;
      });
    };
  };
}

/** Values that are read as numbers; what cannot be read equals nothing. */
function numberFamily(
  read: (text: string) => number,
  compare: (given: number, wanted: number) => boolean,
): Family {
  return values => {
    const wanted = values.map(read).filter(value => !Number.isNaN(value));
    return given => {
      const value = read(given);
      return !Number.isNaN(value) && wanted.some(item => compare(value, item));
    };
  };
}

function readNumber(text: string): number {
  return /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)
    ? Number(text)
    : NaN;
}

// The forms of "Date and Time Formats" (W3C), and a time without a zone.
const DATE =
  /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** Milliseconds since 1970 of an ISO 8601 date or of seconds since 1970. */
function readDate(text: string): number {
  const trimmed = text.trim();
  // Four digits are a year: as seconds they would be an hour of 1970.
  if (/^\d+$/.test(trimmed) && trimmed.length !== 4) {
    return Number(trimmed) * 1000;
  }
  if (!DATE.test(trimmed)) {
    return NaN;
  }
  const hasTime = trimmed.includes('T');
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(trimmed.slice(11));
  return Date.parse(hasTime && !hasZone ? `${trimmed}Z` : trimmed);
}

/** Whether a text is an IP address or a range in CIDR form. */
function isAddressRange(text: string): boolean {
  const [address, length, ...more] = text.split('/');
  const version = isIP(address);
  return (
    version !== 0 &&
    more.length === 0 &&
    (length === undefined ||
      (/^\d{1,3}$/.test(length) &&
        Number(length) <= (version === 4 ? 32 : 128)))
  );
}

const addressFamily: Family = values => {
  const ranges = new BlockList();
  for (const value of values.filter(isAddressRange)) {
    const [address, length] = value.split('/');
    const [family, bits] = isIPv4(address)
      ? (['ipv4', 32] as const)
      : (['ipv6', 128] as const);
    ranges.addSubnet(address, Number(length ?? bits), family);
  }
  return given =>
    isIP(given) !== 0 && ranges.check(given, isIPv4(given) ? 'ipv4' : 'ipv6');
};

const bytes = (base64: string) =>
  Buffer.from(base64, 'base64').toString('base64');

const lower = (text: string) => text.toLowerCase();

const binaryFamily: Family = values => {
  const wanted = new Set(values.map(bytes));
  return given => wanted.has(bytes(given));
};

const boolFamily: Family = values => {
  const wanted = new Set(values.map(lower));
  return given => wanted.has(lower(given));
};

const like: Family = (values, variables) =>
  compilePatterns(values, 'text', { variables });

const arnLike: Family = (values, variables) =>
  compilePatterns(values, 'arn', { variables });

/** "IAM JSON policy elements: Condition operators". */
const FAMILIES = new Map<string, Family>([
  ['StringEquals', textFamily(text => text)],
  ['StringEqualsIgnoreCase', textFamily(lower)],
  ['StringLike', like],
  ['ArnEquals', arnLike],
  ['ArnLike', arnLike],
  ['Bool', boolFamily],
  ['BinaryEquals', binaryFamily],
  ['IpAddress', addressFamily],
  ['NumericEquals', numberFamily(readNumber, (a, b) => a === b)],
  ['NumericLessThan', numberFamily(readNumber, (a, b) => a < b)],
  ['NumericLessThanEquals', numberFamily(readNumber, (a, b) => a <= b)],
  ['NumericGreaterThan', numberFamily(readNumber, (a, b) => a > b)],
  ['NumericGreaterThanEquals', numberFamily(readNumber, (a, b) => a >= b)],
  ['DateEquals', numberFamily(readDate, (a, b) => a === b)],
  ['DateLessThan', numberFamily(readDate, (a, b) => a < b)],
  ['DateLessThanEquals', numberFamily(readDate, (a, b) => a <= b)],
  ['DateGreaterThan', numberFamily(readDate, (a, b) => a > b)],
  ['DateGreaterThanEquals', numberFamily(readDate, (a, b) => a >= b)],
]);

/** Each negated operator and the one it denies. */
const NEGATED = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NotIpAddress', 'IpAddress'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
]);

/** A condition operator, taken apart. */
export interface Operator {
  /** `ForAllValues`, `ForAnyValue`, or none. */
  quantifier?: string;
  isNegated: boolean;
  ifExists: boolean;
  /** `null` asks whether the key is absent, and compares nothing. */
  family: Family | null;
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** Reads the name of an operator, prefix and suffix included. */
export function readOperator(name: string): Operator | undefined {
  const [, quantifier, plain = '', suffix] = OPERATOR.exec(name) ?? [];
  const family = FAMILIES.get(NEGATED.get(plain) ?? plain) ?? null;
  // "You can add IfExists to the end of any condition operator except Null".
  if (!family && (plain !== 'Null' || suffix)) {
    return undefined;
  }
  return {
    quantifier,
    isNegated: NEGATED.has(plain),
    ifExists: suffix !== undefined,
    family,
  };
}

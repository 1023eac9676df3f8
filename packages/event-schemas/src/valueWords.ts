import { samplePattern } from './samplePattern';
import { SeededRandom } from './seededRandom';

/** A well-written value of each format, to copy from. */
export const FORMAT_EXAMPLES: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T09:30:00Z',
  date: '2026-01-15',
  time: '09:30:00Z',
  duration: 'P3DT12H',
  uuid: '7bf73129-1428-4cd3-a780-95db273d1602',
  email: 'alex@example.com',
  uri: 'https://example.com/orders/1',
  hostname: 'host.example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};

/** How a number compares with its bound. */
export const COMPARISONS: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
};

/** What each keyword counts, as one and as many. */
export const UNITS: Readonly<Record<string, [string, string]>> = {
  minLength: ['character', 'characters'],
  maxLength: ['character', 'characters'],
  minItems: ['element', 'elements'],
  maxItems: ['element', 'elements'],
  additionalItems: ['element', 'elements'],
  items: ['element', 'elements'],
  unevaluatedItems: ['element', 'elements'],
  minProperties: ['property', 'properties'],
  maxProperties: ['property', 'properties'],
};

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a boolean',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

/** A number of things in words. */
export function count(limit: unknown, [one, many]: [string, string]): string {
  return `${String(limit)} ${limit === 1 ? one : many}`;
}

/** With articles, as in a sentence: "a string, a number or null". */
export function typeNames(types: unknown): string {
  const names = [types]
    .flat()
    .map(type => TYPE_NAMES[String(type)] ?? String(type));
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

/** What to write where an expression has to match. */
export function fittingText(pattern: string): string {
  const text = samplePattern(pattern, new SeededRandom(1));
  return text === undefined || text.length > 60
    ? 'Write text that the expression matches'
    : `Write text that the expression matches, such as ${show(text)}`;
}

/** The start of a value's JSON. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

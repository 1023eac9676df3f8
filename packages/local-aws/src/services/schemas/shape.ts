import { eventSchemas } from './eventSchemas';

/** Text that may be a date with a time. */
const LIKE_DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d/;

function isDateTime(text: string): boolean {
  return (
    LIKE_DATE_TIME.test(text) &&
    eventSchemas().infer([text]).format === 'date-time'
  );
}

/**
 * A text that tells JSON values of different schemas apart, at a fraction of
 * the cost of inferring them: what is of one shape is of one schema.
 */
export function shapeOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return isDateTime(value) ? 'd' : 's';
    case 'number':
      return Number.isInteger(value) ? 'i' : 'n';
    case 'boolean':
      return 'b';
    default:
  }
  if (Array.isArray(value)) {
    return `[${[...new Set(value.map(shapeOf))].join()}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return '-';
  }
  const members = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)}:${shapeOf(inner)}`,
  );
  return `{${members.join()}}`;
}

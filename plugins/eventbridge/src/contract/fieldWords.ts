import { ContractField } from '@busline/event-schemas';

/** `string, a date-time`, `one of EU, UK, US`. */
export function fieldTypeWords(field: ContractField): string {
  const format = field.format ? ` (${field.format})` : '';
  return `${field.type}${format}`;
}

/** Values that are allowed, or an example, as short text; empty where none is known. */
export function fieldExampleWords(field: ContractField): string {
  if (field.enum) {
    return `one of ${field.enum.map(valueWords).join(', ')}`;
  }
  return field.example === undefined ? '' : valueWords(field.example);
}

function valueWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

import { contractFields, JsonSchema } from '@busline/event-schemas';
import { flattenFields } from '../../contract/flattenFields';
import { ValueKind } from './conditions';

/** A field that a filter can ask about. */
export interface FilterField {
  /** As an event pattern writes it: lists are looked into, so without `[]`. */
  path: string;
  kind: ValueKind;
  /** The only values the contract allows, where it says so. */
  values?: string[];
  description?: string;
  sensitive: boolean;
}

/** The fields of a contract that hold values, in the contract's order. */
export function filterFields(detailSchema: JsonSchema): FilterField[] {
  return flattenFields(contractFields(detailSchema)).flatMap(({ field }) => {
    const kind = kindOf(field.type);
    const isLeaf = field.children === undefined;
    if (!isLeaf || kind === undefined || field.path.includes('*')) {
      return [];
    }
    return [
      {
        path: field.path.replaceAll('[]', ''),
        kind,
        ...(field.enum ? { values: field.enum.map(String) } : {}),
        ...(field.description ? { description: field.description } : {}),
        sensitive: field.sensitive,
      },
    ];
  });
}

function kindOf(type: string): ValueKind | undefined {
  if (/string|any/.test(type)) {
    return 'text';
  }
  if (/number|integer/.test(type)) {
    return 'number';
  }
  return type.includes('boolean') ? 'boolean' : undefined;
}

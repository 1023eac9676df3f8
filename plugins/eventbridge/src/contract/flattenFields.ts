import { ContractField } from '@busline/event-schemas';

/** A field with its place in the tree, ready for a row of a table. */
export interface FieldRow {
  field: ContractField;
  /** 0 for fields of `detail` itself. */
  depth: number;
}

/** The tree of fields as rows, each parent before its children. */
export function flattenFields(fields: ContractField[], depth = 0): FieldRow[] {
  return fields.flatMap(field => [
    { field, depth },
    ...flattenFields(field.children ?? [], depth + 1),
  ]);
}

import { changeWords } from './changeWords';
import { ChangeEffect, SchemaChange, SchemaChangeDetail } from './schemaChange';

/** A change at a place. */
export function changeAt(
  path: string,
  effect: ChangeEffect,
  detail: SchemaChangeDetail,
): SchemaChange {
  return { ...detail, path, effect, message: changeWords(path, detail) };
}

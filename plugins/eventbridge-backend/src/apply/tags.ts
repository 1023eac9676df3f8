/**
 * Tags that must be written so that `existing` has all of `wanted`. Tags of
 * others are left alone.
 */
export function missingTags(
  existing: Record<string, string>,
  wanted: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => existing[key] !== value),
  );
}

/** What it takes to have the `before` state of the `written` keys again. */
export function tagsToRestore(
  before: Record<string, string>,
  written: Record<string, string>,
): { set: Record<string, string>; remove: string[] } {
  const keys = Object.keys(written);
  return {
    set: Object.fromEntries(
      keys.flatMap(key =>
        before[key] === undefined ? [] : [[key, before[key]]],
      ),
    ),
    remove: keys.filter(key => before[key] === undefined),
  };
}

/** Whether nothing is in a record. */
export function isEmpty(record: Record<string, unknown>): boolean {
  return Object.keys(record).length === 0;
}

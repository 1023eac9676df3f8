/** Tags as EventBridge and IAM list them, as a record with sorted keys. */
export function tagRecord(
  tags: Array<{ Key: string | undefined; Value: string | undefined }> = [],
): Record<string, string> {
  return sortedTags(
    Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  );
}

/** The same tags in an order that does not change from scan to scan. */
export function sortedTags(
  tags: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Tags as EventBridge and IAM take them. */
export function tagList(
  tags: Record<string, string>,
): Array<{ Key: string; Value: string }> {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags as this package writes them: names and values. */
export type Tags = Readonly<Record<string, string>>;

/** Whether the observed tags lack a wanted one or carry another value for it. */
export function isTagMissing(
  wanted: Tags,
  observed: Readonly<Record<string, string | undefined>>,
): boolean {
  return Object.entries(wanted).some(([key, value]) => observed[key] !== value);
}

/** Tags as a list, the form most AWS APIs take. */
export function tagList(tags: Tags): Array<{ Key: string; Value: string }> {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags from a list, the form most AWS APIs return. */
export function tagsOf(
  list: ReadonlyArray<{ Key?: string; Value?: string }> = [],
): Record<string, string | undefined> {
  return Object.fromEntries(list.map(({ Key, Value }) => [Key ?? '', Value]));
}

/** On everything this package creates, unless a flaw is wanted. */
export const managedTags: Tags = { 'busline:managed-by': 'busline' };

import { Tags } from '../accounts';

interface Tag {
  Key: string;
  Value: string;
}

/** Tags as EventBridge and IAM list them. */
export function tagList(tags: Tags): Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** Tags from the list form. */
export function tagsFromList(list: Tag[] | undefined): Tags {
  return new Map((list ?? []).map(({ Key, Value }) => [Key, Value]));
}

/** Tags as Schemas and SQS map them. */
export function tagMap(tags: Tags): Record<string, string> {
  return Object.fromEntries(tags);
}

/** Tags from the map form. */
export function tagsFromMap(map: Record<string, string> | undefined): Tags {
  return new Map(Object.entries(map ?? {}));
}

/** Sets tags over those that are there. */
export function addTags(tags: Tags, added: Tags): void {
  added.forEach((value, key) => tags.set(key, value));
}

/** Takes tags away; those that are not there do not matter. */
export function removeTags(tags: Tags, keys: string[]): void {
  keys.forEach(key => tags.delete(key));
}

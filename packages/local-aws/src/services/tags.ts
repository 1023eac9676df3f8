import { Tags } from '../accounts';

export interface Tag {
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

/** Tags with others set over them. */
export function withTags(tags: Tags, added: Tags): Tags {
  return new Map([...tags, ...added]);
}

/** Tags without some; those that are not there do not matter. */
export function withoutTags(tags: Tags, keys: string[]): Tags {
  return new Map([...tags].filter(([key]) => !keys.includes(key)));
}

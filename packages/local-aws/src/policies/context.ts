/**
 * Values of the condition keys of one request. Keys are asked for in lower
 * case, because IAM does not heed the case of their names. A `Map` will do;
 * what is costly to find out may be found when it is asked for.
 */
export interface ConditionContext {
  get: (key: string) => readonly string[] | undefined;
}

/**
 * Keys whose values may differ between two requests that are the same
 * otherwise, in lower case. A decision that read one of them cannot be kept.
 */
const VOLATILE_KEYS: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:multifactorauthage',
  'aws:referer',
  'aws:sourceip',
  'aws:useragent',
]);

/** Whether a key's value is another at the next request. */
export function isVolatileKey(key: string): boolean {
  return VOLATILE_KEYS.has(key);
}

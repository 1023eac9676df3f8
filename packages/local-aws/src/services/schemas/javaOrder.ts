/* eslint-disable no-bitwise -- Java's hash is arithmetic on 32 bits. */

/** `String.hashCode` ("Class String", Java SE API). */
function hashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  }
  return hash;
}

/**
 * Names in the order in which a `HashSet` of Java gives them. The registry
 * writes `required` so; with the same order, the same schema is the same text
 * here and there.
 */
export function javaHashOrder(names: readonly string[]): string[] {
  let buckets = 16;
  while (names.length > buckets * 0.75) {
    buckets *= 2;
  }
  const bucketOf = (name: string) => {
    const hash = hashCode(name);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return names
    .map(name => ({ name, bucket: bucketOf(name) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ name }) => name);
}

/** `1 account`, `5 accounts`. */
export function countWords(
  count: number,
  one: string,
  many = `${one}s`,
): string {
  return `${count} ${count === 1 ? one : many}`;
}

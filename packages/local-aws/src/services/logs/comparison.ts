/** A text that is a number. */
export const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a text fits one in which `*` stands for anything. */
export function fits(text: string, wildcard: string): boolean {
  const [first, ...rest] = wildcard.split('*');
  if (rest.length === 0) {
    return text === first;
  }
  if (!text.startsWith(first)) {
    return false;
  }
  const last = rest[rest.length - 1];
  let position = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0) {
      return false;
    }
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}

/** The operators that compare numbers. */
export const ORDERS: ReadonlyMap<string, (a: number, b: number) => boolean> =
  new Map([
    ['<', (a: number, b: number) => a < b],
    ['<=', (a: number, b: number) => a <= b],
    ['>', (a: number, b: number) => a > b],
    ['>=', (a: number, b: number) => a >= b],
  ]);

/** One value that seems to fulfil everything, or the admission that there may be one nobody could write down. */
export type Found = { value: unknown } | { value?: undefined; isHidden: true };

/** Proof that there is no such value. */
export const NONE: readonly Found[] = [];

/** There may be one. */
export const HIDDEN: readonly Found[] = [{ isHidden: true }];

/** How many values are kept of each place. */
const MAX_FOUND = 3;

/** After so many failures to write a value down, one more will not bring it. */
const MAX_HIDDEN = 12;

export function foundValues(values: readonly unknown[]): Found[] {
  return values.slice(0, MAX_FOUND).map(value => ({ value }));
}

export function isHidden(found: Found): found is { isHidden: true } {
  return 'isHidden' in found;
}

/** Whether looking further would not help. */
export function isEnough(found: readonly Found[]): boolean {
  const hidden = found.filter(isHidden).length;
  return found.length - hidden >= MAX_FOUND || hidden >= MAX_HIDDEN;
}

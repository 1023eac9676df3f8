/** Joins texts to sentences, each with its full stop; empty ones are left out. */
export function sentences(...texts: Array<string | undefined>): string {
  return texts
    .flatMap(text => text?.trim() || [])
    .map(text => (/[.!?]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

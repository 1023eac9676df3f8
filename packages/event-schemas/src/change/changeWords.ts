import { SchemaChangeDetail } from './schemaChange';

/** A change as a sentence. */
export function changeWords(path: string, change: SchemaChangeDetail): string {
  const it = `\`${path}\``;
  switch (change.kind) {
    case 'property-added':
      return `${it} is new${change.required ? ' and required' : ''}`;
    case 'property-removed':
      return `${it} is gone${change.required ? '; it was required' : ''}`;
    case 'property-renamed':
      return `${it} may have been renamed to \`${change.newPath}\``;
    case 'required-added':
      return `${it} is now required`;
    case 'required-removed':
      return `${it} is no longer required`;
    case 'type-changed':
      return `${it} was ${typeWords(change.before)} and is now ${typeWords(
        change.after,
      )}`;
    case 'null-allowed':
      return `${it} may now be null`;
    case 'null-refused':
      return `${it} may no longer be null`;
    case 'values-added':
      return `${it} may now be ${valueWords(change.values)}`;
    case 'values-removed':
      return `${it} may no longer be ${valueWords(change.values)}`;
    case 'unnamed-properties-changed':
      return `properties that ${it} does not name were ${change.before} and are now ${change.after}`;
    case 'choice-added':
      return `${it} has one more choice (${change.keyword})`;
    case 'choice-removed':
      return `${it} has one choice less (${change.keyword})`;
    case 'personal-data-mark-lost':
      return `${it} is no longer marked as personal data, so samples and logs show it`;
    case 'personal-data-mark-gained':
      return `${it} is now marked as personal data`;
    case 'format-changed':
    case 'pattern-changed':
      return keywordWords(it, change.kind.split('-')[0], change);
    default:
      return keywordWords(it, change.keyword, change);
  }
}

function keywordWords(
  it: string,
  keyword: string,
  { before, after }: { before: unknown; after: unknown },
): string {
  if (before === undefined) {
    return `${it} now has ${keyword} ${JSON.stringify(after)}`;
  }
  if (after === undefined) {
    return `${it} no longer has ${keyword} ${JSON.stringify(before)}`;
  }
  return `${keyword} of ${it} was ${JSON.stringify(
    before,
  )} and is now ${JSON.stringify(after)}`;
}

function typeWords(types: readonly string[]): string {
  return types.length > 0 ? types.join(' or ') : 'of any type';
}

function valueWords(values: readonly unknown[]): string {
  return values.map(value => JSON.stringify(value)).join(', ');
}

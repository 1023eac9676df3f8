import { Alternative } from './alternative';
import { TextClass } from './valueClass';

/**
 * Conditions, in the pattern's own operators, that every text of the class meets; what they cannot say is left out. So that what
 * a contract says of a text can be set against what a pattern asks.
 */
export function textShape(one: TextClass): Alternative[] {
  return [
    ...one.patterns.flatMap(({ source }) => patternShape(source)),
    ...one.formats.flatMap(formatShape),
    ...(one.minLength > 0
      ? [{ kind: 'anything-but' as const, of: 'value' as const, values: [''] }]
      : []),
    ...(one.excluded.length > 0
      ? [
          {
            kind: 'anything-but' as const,
            of: 'value' as const,
            values: [...one.excluded],
          },
        ]
      : []),
  ];
}

/** Letters and signs that stand for themselves in a regular expression. */
const PLAIN = String.raw`(?:[\w\s@#%&=:;,<>"'/~!\x60-]|\\[.\-/^$*+?()[\]{}|\\])`;
const STARTS_PLAIN = new RegExp(`^\\^(${PLAIN}*)(.?)`, 'su');

/** Fixed text at the start, of expressions that offer no choice. */
function patternShape(source: string): Alternative[] {
  if (source.includes('|')) return [];
  const shape: Alternative[] = [];
  const start = STARTS_PLAIN.exec(source);
  if (start) {
    const units = plainUnits(start[1]);
    // What follows may make the last unit optional.
    if (/[*?{]/.test(start[2])) units.pop();
    if (units.length > 0) {
      shape.push({ kind: 'prefix', text: units.join(''), ignoreCase: false });
    }
  }
  return shape;
}

function plainUnits(written: string): string[] {
  return [...written.matchAll(/\\(.)|(.)/gsu)].map(
    ([, escaped, plain]) => escaped ?? plain,
  );
}

/** Marks that every text of a format has. */
function formatShape(format: string): Alternative[] {
  const shapes: Record<string, string> = {
    'date-time': '*-*-*:*:*',
    date: '*-*-*',
    time: '*:*:*',
    uuid: '*-*-*-*-*',
    email: '*@*',
    uri: '*:*',
  };
  return Object.hasOwn(shapes, format)
    ? [{ kind: 'wildcard', text: shapes[format] }]
    : [];
}

/** A wildcard text split at its unescaped asterisks, escapes resolved. One part means no wildcard at all. */
export type WildcardParts = string[];

/** Thrown with the character position (from 0) of the mistake. */
export class WildcardSyntaxError extends Error {
  readonly name = 'WildcardSyntaxError';
}

/**
 * Splits the operand of `wildcard`. `*` stands for any run of characters; `\*` and `\\` are the only escapes and
 * two wildcards may not stand side by side ("Comparison operators for use in event patterns", Matching using wildcards).
 */
export function parseWildcard(text: string): WildcardParts {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '*') {
      if (text[at + 1] === '*') {
        throw new WildcardSyntaxError(
          `Consecutive wildcard characters at pos ${at}`,
        );
      }
      parts.push(part);
      part = '';
    } else if (char === '\\') {
      const escaped = text[at + 1];
      if (escaped !== '*' && escaped !== '\\') {
        throw new WildcardSyntaxError(
          `Invalid escape character at pos ${at}: only \\* and \\\\ are allowed`,
        );
      }
      part += escaped;
      at++;
    } else {
      part += char;
    }
  }
  return [...parts, part];
}

/** Whether the value matches, in time linear in the number of parts times the length of the value. */
export function matchesWildcard(parts: WildcardParts, value: string): boolean {
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (parts.length === 1) return value === first;
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  // Taking the earliest place for each middle part leaves the most room for the next, so no backtracking is needed.
  let from = first.length;
  const end = value.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= end;
}

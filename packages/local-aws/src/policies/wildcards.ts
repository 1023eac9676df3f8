const compiled = new Map<string, RegExp>();
const MAX_COMPILED = 5_000;

/**
 * Whether a text matches a pattern in which `*` stands for any characters and
 * `?` for exactly one ("IAM JSON policy elements: Resource").
 */
export function matchesWildcard(
  pattern: string,
  text: string,
  options?: { ignoreCase: boolean },
): boolean {
  if (pattern === '*') {
    return true;
  }
  const key = options?.ignoreCase ? `i${pattern}` : `s${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.');
    expression = new RegExp(`^${source}$`, options?.ignoreCase ? 'is' : 's');
    if (compiled.size >= MAX_COMPILED) {
      compiled.clear();
    }
    compiled.set(key, expression);
  }
  return expression.test(text);
}

/**
 * Whether an ARN matches an ARN pattern: each of the six parts by itself, so
 * that a wildcard never reaches over a colon into the next part.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') {
    return true;
  }
  const wanted = splitArn(pattern);
  const given = splitArn(arn);
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => matchesWildcard(part, given[i]))
  );
}

function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Numbers from 0 up to 1. */
type Random = () => number;

/** Another JSON text of the same value: spaces, escapes, numbers written otherwise, and names given before and overruled. */
export function otherJsonText(value: unknown, random: Random): string {
  const chance = (share: number) => random() < share;
  const space = () =>
    chance(0.1) ? [' ', '\n', '\t', '\r\n'][Math.floor(random() * 4)] : '';

  const text = (plain: string) =>
    chance(0.8)
      ? JSON.stringify(plain)
      : `"${plain
          .split('')
          .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join('')}"`;

  const number = (plain: number) => {
    if (chance(0.7)) return JSON.stringify(plain);
    return chance(0.5) ? plain.toExponential() : plain.toFixed(3);
  };

  const member = (name: string, inner: unknown) =>
    `${text(name)}${space()}:${space()}${write(inner)}`;

  function write(inner: unknown): string {
    if (typeof inner === 'string') return text(inner);
    if (typeof inner === 'number') return number(inner);
    if (Array.isArray(inner)) {
      return `[${space()}${inner
        .map(write)
        .join(`${space()},${space()}`)}${space()}]`;
    }
    if (typeof inner === 'object' && inner !== null) {
      const members = Object.entries(inner).flatMap(([name, each]) => [
        ...(chance(0.05) ? [member(name, [each, { a: 'overruled' }])] : []),
        member(name, each),
      ]);
      return `{${space()}${members.join(`${space()},${space()}`)}${space()}}`;
    }
    return JSON.stringify(inner);
  }

  return `${space()}${write(value)}${space()}`;
}

/** The text with one character lost, doubled or replaced: often no JSON any more. */
export function damaged(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  const inserted = '{}[]",:\\0-.eE+ tfn\u0000\u00e9\ud800'.charAt(
    Math.floor(random() * 21),
  );
  const kept = random() < 0.5 ? 1 : 0;
  return text.slice(0, at) + inserted + text.slice(at + kept);
}

import { SeededRandom } from './seededRandom';

/** Longest text made from one expression, so that `{1,100000}` stays readable and cheap. */
const MAX_LENGTH = 2000;

/** Thrown for constructs outside the subset, such as look-around and back-references. */
class UnsupportedPatternError extends Error {}

class PatternSampler {
  readonly #chars: string[];
  readonly #random: SeededRandom;
  #at = 0;

  constructor(pattern: string, random: SeededRandom) {
    this.#chars = [...pattern];
    this.#random = random;
  }

  run(): string {
    const text = this.#alternatives();
    if (this.#at < this.#chars.length) throw new UnsupportedPatternError();
    return text;
  }

  #alternatives(): string {
    const options = [this.#sequence()];
    while (this.#chars[this.#at] === '|') {
      this.#at++;
      options.push(this.#sequence());
    }
    return this.#random.pick(options);
  }

  #sequence(): string {
    let text = '';
    for (;;) {
      const char = this.#chars[this.#at];
      if (char === undefined || char === '|' || char === ')') return text;
      if (char === '^' || char === '$') {
        this.#at++;
        continue;
      }
      text += this.#repeated();
      if (text.length > MAX_LENGTH) throw new UnsupportedPatternError();
    }
  }

  /** One atom with its quantifier. The atom is read again for each repetition, so that classes vary. */
  #repeated(): string {
    const start = this.#at;
    let text = this.#atom();
    const [min, max] = this.#quantifier();
    const after = this.#at;
    const times = this.#random.whole(
      min,
      Math.max(min, Math.min(max, min + 4)),
    );
    if (times === 0) return '';
    if (times > MAX_LENGTH) throw new UnsupportedPatternError();
    for (let count = 1; count < times; count++) {
      this.#at = start;
      text += this.#atom();
      if (text.length > MAX_LENGTH) throw new UnsupportedPatternError();
    }
    this.#at = after;
    return text;
  }

  #atom(): string {
    const char = this.#chars[this.#at++];
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        return this.#class();
      case '.':
        return this.#random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789']);
      case '\\':
        if (/[bB]/.test(this.#chars[this.#at] ?? '')) {
          this.#at++;
          return '';
        }
        return this.#random.pick(this.#escape());
      case '*':
      case '+':
      case '?':
        throw new UnsupportedPatternError();
      default:
        return char;
    }
  }

  #group(): string {
    if (this.#chars[this.#at] === '?') {
      const kind = this.#chars[this.#at + 1];
      const next = this.#chars[this.#at + 2];
      if (kind === ':') this.#at += 2;
      else if (kind === '=' || kind === '!' || next === '=' || next === '!') {
        // Looks around without taking anything; the finished text is tested.
        this.#at += kind === '<' ? 3 : 2;
        this.#alternatives();
        if (this.#chars[this.#at++] !== ')') {
          throw new UnsupportedPatternError();
        }
        return '';
      } else if (kind === '<' && next !== '=' && next !== '!') {
        this.#at = this.#chars.indexOf('>', this.#at) + 1;
      } else throw new UnsupportedPatternError();
    }
    const text = this.#alternatives();
    if (this.#chars[this.#at++] !== ')') throw new UnsupportedPatternError();
    return text;
  }

  #class(): string {
    const isNegated = this.#chars[this.#at] === '^';
    if (isNegated) this.#at++;
    const members: string[] = [];
    while (this.#chars[this.#at] !== ']') {
      if (this.#at >= this.#chars.length) throw new UnsupportedPatternError();
      const from = this.#classMember();
      if (this.#chars[this.#at] === '-' && this.#chars[this.#at + 1] !== ']') {
        this.#at++;
        const to = this.#classMember();
        members.push(...range(from[0], to[0]));
      } else members.push(...from);
    }
    this.#at++;
    const choices = isNegated
      ? range(' ', '~').filter(char => !members.includes(char))
      : members;
    const readable = choices.filter(char => /[0-9A-Za-z]/.test(char));
    if (choices.length === 0) throw new UnsupportedPatternError();
    return this.#random.pick(readable.length > 0 ? readable : choices);
  }

  #classMember(): string[] {
    const char = this.#chars[this.#at++];
    return char === '\\' ? this.#escape() : [char];
  }

  #escape(): string[] {
    const char = this.#chars[this.#at++];
    switch (char) {
      case 'd':
        return range('0', '9');
      case 'w':
        return [...range('a', 'z'), ...range('0', '9')];
      case 's':
        return [' '];
      case 'D':
      case 'S':
      case 'W':
        return char === 'W' ? ['-'] : range('a', 'z');
      case 't':
        return ['\t'];
      case 'n':
        return ['\n'];
      case 'r':
        return ['\r'];
      default:
        // Letters and digits are other escapes: back-references, boundaries, code points.
        if (char === undefined || /[0-9A-Za-z]/.test(char)) {
          throw new UnsupportedPatternError();
        }
        return [char];
    }
  }

  #quantifier(): [number, number] {
    const rest = this.#chars.slice(this.#at, this.#at + 24).join('');
    const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(rest);
    if (!found) return [1, 1];
    this.#at += found[0].length;
    const [, sign, min, comma, max] = found;
    if (sign === '*') return [0, 3];
    if (sign === '+') return [1, 4];
    if (sign === '?') return [0, 1];
    if (comma === undefined) return [Number(min), Number(min)];
    return [Number(min), max ? Number(max) : Number(min) + 3];
  }
}

function range(from: string, to: string): string[] {
  const first = from.codePointAt(0) ?? 0;
  const last = to.codePointAt(0) ?? 0;
  if (last < first || last - first > 5000) throw new UnsupportedPatternError();
  return Array.from({ length: last - first + 1 }, (_, index) =>
    String.fromCodePoint(first + index),
  );
}

/** Repetitions are random, so lengths, look-arounds and boundaries may need another try. */
const TRIES = 30;

/**
 * Text that fits a regular expression, or undefined if none was found: back-references and code point classes such as
 * `\\p{L}` are not understood.
 */
export function samplePattern(
  pattern: string,
  random: SeededRandom,
  minLength = 0,
  maxLength = Infinity,
): string | undefined {
  try {
    const fits = asRegExp(pattern);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const text = new PatternSampler(pattern, random).run();
      if (
        text.length <= Math.min(maxLength, MAX_LENGTH) &&
        text.length >= minLength &&
        fits.test(text)
      ) {
        return text;
      }
    }
  } catch {
    // Not an expression this understands.
  }
  return undefined;
}

/** Contracts hold expressions of both the stricter and the laxer syntax. */
export function asRegExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

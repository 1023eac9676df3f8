import { fits, NUMBER, ORDERS } from './comparison';
import { invalidParameter } from './errors';

type Condition = (message: unknown) => boolean;

const invalid = (reason: string) =>
  invalidParameter(`Invalid filter pattern: ${reason}`);

type Token =
  | { kind: 'sign'; text: string }
  | { kind: 'selector'; steps: readonly string[] }
  | { kind: 'text'; text: string }
  | { kind: 'word'; text: string };

const TOKEN =
  /\s*(?:(&&|\|\||!=|<=|>=|[(){}<>=])|(\$(?:\.[\w-]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])*)|"((?:[^"\\]|\\.)*)"|([^\s(){}<>=!&|"]+))/y;

const STEP = /\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g;

function tokenise(pattern: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < pattern.length) {
    const match = TOKEN.exec(pattern);
    if (!match) {
      throw invalid('there is something that is no part of a condition');
    }
    const [, sign, selector, quoted, word] = match;
    if (sign !== undefined) {
      tokens.push({ kind: 'sign', text: sign });
    } else if (selector !== undefined) {
      const steps = [...selector.matchAll(STEP)].map(
        ([, name, index, single, double]) => name ?? index ?? single ?? double,
      );
      tokens.push({ kind: 'selector', steps });
    } else if (quoted !== undefined) {
      const text = quoted.replace(/\\(.)/g, '$1');
      tokens.push({ kind: 'text', text });
    } else {
      tokens.push({ kind: 'word', text: word });
    }
  }
  return tokens;
}

function select(message: unknown, steps: readonly string[]): unknown {
  let current = message;
  for (const step of steps) {
    if (typeof current !== 'object' || current === null) {
      return undefined;
    }
    current = Object.hasOwn(current, step)
      ? new Map<string, unknown>(Object.entries(current)).get(step)
      : undefined;
  }
  return current;
}

function isEqual(value: unknown, wanted: Token & { text: string }): boolean {
  if (typeof value === 'number') {
    return NUMBER.test(wanted.text)
      ? value === Number(wanted.text)
      : fits(String(value), wanted.text);
  }
  return typeof value === 'string' && fits(value, wanted.text);
}

/** `IS NULL`, `IS TRUE` and `IS FALSE`. */
const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['NULL', null],
  ['TRUE', true],
  ['FALSE', false],
]);

/** Reads the tokens of a condition from left to right. */
class ConditionReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  read(): Condition {
    this.#expect('{');
    const condition = this.#either();
    this.#expect('}');
    if (this.#position < this.#tokens.length) {
      throw invalid('there is something behind the last brace');
    }
    return condition;
  }

  #either(): Condition {
    const parts = [this.#both()];
    while (this.#takes('||')) {
      parts.push(this.#both());
    }
    return message => parts.some(part => part(message));
  }

  #both(): Condition {
    const parts = [this.#single()];
    while (this.#takes('&&')) {
      parts.push(this.#single());
    }
    return message => parts.every(part => part(message));
  }

  #single(): Condition {
    if (this.#takes('(')) {
      const condition = this.#either();
      this.#expect(')');
      return condition;
    }
    const token = this.#next();
    if (token?.kind !== 'selector') {
      throw invalid('a condition begins with a selector such as $.name');
    }
    return this.#comparison(message => select(message, token.steps));
  }

  #comparison(valueOf: (message: unknown) => unknown): Condition {
    const operator = this.#next();
    if (operator?.kind === 'word') {
      return this.#inWords(valueOf, operator.text);
    }
    const sign = operator?.kind === 'sign' ? operator.text : '';
    const order = ORDERS.get(sign);
    if (sign !== '=' && sign !== '!=' && !order) {
      throw invalid('a selector is followed by one of = != < <= > >= IS NOT');
    }
    const wanted = this.#next();
    if (wanted?.kind !== 'text' && wanted?.kind !== 'word') {
      throw invalid(`${sign} is followed by a number or a text`);
    }
    if (wanted.kind === 'word' && /^%.*%$/.test(wanted.text)) {
      throw invalid('local AWS does not know regular expressions in patterns');
    }
    if (order) {
      if (!NUMBER.test(wanted.text)) {
        throw invalid(`${sign} compares numbers, not ${wanted.text}`);
      }
      const bound = Number(wanted.text);
      return message => {
        const value = valueOf(message);
        return typeof value === 'number' && order(value, bound);
      };
    }
    return message => {
      const value = valueOf(message);
      // What is not there is neither equal nor unequal.
      return value !== undefined && isEqual(value, wanted) === (sign === '=');
    };
  }

  #inWords(valueOf: (message: unknown) => unknown, word: string): Condition {
    const next = this.#next();
    const text = next?.kind === 'word' ? next.text.toUpperCase() : '';
    if (word.toUpperCase() === 'NOT' && text === 'EXISTS') {
      return message => valueOf(message) === undefined;
    }
    if (word.toUpperCase() === 'IS' && CONSTANTS.has(text)) {
      const constant = CONSTANTS.get(text);
      return message => valueOf(message) === constant;
    }
    throw invalid(
      'words between a selector and its value are IS NULL, IS TRUE, IS FALSE and NOT EXISTS',
    );
  }

  #next(): Token | undefined {
    return this.#tokens[this.#position++];
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#position];
    if (token?.kind === 'sign' && token.text === sign) {
      this.#position++;
      return true;
    }
    return false;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) {
      throw invalid(`${sign} is missing`);
    }
  }
}

/**
 * Reads a condition on JSON ("Match terms in JSON log events"): selectors
 * compared by `=`, `!=`, `<`, `<=`, `>`, `>=`, `IS NULL`, `IS TRUE`,
 * `IS FALSE` and `NOT EXISTS`, joined by `&&`, `||` and parentheses. `*` stands
 * for anything in a text. A message that is no JSON object does not match.
 *
 * @throws ServiceError `InvalidParameterException`
 */
export function readJsonPattern(pattern: string): (message: string) => boolean {
  const condition = new ConditionReader(tokenise(pattern)).read();
  return message => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(message);
    } catch {
      return false;
    }
    return typeof parsed === 'object' && parsed !== null && condition(parsed);
  };
}

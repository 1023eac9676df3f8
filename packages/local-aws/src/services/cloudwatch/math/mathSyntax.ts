/** A metric math expression, read. */
export type MathNode =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** An id of another query, or a word such as `REPEAT`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly MathNode[] }
  | { readonly kind: 'minus'; readonly of: MathNode }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly MathNode[];
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: MathNode;
      readonly right: MathNode;
    };

/** An expression that is not one. */
export class MathSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MathSyntaxError';
  }
}

/** Binary operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|("[^"]*"|'[^']*')|(\|\||&&|[=!<>]=|[-+*/%^<>()[\],]))/y;

interface Token {
  kind: 'number' | 'name' | 'text' | 'sign';
  text: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      throw new MathSyntaxError(`Unexpected character at position ${at + 1}`);
    }
    const [, number, name, quoted, sign = ''] = match;
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number });
    } else if (name !== undefined) {
      tokens.push({ kind: 'name', text: name });
    } else if (quoted !== undefined) {
      tokens.push({ kind: 'text', text: quoted.slice(1, -1) });
    } else {
      tokens.push({ kind: 'sign', text: sign });
    }
  }
  return tokens;
}

/** Expressions are at most 2,048 characters, of which so many may nest. */
const MAX_DEPTH = 100;

class MathReader {
  readonly #tokens: Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  readAll(): MathNode {
    const node = this.#binary(0);
    const rest = this.#tokens[this.#next];
    if (rest) {
      throw new MathSyntaxError(`Unexpected '${rest.text}'`);
    }
    return node;
  }

  #binary(level: number): MathNode {
    if (level === LEVELS.length) {
      return this.#unary();
    }
    let left = this.#binary(level + 1);
    for (;;) {
      const token = this.#tokens[this.#next];
      if (
        !token ||
        token.kind === 'text' ||
        !LEVELS[level].includes(token.text)
      ) {
        return left;
      }
      this.#next++;
      const right = this.#binary(level + 1);
      left = { kind: 'binary', operator: token.text, left, right };
    }
  }

  #unary(): MathNode {
    if (++this.#depth > MAX_DEPTH) {
      throw new MathSyntaxError('The expression is nested too deeply');
    }
    const node: MathNode = this.#take('-')
      ? { kind: 'minus', of: this.#unary() }
      : this.#power();
    this.#depth--;
    return node;
  }

  #power(): MathNode {
    const left = this.#primary();
    return this.#take('^')
      ? { kind: 'binary', operator: '^', left, right: this.#unary() }
      : left;
  }

  #primary(): MathNode {
    const token = this.#tokens[this.#next++];
    switch (token?.kind) {
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'text':
        return { kind: 'text', value: token.text };
      case 'name':
        return this.#take('(')
          ? { kind: 'call', name: token.text, args: this.#list(')') }
          : { kind: 'name', name: token.text };
      case 'sign':
        if (token.text === '[') {
          return { kind: 'array', items: this.#list(']') };
        }
        if (token.text === '(') {
          const node = this.#binary(0);
          this.#need(')');
          return node;
        }
        throw new MathSyntaxError(`Unexpected '${token.text}'`);
      default:
        throw new MathSyntaxError('Unexpected end of the expression');
    }
  }

  #list(close: string): MathNode[] {
    const items: MathNode[] = [];
    if (this.#take(close)) {
      return items;
    }
    do {
      items.push(this.#binary(0));
    } while (this.#take(','));
    this.#need(close);
    return items;
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#next];
    const isThere = token?.kind === 'sign' && token.text === sign;
    if (isThere) {
      this.#next++;
    }
    return isThere;
  }

  #need(sign: string): void {
    if (!this.#take(sign)) {
      throw new MathSyntaxError(`Expected '${sign}'`);
    }
  }
}

/** Reads a metric math expression. @throws MathSyntaxError */
export function readMath(text: string): MathNode {
  return new MathReader(text).readAll();
}

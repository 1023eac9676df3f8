import { ConditionContext, isVolatileKey } from './context';

/** `${aws:PrincipalAccount}` or, with a default, `${aws:username, 'nobody'}`. */
export interface Variable {
  /** Name of the condition key, in lower case. */
  key: string;
  fallback?: string;
}

/** A part of a text of a policy: as it stands, a wildcard, or a variable. */
export type Piece = string | { wildcard: '*' | '?' } | Variable;

/** Which special characters a text of a policy may have. */
export interface TemplateOptions {
  wildcards: boolean;
  variables: boolean;
}

const WITH_FALLBACK = /^(.*?)\s*,\s*'(.*)'$/s;

function readVariable(inside: string): Piece {
  // `${*}`, `${?}` and `${$}` stand for the characters themselves.
  if (inside === '*' || inside === '?' || inside === '$') {
    return inside;
  }
  const [, key, fallback] = WITH_FALLBACK.exec(inside.trim()) ?? [];
  return key === undefined
    ? { key: inside.trim().toLowerCase() }
    : { key: key.toLowerCase(), fallback };
}

/**
 * Splits a text of a policy into pieces ("IAM policy elements: Variables and
 * tags"). Policies of version 2008-10-17 have no variables: there `${…}` is
 * text like any other.
 */
export function readTemplate(
  text: string,
  { wildcards, variables }: TemplateOptions,
): Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  const push = (piece: Piece) => {
    if (typeof piece === 'string') {
      literal += piece;
      return;
    }
    if (literal !== '') {
      pieces.push(literal);
      literal = '';
    }
    pieces.push(piece);
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    const end =
      variables && text.startsWith('${', i) ? text.indexOf('}', i + 2) : -1;
    if (end !== -1) {
      push(readVariable(text.slice(i + 2, end)));
      i = end;
    } else if (wildcards && (character === '*' || character === '?')) {
      push({ wildcard: character });
    } else {
      push(character);
    }
  }
  if (literal !== '' || pieces.length === 0) {
    pieces.push(literal);
  }
  return pieces;
}

/**
 * The value of a variable in a request. A key with several values has none
 * that could stand in a text.
 */
export function variableValue(
  { key, fallback }: Variable,
  context: ConditionContext,
): string | undefined {
  const values = context.get(key);
  return values?.length === 1 ? values[0] : fallback;
}

/**
 * A text without wildcards, its variables replaced. `undefined` when a
 * variable has no value: such a text equals nothing.
 */
export function fillTemplate(
  pieces: readonly Piece[],
  context: ConditionContext,
): string | undefined {
  let text = '';
  for (const piece of pieces) {
    const part =
      typeof piece === 'string' || 'wildcard' in piece
        ? piece
        : variableValue(piece, context);
    if (typeof part !== 'string') {
      return undefined;
    }
    text += part;
  }
  return text;
}

/** Whether a text has a variable that differs between equal requests. */
export function readsVolatileKey(text: string, variables: boolean): boolean {
  return readTemplate(text, { wildcards: false, variables }).some(
    piece =>
      typeof piece !== 'string' && 'key' in piece && isVolatileKey(piece.key),
  );
}

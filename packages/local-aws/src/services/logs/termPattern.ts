import { invalidParameter } from './errors';

const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;

/** "Terms that include non-alphanumeric characters" need quotes. */
const PLAIN = /^[\p{L}\p{N}_.*]+$/u;

interface Terms {
  all: string[];
  any: string[];
  none: string[];
}

function readTerms(pattern: string): Terms {
  const terms: Terms = { all: [], any: [], none: [] };
  TERM.lastIndex = 0;
  while (TERM.lastIndex < pattern.length) {
    const match = TERM.exec(pattern);
    if (!match) {
      throw invalidParameter('Invalid filter pattern');
    }
    const [, sign, quoted, plain] = match;
    if (plain !== undefined && /^%.*%$/.test(plain)) {
      throw invalidParameter(
        'Invalid filter pattern: local AWS does not know regular expressions in patterns',
      );
    }
    if (plain !== undefined && !PLAIN.test(plain)) {
      throw invalidParameter('Invalid filter pattern');
    }
    const term = plain ?? quoted.replace(/\\(.)/g, '$1');
    if (sign === '?') {
      terms.any.push(term);
    } else if (sign === '-') {
      terms.none.push(term);
    } else {
      terms.all.push(term);
    }
  }
  return terms;
}

/**
 * Reads a pattern of terms ("Match terms in unstructured log events"): `term`
 * and `"a phrase"` must be there, `-term` must not, and of `?term`s one must.
 * Beside others, `?term`s count for nothing. Case matters.
 *
 * @throws ServiceError `InvalidParameterException`
 */
export function readTermPattern(pattern: string): (message: string) => boolean {
  const { all, any, none } = readTerms(pattern);
  const isIn = (message: string) => (term: string) => message.includes(term);
  if (all.length === 0 && none.length === 0 && any.length > 0) {
    return message => any.some(isIn(message));
  }
  return message => all.every(isIn(message)) && !none.some(isIn(message));
}

import { fits, NUMBER, ORDERS } from './comparison';
import { invalidParameter } from './errors';

/** Whether a field of a log event fits. */
type FieldTest = (field: string) => boolean;

const invalid = (reason: string) =>
  invalidParameter(`Invalid filter pattern: ${reason}`);

const NAME = /^[A-Za-z_$][\w$.]*$/;
const COMPARISON =
  /^([A-Za-z_$][\w$.]*)\s*(!=|<=|>=|=|<|>)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))$/;

/** Splits a text where a separator stands outside quotes. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const escaped = isQuoted && text[i] === '\\' ? text.slice(i, i + 2) : '';
    if (!escaped && text[i] === '"') {
      isQuoted = !isQuoted;
    }
    if (!isQuoted && text.startsWith(separator, i)) {
      parts.push('');
      i += separator.length - 1;
    } else {
      parts[parts.length - 1] += escaped || text[i];
      i += Math.max(0, escaped.length - 1);
    }
  }
  return parts.map(part => part.trim());
}

function readComparison(text: string): FieldTest {
  const match = COMPARISON.exec(text);
  if (!match) {
    throw invalid(`${text} is neither a name nor a comparison`);
  }
  const [, , sign, quoted, word] = match;
  if (word !== undefined && /^%.*%$/.test(word)) {
    throw invalid('local AWS does not know regular expressions in patterns');
  }
  const wanted = word ?? quoted.replace(/\\(.)/g, '$1');
  const order = ORDERS.get(sign);
  if (order) {
    if (!NUMBER.test(wanted)) {
      throw invalid(`${sign} compares numbers, not ${wanted}`);
    }
    return field => NUMBER.test(field) && order(Number(field), Number(wanted));
  }
  return field => {
    const isEqual =
      NUMBER.test(field) && NUMBER.test(wanted)
        ? Number(field) === Number(wanted)
        : fits(field, wanted);
    return isEqual === (sign === '=');
  };
}

/** One place of a pattern: a name, or comparisons joined by `&&` and `||`. */
function readPlace(text: string): FieldTest {
  if (NAME.test(text)) {
    return () => true;
  }
  const either = split(text, '||').map(part =>
    split(part, '&&').map(readComparison),
  );
  return field => either.some(both => both.every(test => test(field)));
}

const FIELD = /"((?:[^"\\]|\\.)*)"|\[([^\]]*)\]|(\S+)/g;

/** The fields of a log event: what is in quotes or brackets is one. */
function fieldsOf(message: string): string[] {
  return [...message.matchAll(FIELD)].map(
    ([, quoted, bracketed, plain]) => quoted ?? bracketed ?? plain,
  );
}

/**
 * Reads a pattern for space-delimited log events ("Match terms in space-
 * delimited log events"): the places of the fields in brackets, each a name or
 * a comparison of it, and `...` once for any number of fields. Without it the
 * event has to have as many fields as the pattern.
 *
 * @throws ServiceError `InvalidParameterException`
 */
export function readSpacePattern(
  pattern: string,
): (message: string) => boolean {
  if (!pattern.endsWith(']')) {
    throw invalid('] is missing');
  }
  const places = split(pattern.slice(1, -1), ',');
  const gap = places.indexOf('...');
  if (gap !== places.lastIndexOf('...')) {
    throw invalid('... may stand there once');
  }
  const before = (gap < 0 ? places : places.slice(0, gap)).map(readPlace);
  const after = gap < 0 ? [] : places.slice(gap + 1).map(readPlace);
  return message => {
    const fields = fieldsOf(message);
    const needed = before.length + after.length;
    if (gap < 0 ? fields.length !== needed : fields.length < needed) {
      return false;
    }
    const end = fields.length - after.length;
    return (
      before.every((test, i) => test(fields[i])) &&
      after.every((test, i) => test(fields[end + i]))
    );
  };
}

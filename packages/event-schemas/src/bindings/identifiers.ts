/**
 * Letters and digits of scripts that have stood unchanged in Unicode for so long that every compiler knows them: the tables
 * of compilers are older than the runtime's, and a letter that is new to one of them ends the build.
 */
const LETTERS =
  '0-9A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u01ba\\u01cd-\\u0233\\u0386\\u0388-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ce' +
  '\\u0400-\\u0481\\u048a-\\u04ff\\u0531-\\u0556\\u0561-\\u0586\\u05d0-\\u05ea\\u0621-\\u063a\\u0641-\\u064a' +
  '\\u0905-\\u0939\\u0e01-\\u0e30\\u1e00-\\u1e95\\u1ea0-\\u1ef9\\u3041-\\u3094\\u30a1-\\u30fa\\u30fc' +
  '\\u3400-\\u4db5\\u4e00-\\u9fa5\\uac00-\\ud7a3';
const NOT_LETTERS = new RegExp(`[^${LETTERS}]+`, 'u');
const NEITHER_LETTERS_NOR_LINES = new RegExp(`[^${LETTERS}_]`, 'gu');

/** Whether text has no character but letters and digits that all compilers know. */
export function isOfKnownLetters(text: string): boolean {
  return !NOT_LETTERS.test(text);
}

/** The words of a name: `detail-type`, `detailType` and `DetailType` are all "detail" and "type". */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(NOT_LETTERS)
    .filter(Boolean);
}

/** Changing the case may split a letter into a letter and a mark, which not all languages take in a name. */
function tidy(text: string): string {
  return text.normalize('NFKC').replace(NEITHER_LETTERS_NOR_LINES, '');
}

function capital(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** `OrderPlaced`; empty where the text has no letter or digit. */
export function pascalCase(text: string): string {
  return tidy(wordsOf(text).map(capital).join(''));
}

/** `orderPlaced` */
export function camelCase(text: string): string {
  return tidy(
    wordsOf(text)
      .map((word, index) => (index === 0 ? word.toLowerCase() : capital(word)))
      .join(''),
  );
}

/** `order_placed` */
export function snakeCase(text: string): string {
  return tidy(
    wordsOf(text)
      .map(word => word.toLowerCase())
      .join('_'),
  );
}

/** `ORDER_PLACED` */
export function upperCase(text: string): string {
  return tidy(
    wordsOf(text)
      .map(word => word.toUpperCase())
      .join('_'),
  );
}

/** No language takes a digit first. */
export function withoutLeadingDigit(name: string, prefix: string): string {
  return /^[0-9]/.test(name) ? prefix + name : name;
}

/** Gives every name once. Files of some systems are told apart without regard to case, so names are too. */
export class Names {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set([...reserved].map(fold));
  }

  has(name: string): boolean {
    return this.#taken.has(fold(name));
  }

  /** The first of the wanted names that is free, or the last of them with a number. */
  claim(...wanted: string[]): string {
    const last = wanted[wanted.length - 1] ?? '';
    let name = wanted.find(candidate => !this.has(candidate)) ?? last;
    for (let count = 2; this.has(name); count++) name = `${last}${count}`;
    this.#taken.add(fold(name));
    return name;
  }
}

function fold(name: string): string {
  return name.toUpperCase().toLowerCase();
}

/**
 * An identifier for each JSON name. A name that is an identifier as it stands keeps it, whatever came before it.
 *
 * @param reserved - identifiers that cannot be used; they get `_` at their end
 */
export function identifiersFor(
  jsonNames: string[],
  options: {
    change: (jsonName: string) => string;
    whenEmpty: string;
    digitPrefix: string;
    reserved: ReadonlySet<string>;
  },
): Map<string, string> {
  const wanted = new Map(
    jsonNames.map(jsonName => {
      const changed = options.change(jsonName) || options.whenEmpty;
      const name = withoutLeadingDigit(changed, options.digitPrefix);
      return [jsonName, options.reserved.has(name) ? `${name}_` : name];
    }),
  );
  const names = new Names();
  const given = new Map<string, string>();
  for (const keepsName of [true, false]) {
    for (const [jsonName, name] of wanted) {
      if ((jsonName === name) === keepsName) {
        given.set(jsonName, names.claim(name));
      }
    }
  }
  return given;
}

/** The words of a name: `detail-type`, `detailType` and `DetailType` are all "detail" and "type". */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter(Boolean);
}

/** Changing the case may split a letter into a letter and a mark, which not all languages take in a name. */
function tidy(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{Nd}_]/gu, '');
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
  return /^\p{Nd}/u.test(name) ? prefix + name : name;
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

import { errorAt, SchemaProblem } from '../problems';
import { snakeCase } from './identifiers';
import { BindingLanguage } from './bindingLanguage';

const KEYWORDS: Record<BindingLanguage, ReadonlySet<string>> = {
  typescript: new Set(),
  python: words(
    `False None True and as assert async await break class continue def del elif else except finally for from global if import
    in is lambda nonlocal not or pass raise return try while with yield`,
  ),
  java: words(
    `abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally
    float for goto if implements import instanceof int interface long native new package private protected public return short
    static strictfp super switch synchronized this throw throws transient try void volatile while true false null _`,
  ),
  go: words(
    `break case chan const continue default defer else fallthrough for func go goto if import interface map package range
    return select struct switch type var main _`,
  ),
};

const FORMS: Record<
  BindingLanguage,
  { form: RegExp; separator: string; example: string }
> = {
  typescript: {
    form: /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/,
    separator: '/',
    example: 'events/orderPlaced',
  },
  python: {
    form: /^[A-Za-z_][A-Za-z0-9_]*$/,
    separator: '.',
    example: 'events.order_placed',
  },
  java: {
    form: /^[A-Za-z_][A-Za-z0-9_]*$/,
    separator: '.',
    example: 'schema.com_example_orders.orderplaced',
  },
  go: { form: /^[a-z_][a-z0-9_]*$/, separator: '', example: 'orderplaced' },
};

/** What is wrong with the name of a package. */
export function packageProblems(
  language: BindingLanguage,
  name: string | undefined,
): SchemaProblem[] {
  if (name === undefined) return [];
  const { form, separator, example } = FORMS[language];
  const steps = separator === '' ? [name] : name.split(separator);
  return steps
    .filter(step => !form.test(step) || KEYWORDS[language].has(step))
    .map(step =>
      errorAt(
        'packageName',
        'bad-package-name',
        `"${step}" cannot be part of the name of a package in ${language}`,
        `Write such as ${example}`,
      ),
    );
}

/** The package of an event type whose author names none; in Java as the schema registry names its own. */
export function packageNameFor(
  language: BindingLanguage,
  eventType: { source: string; detailType: string },
  eventName: string,
): string {
  switch (language) {
    case 'typescript':
      return eventName;
    case 'python':
      return stepFor(snakeCase(eventName), language);
    case 'java':
      return `schema.${stepFor(
        eventType.source.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase(),
        language,
      )}.${stepFor(
        eventType.detailType.replace(/[^A-Za-z0-9]+/g, '').toLowerCase(),
        language,
      )}`;
    default:
      return stepFor(
        eventType.detailType.replace(/[^A-Za-z0-9]+/g, '').toLowerCase(),
        language,
      );
  }
}

function stepFor(text: string, language: BindingLanguage): string {
  const name = text || 'event';
  return /^\d/.test(name) || KEYWORDS[language].has(name)
    ? `event_${name}`
    : name;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

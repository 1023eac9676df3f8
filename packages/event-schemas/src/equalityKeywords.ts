import { _, Ajv, CodeKeywordDefinition, KeywordCxt, Name } from 'ajv';
import { sameJson, stableJson } from './stableJson';

/** `before` keeps errors in their usual order. */
const KEYWORDS: CodeKeywordDefinition[] = [
  {
    keyword: 'const',
    before: 'not',
    error: {
      message: 'must be equal to constant',
      params: ({ schemaCode }) => _`{allowedValue: ${schemaCode}}`,
    },
    code(cxt) {
      const { data, schemaCode } = cxt;
      cxt.pass(_`${named(cxt, sameJson)}(${schemaCode}, ${data})`);
    },
  },
  {
    keyword: 'enum',
    before: 'not',
    schemaType: 'array',
    error: {
      message: 'must be equal to one of the allowed values',
      params: ({ schemaCode }) => _`{allowedValues: ${schemaCode}}`,
    },
    code(cxt) {
      const { data, schemaCode } = cxt;
      cxt.pass(_`${named(cxt, isListed)}(${schemaCode}, ${data})`);
    },
  },
  {
    keyword: 'uniqueItems',
    before: 'items',
    type: 'array',
    schemaType: 'boolean',
    error: {
      message: 'must not have equal elements',
      params: ({ params }) => _`{i: ${params.pair}[1], j: ${params.pair}[0]}`,
    },
    code(cxt) {
      const { data, gen, schema } = cxt;
      if (schema !== true) return;
      const pair = gen.const('pair', _`${named(cxt, equalPair)}(${data})`);
      cxt.setParams({ pair });
      cxt.pass(_`${pair} === undefined`);
    },
  },
];

/**
 * Teaches a validator the equality of JSON ("Instance Equality", JSON Schema Core 4.2.2) for `const`, `enum` and
 * `uniqueItems`. Its own asks values for their `constructor`, `toString` and `valueOf`, which in an event may be fields of
 * these names: it then throws, or takes equal values for different ones. Equal list elements are also found in one pass here,
 * where its own compares each with each other.
 */
export function compareAsJson(ajv: Ajv): void {
  for (const definition of KEYWORDS) {
    ajv.removeKeyword(String(definition.keyword));
    ajv.addKeyword(definition);
  }
}

/** The name that generated code calls a function by. */
function named(cxt: KeywordCxt, ref: Function): Name {
  return cxt.gen.scopeValue('func', { ref });
}

function isListed(values: readonly unknown[], value: unknown): boolean {
  return values.some(one => sameJson(one, value));
}

/** The places of the first two elements that are equal. */
function equalPair(list: readonly unknown[]): [number, number] | undefined {
  const places = new Map<string, number>();
  for (const [place, element] of list.entries()) {
    const key = stableJson(element, 0);
    const earlier = places.get(key);
    if (earlier !== undefined) return [earlier, place];
    places.set(key, place);
  }
  return undefined;
}

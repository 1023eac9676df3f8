import {
  definitionRef,
  isObject,
  JsonSchema,
  listOf,
  mapMembers,
  refSteps,
  resolveRef,
} from './jsonSchema';
import { SchemaProblem, warningAt } from './problems';

/** A schema rewritten to stand on its own in Draft-04, and what had to be left out. */
export interface Draft04 {
  /** References lead to its own `definitions`. */
  schema: JsonSchema;
  warnings: SchemaProblem[];
}

/** Keywords that Draft-04 cannot express. Leaving them out makes the schema allow more, never less. */
const NOT_IN_DRAFT_04 = [
  'contains',
  'minContains',
  'maxContains',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  '$dynamicRef',
  '$recursiveRef',
];

/** Keywords about the document, not the values. */
const DOCUMENT_KEYWORDS = [
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$comment',
  '$defs',
  'definitions',
];

const ANNOTATIONS = [
  'title',
  'description',
  'default',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
];

class Draft04Rewriter {
  readonly #root: unknown;
  readonly #warnings: SchemaProblem[] = [];
  /** Reference → name among the definitions. */
  readonly #names = new Map<string, string>();
  readonly #definitions = new Map<string, unknown>();
  /** Drafts up to 07 ignore whatever stands beside a reference. */
  readonly #ignoresBesideRef: boolean;

  constructor(root: unknown) {
    this.#root = root;
    const dialect = isObject(root) ? String(root.$schema ?? '') : '';
    this.#ignoresBesideRef =
      /draft-0[3467]/.test(dialect) ||
      (isObject(root) && root.openapi !== undefined);
  }

  rewrite(schema: unknown): Draft04 {
    const start = this.#follow(schema);
    const body = this.#schema(start, '');
    const definitions = mapMembers(
      Object.fromEntries(this.#definitions),
      value => value,
    );
    return {
      schema: {
        ...body,
        ...(this.#definitions.size > 0 ? { definitions } : {}),
      },
      warnings: this.#warnings,
    };
  }

  /** A root that is nothing but a reference is replaced by what it refers to. */
  #follow(schema: unknown): unknown {
    let current = schema;
    const seen = new Set<string>();
    while (
      isObject(current) &&
      typeof current.$ref === 'string' &&
      !seen.has(current.$ref) &&
      (this.#ignoresBesideRef || this.#constraintsBeside(current).length === 0)
    ) {
      seen.add(current.$ref);
      const target = resolveRef(this.#root, current.$ref);
      if (target === undefined) break;
      current = target;
    }
    return current;
  }

  #constraintsBeside(schema: Record<string, unknown>): string[] {
    return Object.keys(schema).filter(
      keyword =>
        keyword !== '$ref' &&
        !keyword.startsWith('x-') &&
        !ANNOTATIONS.includes(keyword) &&
        !DOCUMENT_KEYWORDS.includes(keyword),
    );
  }

  #schema(schema: unknown, path: string): JsonSchema {
    if (schema === false) return { not: {} };
    if (!isObject(schema)) return {};
    if (typeof schema.$ref === 'string') {
      return this.#reference(schema, schema.$ref, path);
    }
    const kept: JsonSchema = {};
    for (const keyword of Object.keys(schema)) {
      if (keyword === '$ref' || DOCUMENT_KEYWORDS.includes(keyword)) continue;
      if (NOT_IN_DRAFT_04.includes(keyword)) {
        this.#notKept(path, keyword);
        continue;
      }
      this.#keyword(kept, schema, keyword, path);
    }
    const conditions = this.#conditions(schema, path);
    if (conditions.length > 0) {
      kept.allOf = [...listOf(kept.allOf), ...conditions];
    }
    return kept;
  }

  /** "If A then B" is "not A, or B", which Draft-04 can say. */
  #conditions(schema: JsonSchema, path: string): JsonSchema[] {
    if (schema.if === undefined) return [];
    const condition = this.#schema(schema.if, at(path, 'if'));
    const conditions: JsonSchema[] = [];
    if (schema.then !== undefined) {
      conditions.push({
        anyOf: [
          { not: condition },
          this.#schema(schema.then, at(path, 'then')),
        ],
      });
    }
    if (schema.else !== undefined) {
      conditions.push({
        anyOf: [condition, this.#schema(schema.else, at(path, 'else'))],
      });
    }
    return conditions;
  }

  #notKept(path: string, keyword: string) {
    this.#warnings.push(
      warningAt(
        at(path, keyword),
        'not-kept',
        `"${keyword}" is not part of JSON Schema Draft-04, which the schema registry keeps, and is left out`,
        'Express the rule with Draft-04 keywords, or check it in the consumer',
      ),
    );
  }

  #reference(schema: JsonSchema, ref: string, path: string): JsonSchema {
    const reference = { $ref: definitionRef(this.#nameFor(ref)) };
    const beside: JsonSchema = {};
    for (const keyword of Object.keys(schema)) {
      if (ANNOTATIONS.includes(keyword) || keyword.startsWith('x-')) {
        beside[keyword] = schema[keyword];
      }
    }
    if (
      this.#ignoresBesideRef ||
      this.#constraintsBeside(schema).length === 0
    ) {
      return { ...reference, ...beside };
    }
    const { $ref, ...rest } = schema;
    return { allOf: [reference, this.#schema(rest, path)] };
  }

  #nameFor(ref: string): string {
    const known = this.#names.get(ref);
    if (known !== undefined) return known;
    const steps = ref.startsWith('#/') ? refSteps(ref) : [];
    const wanted = steps[steps.length - 1] ?? 'Detail';
    const taken = new Set(this.#names.values());
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    this.#names.set(ref, name);
    this.#definitions.set(name, {});
    const target = resolveRef(this.#root, ref);
    this.#definitions.set(name, this.#schema(target, `definitions.${name}`));
    return name;
  }

  #keyword(
    kept: JsonSchema,
    schema: JsonSchema,
    keyword: string,
    path: string,
  ): void {
    const value = schema[keyword];
    const here = at(path, keyword);
    const one = (inner: unknown, step?: string | number) =>
      this.#schema(inner, step === undefined ? here : at(here, step));
    switch (keyword) {
      case 'properties':
      case 'patternProperties':
        kept[keyword] = isObject(value) ? mapMembers(value, one) : {};
        break;
      case 'allOf':
      case 'anyOf':
      case 'oneOf':
        kept[keyword] = listOf(value).map(one);
        break;
      case 'not':
        kept[keyword] = one(value);
        break;
      case 'items':
        if (schema.prefixItems === undefined) {
          kept.items = Array.isArray(value) ? value.map(one) : one(value);
        }
        break;
      case 'prefixItems':
        kept.items = listOf(value).map(one);
        if (schema.items !== undefined) {
          kept.additionalItems =
            typeof schema.items === 'boolean'
              ? schema.items
              : one(schema.items);
        }
        break;
      case 'additionalProperties':
      case 'additionalItems':
        kept[keyword] = typeof value === 'boolean' ? value : one(value);
        break;
      case 'const':
        kept.enum = [value];
        break;
      case 'enum':
        if (!Object.hasOwn(schema, 'const')) {
          kept.enum =
            schema.nullable === true && !listOf(value).includes(null)
              ? [...listOf(value), null]
              : value;
        }
        break;
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        keepExclusive(kept, schema, keyword);
        break;
      case 'minimum':
      case 'maximum':
        kept[keyword] ??= value;
        break;
      case 'dependentRequired':
        kept.dependencies = {
          ...(isObject(kept.dependencies) ? kept.dependencies : {}),
          ...(isObject(value) ? value : {}),
        };
        break;
      case 'if':
      case 'then':
      case 'else':
        break;
      case 'dependencies':
      case 'dependentSchemas':
        kept.dependencies = {
          ...(isObject(kept.dependencies) ? kept.dependencies : {}),
          ...(isObject(value)
            ? mapMembers(value, (inner, name) =>
                Array.isArray(inner) ? inner : one(inner, name),
              )
            : {}),
        };
        break;
      case 'required':
        // Draft-04 refuses an empty list, and OpenAPI 3 once had a boolean here.
        if (listOf(value).length > 0) kept.required = value;
        break;
      case 'type':
        kept.type =
          schema.nullable === true && typeof value === 'string'
            ? [value, 'null']
            : value;
        break;
      case 'nullable':
        break;
      default:
        kept[keyword] = value;
    }
  }
}

/**
 * Rewrites a schema found anywhere in a document (JSON Schema of any draft, or OpenAPI 3) as a Draft-04 schema that carries
 * its own definitions. The registry keeps Draft-04.
 *
 * @param root - the document that references are relative to
 * @param schema - the schema inside it
 */
export function toDraft04(root: unknown, schema: unknown): Draft04 {
  const rewriter = new Draft04Rewriter(root);
  return rewriter.rewrite(schema);
}

/** Draft-06 made the exclusive bounds numbers; Draft-04 has a flag beside the bound. The tighter bound counts. */
function keepExclusive(
  kept: JsonSchema,
  schema: JsonSchema,
  keyword: 'exclusiveMinimum' | 'exclusiveMaximum',
): void {
  const exclusive = schema[keyword];
  const boundKeyword = keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum';
  const inclusive = schema[boundKeyword];
  if (typeof exclusive !== 'number') {
    if (inclusive !== undefined) kept[keyword] = exclusive;
    return;
  }
  const isTighter =
    typeof inclusive !== 'number' ||
    (keyword === 'exclusiveMinimum'
      ? exclusive >= inclusive
      : exclusive <= inclusive);
  if (isTighter) {
    kept[boundKeyword] = exclusive;
    kept[keyword] = true;
  }
}

function at(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path ? `${path}.${step}` : step;
}

import { ignoresBesideRef } from './dialect';
import {
  ANNOTATIONS,
  DOCUMENT_KEYWORDS,
  keepDependencies,
  keepExclusive,
  NOT_IN_DRAFT_04,
  unique,
} from './draft04Keywords';
import {
  definitionRef,
  isObject,
  JsonSchema,
  listOf,
  mapMembers,
  refSteps,
} from './jsonSchema';
import { SchemaProblem, warningAt } from './problems';
import {
  dynamicTargets,
  referredSchemas,
  resolveReference,
} from './references';
import { innerSchemas } from './schemaKeywords';

/** A schema rewritten to stand on its own in Draft-04, and what had to be left out. */
export interface Draft04 {
  /** References lead to its own `definitions`. */
  schema: JsonSchema;
  warnings: SchemaProblem[];
}

class Draft04Rewriter {
  readonly #root: unknown;
  readonly #warnings: SchemaProblem[] = [];
  /** What is referred to → name among the definitions. */
  readonly #names = new Map<unknown, string>();
  readonly #definitions = new Map<string, unknown>();
  /** Drafts up to 07 ignore whatever stands beside a reference. */
  readonly #ignoresBesideRef: boolean;

  /** `nullable` is a word of OpenAPI 3.0 only, but also found in schemas that do not say what they are. */
  readonly #knowsNullable: boolean;

  constructor(root: unknown) {
    this.#root = root;
    this.#ignoresBesideRef = ignoresBesideRef(root);
    this.#knowsNullable =
      isObject(root) &&
      root.$schema === undefined &&
      !String(root.openapi ?? '').startsWith('3.1');
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
    const seen = new Set<unknown>();
    while (
      isObject(current) &&
      typeof current.$ref === 'string' &&
      !seen.has(current) &&
      (this.#ignoresBesideRef || this.#constraintsBeside(current).length === 0)
    ) {
      seen.add(current);
      const target = resolveReference(this.#root, current.$ref, current);
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
    const conditions = [
      ...this.#conditions(schema, path),
      ...this.#dynamicReference(schema, path),
    ];
    if (conditions.length > 0) {
      kept.allOf = [...listOf(kept.allOf), ...conditions];
    }
    return kept;
  }

  /** "If A then B" is "not A, or B", which Draft-04 can say. */
  #conditions(schema: JsonSchema, path: string): JsonSchema[] {
    if (schema.if === undefined) return [];
    if (this.#isLossy(schema.if)) {
      this.#notKept(path, 'if');
      return [];
    }
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

  /** Draft-04 has plain references only, which do where a dynamic one can lead to one place. */
  #dynamicReference(schema: JsonSchema, path: string): JsonSchema[] {
    const targets = dynamicTargets(this.#root, schema);
    if (!targets) return [];
    if (targets.length === 1) {
      const ref = String(schema.$dynamicRef ?? schema.$recursiveRef);
      return [{ $ref: definitionRef(this.#nameFor(ref, targets[0])) }];
    }
    this.#notKept(
      path,
      schema.$dynamicRef === undefined ? '$recursiveRef' : '$dynamicRef',
    );
    return [];
  }

  /** Whether something in it, or in what it refers to, has to be left out. */
  #isLossy(schema: unknown): boolean {
    const seen = new Set<unknown>();
    const open = [schema];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (!isObject(next) || seen.has(next)) continue;
      seen.add(next);
      if (NOT_IN_DRAFT_04.some(keyword => next[keyword] !== undefined)) {
        return true;
      }
      if ((dynamicTargets(this.#root, next) ?? []).length > 1) return true;
      for (const inner of innerSchemas(next)) open.push(inner);
      for (const inner of referredSchemas(this.#root, next)) open.push(inner);
    }
    return false;
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
    const target = resolveReference(this.#root, ref, schema);
    const reference = { $ref: definitionRef(this.#nameFor(ref, target)) };
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

  #nameFor(ref: string, target: unknown): string {
    const known = this.#names.get(target);
    if (known !== undefined) return known;
    const wanted = nameIn(ref);
    let name = wanted;
    for (let count = 2; this.#definitions.has(name); count++) {
      name = `${wanted}${count}`;
    }
    this.#names.set(target, name);
    this.#definitions.set(name, {});
    this.#definitions.set(name, this.#schema(target, `definitions.${name}`));
    return name;
  }

  /** "Exactly one" cannot be kept of choices that allow more than they did. */
  #oneOf(kept: JsonSchema, choices: JsonSchema[], isLossy: boolean): void {
    if (!isLossy) kept.oneOf = choices;
    else if (kept.anyOf === undefined) kept.anyOf = choices;
    else kept.allOf = [...listOf(kept.allOf), { anyOf: choices }];
  }

  /** OpenAPI maps values to schemas of its own document; here they are definitions. */
  #discriminator(value: unknown, schema: JsonSchema): unknown {
    if (!isObject(value) || !isObject(value.mapping)) return value;
    return {
      ...value,
      mapping: mapMembers(value.mapping, named => {
        const ref = String(named);
        const candidates = [ref, `#/components/schemas/${ref}`];
        const found = candidates.find(
          one => resolveReference(this.#root, one, schema) !== undefined,
        );
        return found === undefined
          ? named
          : definitionRef(
              this.#nameFor(found, resolveReference(this.#root, found, schema)),
            );
      }),
    };
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
        kept.allOf = [...listOf(kept.allOf), ...listOf(value).map(one)];
        break;
      case 'anyOf':
        if (kept.anyOf !== undefined) {
          kept.allOf = [...listOf(kept.allOf), { anyOf: kept.anyOf }];
        }
        kept.anyOf = listOf(value).map(one);
        break;
      case 'oneOf':
        this.#oneOf(
          kept,
          listOf(value).map(one),
          this.#isLossy({ oneOf: value }),
        );
        break;
      case 'not':
        // With something left out inside, it would refuse more than was asked.
        if (this.#isLossy(value)) this.#notKept(path, keyword);
        else kept.not = one(value);
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
      case 'enum':
        kept.enum = unique(listOf(value));
        break;
      case 'const':
        if (schema.enum === undefined) kept.enum = [value];
        else kept.allOf = [...listOf(kept.allOf), { enum: [value] }];
        break;
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        keepExclusive(kept, schema, keyword);
        break;
      case 'minimum':
      case 'maximum':
        kept[keyword] ??= value;
        break;
      case 'if':
      case 'then':
      case 'else':
        break;
      case 'dependencies':
      case 'dependentRequired':
      case 'dependentSchemas':
        keepDependencies(
          kept,
          isObject(value)
            ? mapMembers(value, (inner, name) =>
                Array.isArray(inner) ? inner : one(inner, name),
              )
            : {},
        );
        break;
      case 'required':
        // Draft-04 refuses an empty list, and OpenAPI 3 once had a boolean here.
        if (listOf(value).length > 0) kept.required = value;
        break;
      case 'type':
        kept.type =
          schema.nullable === true &&
          this.#knowsNullable &&
          typeof value === 'string' &&
          value !== 'null'
            ? [value, 'null']
            : value;
        break;
      case 'nullable':
        break;
      case 'discriminator':
        kept.discriminator = this.#discriminator(value, schema);
        break;
      case '$dynamicRef':
      case '$recursiveRef':
        break;
      default:
        kept[keyword] = value;
    }
  }
}

/** The readable part of a reference: the last step of its pointer, its anchor, or the end of its address. */
function nameIn(ref: string): string {
  const [address, fragment = ''] = ref.split('#');
  const steps = fragment.startsWith('/')
    ? refSteps(`#${fragment}`)
    : (fragment || address).split('/');
  return steps.filter(Boolean).pop() ?? 'Detail';
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

function at(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path ? `${path}.${step}` : step;
}

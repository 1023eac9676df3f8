import { dialectOf } from './dialect';
import { isObject, JsonSchema } from './jsonSchema';
import { KEYWORD_RULES } from './keywordRules';
import { errorAt, SchemaProblem } from './problems';
import { clashingNames, resolveReference } from './references';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMAS } from './schemaKeywords';

const TYPES = [
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
];

/** Deeper nesting is no contract anyone wrote; also keeps the recursion within the stack. */
const MAX_DEPTH = 200;

/**
 * Checks the keywords of a JSON Schema of any draft, without compiling it, so it works where a browser forbids generated
 * code.
 */
export function checkSchema(root: unknown): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const dialect = isObject(root) ? dialectOf(root) : 'draft-07';
  visit(root, '', 0);
  checkNames();
  return problems;

  function report(path: string, code: string, message: string, mend: string) {
    problems.push(errorAt(path, code, message, mend));
  }

  function visit(schema: unknown, path: string, depth: number): void {
    if (typeof schema === 'boolean' && dialect !== 'draft-04') return;
    if (!isObject(schema)) {
      report(
        path,
        'not-a-schema',
        `A schema must be an object, this is ${describe(schema)}`,
        'Write an object such as {"type": "string"}',
      );
      return;
    }
    if (depth > MAX_DEPTH) {
      report(
        '',
        'too-deep',
        `The schema nests deeper than ${MAX_DEPTH} levels`,
        'Move inner schemas to definitions',
      );
      return;
    }
    const inside = (inner: unknown, step: string | number) =>
      visit(inner, join(path, step), depth + 1);

    checkType(schema, path);
    checkKeywords(schema, path);
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
      if (schema[keyword] !== undefined) checkRef(schema, keyword, path);
    }

    for (const keyword of SCHEMA_MAPS) {
      const map = schema[keyword];
      if (map === undefined) continue;
      const here = join(path, keyword);
      if (isObject(map)) {
        for (const name of Object.keys(map)) {
          if (name === '__proto__') {
            // The validator skips it, so a contract could not be held to.
            report(
              here,
              'reserved-name',
              'A property cannot be called "__proto__"',
              'Choose another name',
            );
          }
          // "dependencies" also takes lists of names.
          if (keyword === 'dependencies' && Array.isArray(map[name])) {
            checkKeywords({ required: map[name] }, join(here, name));
            continue;
          }
          visit(map[name], join(here, name), depth + 1);
        }
      } else {
        report(
          here,
          'bad-keyword',
          `"${keyword}" must be an object of schemas`,
          `Write {"${keyword}": {"name": {"type": "string"}}}`,
        );
      }
    }
    for (const keyword of SCHEMA_LISTS) {
      const list = schema[keyword];
      if (list === undefined) continue;
      if (Array.isArray(list) && list.length > 0) {
        list.forEach((inner, index) =>
          visit(inner, join(join(path, keyword), index), depth + 1),
        );
      } else {
        report(
          join(path, keyword),
          'bad-keyword',
          `"${keyword}" must be a list of at least one schema`,
          'List the schemas, or leave the keyword out',
        );
      }
    }
    for (const keyword of SCHEMAS) {
      const inner = schema[keyword];
      // Also in Draft-04 these may be flags.
      const isFlag = typeof inner === 'boolean' && /^additional/.test(keyword);
      if (inner !== undefined && !isFlag) inside(inner, keyword);
    }
    if (!Array.isArray(schema.items)) {
      if (schema.items !== undefined) inside(schema.items, 'items');
    } else if (schema.items.length === 0 || dialect === '2020-12') {
      report(
        join(path, 'items'),
        'bad-keyword',
        '"items" must be one schema, or a list of at least one before 2020-12',
        'Write one schema for all elements, or in 2020-12 "prefixItems"',
      );
    } else {
      schema.items.forEach((inner, index) =>
        visit(inner, join(join(path, 'items'), index), depth + 1),
      );
    }
  }

  function checkType(schema: Record<string, unknown>, path: string): void {
    if (schema.type === undefined) return;
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    const unknown = types.filter(
      type => typeof type !== 'string' || !TYPES.includes(type),
    );
    if (new Set(types).size < types.length) {
      report(
        join(path, 'type'),
        'bad-keyword',
        '"type" must name each type once',
        'Leave out the repetition',
      );
    }
    if (types.length === 0 || unknown.length > 0) {
      report(
        join(path, 'type'),
        'unknown-type',
        `${
          unknown.map(describe).join(', ') || 'An empty list'
        } is no JSON type`,
        `Use one of ${TYPES.join(', ')}`,
      );
    }
  }

  function checkKeywords(schema: JsonSchema, path: string): void {
    for (const keyword of Object.keys(schema)) {
      if (!Object.hasOwn(KEYWORD_RULES, keyword)) continue;
      const { holds, must, mend } = KEYWORD_RULES[keyword];
      if (!holds(schema[keyword], schema, dialect)) {
        const message = `"${keyword}" must be ${must}`;
        report(join(path, keyword), 'bad-keyword', message, mend);
      }
    }
    const patterns = [
      ...(schema.pattern === undefined ? [] : [schema.pattern]),
      ...Object.keys(
        isObject(schema.patternProperties) ? schema.patternProperties : {},
      ),
    ];
    for (const pattern of patterns) {
      if (isPattern(pattern)) continue;
      report(
        join(
          path,
          pattern === schema.pattern ? 'pattern' : 'patternProperties',
        ),
        'bad-pattern',
        `${describe(pattern)} is not a regular expression`,
        'Correct the expression; escape special characters with a backslash',
      );
    }
  }

  function checkRef(
    schema: Record<string, unknown>,
    keyword: string,
    path: string,
  ): void {
    const ref = schema[keyword];
    const here = join(path, keyword);
    if (typeof ref !== 'string') {
      report(
        here,
        'bad-keyword',
        `"${keyword}" must be text`,
        `Write {"${keyword}": "#/definitions/Name"}`,
      );
    } else if (resolveReference(root, ref, schema) !== undefined) {
      return;
    } else if (ref.startsWith('#')) {
      report(
        here,
        'missing-ref',
        `${describe(ref)} leads nowhere`,
        'Define it under "definitions", or correct the name',
      );
    } else {
      report(
        here,
        'remote-ref',
        `${describe(ref)} refers outside this schema`,
        'Copy what it refers to into "definitions" and refer to "#/definitions/Name"',
      );
    }
  }

  function checkNames(): void {
    for (const name of isObject(root) ? clashingNames(root) : []) {
      report(
        '',
        'duplicate-name',
        `Two schemas are called "${name}"`,
        'Give each "$id" and "$anchor" once',
      );
    }
  }
}

function isPattern(pattern: unknown): boolean {
  // `\\Z` belongs to other languages; the format "regex" rules it out, since here it would mean a letter.
  if (typeof pattern !== 'string' || /[^\\]\\Z/.test(pattern)) return false;
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    try {
      return Boolean(new RegExp(pattern));
    } catch {
      return false;
    }
  }
}

function describe(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function join(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path ? `${path}.${step}` : step;
}

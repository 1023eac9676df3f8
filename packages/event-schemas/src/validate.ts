import { ErrorObject } from 'ajv';
import { compileSchema } from './compileSchema';
import { JsonSchema, listOf } from './jsonSchema';
import { errorAt, SchemaProblem } from './problems';

/**
 * Turns a schema into a check of values that collects every problem. Schemas without `$schema` are taken as this package
 * writes them: Draft-04, and the keywords later drafts added are honoured too.
 *
 * Compiles code (`new Function`), which a browser must allow by its content security policy.
 *
 * @throws InvalidContractError if the schema itself cannot be used
 * @public
 */
export function validate(
  schema: JsonSchema,
): (value: unknown) => SchemaProblem[] {
  const check = compileSchema(schema);
  return value => (check(value) ? [] : listProblems(check.errors ?? []));
}

function listProblems(errors: ErrorObject[]): SchemaProblem[] {
  const seen = new Set<string>();
  return errors.map(problemOf).filter(({ path, code, message }) => {
    const key = JSON.stringify([path, code, message]);
    return !seen.has(key) && seen.add(key);
  });
}

function problemOf(error: ErrorObject): SchemaProblem {
  const at = dotted(error.instancePath);
  const inside = (name: unknown) =>
    at ? `${at}.${String(name)}` : String(name);
  const { params, schema, data } = error;
  const found = show(data);
  switch (error.keyword) {
    case 'required':
      return errorAt(
        inside(params.missingProperty),
        'required',
        `${inside(params.missingProperty)} is missing`,
        'Add it: the contract requires it',
      );
    case 'additionalProperties':
      return errorAt(
        inside(params.additionalProperty),
        'additionalProperties',
        `${inside(params.additionalProperty)} is not in the contract`,
        'Remove it, correct its name, or add it to the contract',
      );
    case 'type':
      return errorAt(
        at,
        'type',
        `${at || 'The value'} must be ${listOf(
          Array.isArray(params.type) ? params.type : [params.type],
        ).join(' or ')}, found ${found}`,
        'Send the type the contract names',
      );
    case 'enum':
    case 'const':
      return errorAt(
        at,
        error.keyword,
        `${at || 'The value'} is ${found}, which the contract does not list`,
        `Use ${
          error.keyword === 'const'
            ? show(schema)
            : `one of ${listOf(schema).map(show).join(', ')}`
        }`,
      );
    case 'format':
      return errorAt(
        at,
        'format',
        `${at || 'The value'} is ${found}, which is not a ${String(
          params.format,
        )}`,
        `Write it as ${String(params.format)}`,
      );
    default:
      return errorAt(
        at,
        error.keyword,
        `${at || 'The value'} ${
          error.message ?? 'does not fit the contract'
        }, found ${found}`,
        'Send a value within the limits of the contract',
      );
  }
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce((path, step) => {
      if (/^\d+$/.test(step)) return `${path}[${step}]`;
      return path ? `${path}.${step}` : step;
    }, '');
}

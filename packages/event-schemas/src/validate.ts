import Ajv, { ErrorObject, Options, ValidateFunction } from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { isObject, JsonSchema, listOf } from './jsonSchema';
import { errorAt, InvalidContractError, SchemaProblem } from './problems';

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

const OPTIONS: Options = {
  allErrors: true,
  strict: false,
  // Names every object inherits, such as toString, are not properties of an event.
  ownProperties: true,
  verbose: true,
  // Unknown formats are not an error: contracts carry formats of their own.
  logger: false,
};

function compileSchema(schema: JsonSchema): ValidateFunction {
  const { $schema, ...rest } = schema;
  const compileWith = (options: Options) => {
    const ajv = ajvFor(schema, options);
    addFormats(ajv);
    return ajv.compile(rest);
  };
  try {
    return compileWith(OPTIONS);
  } catch {
    try {
      // Older contracts hold expressions that only the laxer syntax takes, such as `\@`.
      return compileWith({ ...OPTIONS, unicodeRegExp: false });
    } catch (error) {
      throw new InvalidContractError([
        errorAt(
          '',
          'not-a-schema',
          error instanceof Error ? error.message : String(error),
          'Correct the schema; checkDetailSchema names the places',
        ),
      ]);
    }
  }
}

function ajvFor(schema: JsonSchema, options: Options): Ajv {
  const dialect = String(schema.$schema ?? '');
  if (/2020-12/.test(dialect)) return new Ajv2020(options);
  if (/2019-09/.test(dialect)) return new Ajv2019(options);
  if (/draft-04/.test(dialect) || (!dialect && hasDraft04Bound(schema))) {
    return new Ajv04(options);
  }
  return new Ajv(options);
}

/** Exclusive bounds as flags are the one Draft-04 construct that later drafts refuse. */
function hasDraft04Bound(root: unknown): boolean {
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) {
      for (const element of value) open.push(element);
    } else if (isObject(value)) {
      if (
        typeof value.exclusiveMinimum === 'boolean' ||
        typeof value.exclusiveMaximum === 'boolean'
      ) {
        return true;
      }
      for (const name of Object.keys(value)) open.push(value[name]);
    }
  }
  return false;
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
